//! Which seeds a proof runs over, and what it says once all of them ran.

use std::fmt::Display;
use std::ops::{AddAssign, RangeInclusive};
use std::time::Instant;

/// The one of `GAGAS_SEED`, else the first `GAGAS_SEEDS`, else the first `usual`.
pub(crate) fn seeds(usual: u64) -> RangeInclusive<u64> {
    match number("GAGAS_SEED") {
        Some(seed) => seed..=seed,
        None => 1..=number("GAGAS_SEEDS").unwrap_or(usual),
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How the seeds of one proof went.
pub(crate) struct Runs<T> {
    started: Instant,
    count: u64,
    total: T,
    failed: Vec<(u64, String)>,
}

impl<T: AddAssign + Default + Display> Runs<T> {
    pub(crate) fn begin() -> Self {
        Self {
            started: Instant::now(),
            count: 0,
            total: T::default(),
            failed: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, seed: u64, ran: Result<T, String>) {
        self.count += 1;
        match ran {
            Ok(met) => self.total += met,
            Err(why) => self.failed.push((seed, why)),
        }
    }

    /// Says how they went, and fails where one did; answers how many they were, and what they met.
    pub(crate) fn end(self, name: &str) -> (u64, T) {
        let Self { count, total, .. } = self;
        let took = self.started.elapsed();
        println!("{name}: {count} seeds in {took:.1?}: {total}");
        for (seed, why) in self.failed.iter().take(5) {
            println!("GAGAS_SEED={seed}: {why}");
        }
        let failed = self.failed.len();
        assert_eq!(failed, 0, "seeds of {name} failed");
        (count, total)
    }
}
