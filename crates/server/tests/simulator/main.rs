//! The simulator of the domain crate over the real server: hub and store, on two nodes.
//!
//! The same worlds, faults and oracle; only the model server is replaced. `GAGAS_SEEDS=1000` runs more seeds,
//! `GAGAS_SEED=7` only that one. Which randomness the server draws (marks, epochs) does not come from the seed.
#![expect(clippy::expect_used, reason = "tests may panic")]

#[path = "../../../domain/tests/simulator/client.rs"]
mod client;
#[path = "../../../domain/tests/simulator/exchange.rs"]
mod exchange;
#[path = "../../../domain/tests/simulator/network.rs"]
mod network;
#[path = "../../../domain/tests/simulator/oracle.rs"]
mod oracle;
mod real;
#[path = "../../../domain/tests/simulator/replica.rs"]
mod replica;
#[path = "../../../domain/tests/simulator/rng.rs"]
mod rng;
#[path = "../../../domain/tests/simulator/served.rs"]
mod served;
#[path = "../../../domain/tests/simulator/stats.rs"]
mod stats;
#[path = "../../../domain/tests/simulator/variant.rs"]
#[expect(
    dead_code,
    reason = "only some of the broken variants are of the server's side"
)]
mod variant;
#[path = "../../../domain/tests/simulator/world.rs"]
#[expect(dead_code, reason = "single stories are told over the model")]
mod world;
#[path = "../../../domain/tests/simulator/writing.rs"]
#[expect(dead_code, reason = "single stories are told over the model")]
mod writing;

use std::time::Instant;

use real::{OneFile, RealServer};
use stats::Stats;
use variant::Variant;
use world::World;

/// How many seeds the test command runs.
const SEEDS: u64 = 200;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn run(seed: u64, variant: Variant) -> Result<Stats, String> {
    World::<RealServer<OneFile>>::new(seed, variant).run()
}

#[test]
fn the_server_keeps_the_protocol() {
    let started = Instant::now();
    let seeds = match number("GAGAS_SEED") {
        Some(seed) => seed..=seed,
        None => 1..=number("GAGAS_SEEDS").unwrap_or(SEEDS),
    };
    let count = seeds.clone().count();
    let mut total = Stats::default();
    let mut failed = Vec::new();
    for seed in seeds {
        match run(seed, Variant::Sound) {
            Ok(stats) => total += stats,
            Err(why) => failed.push((seed, why)),
        }
    }
    println!("{count} seeds in {:.1?}: {total}", started.elapsed());
    for (seed, why) in failed.iter().take(5) {
        println!("GAGAS_SEED={seed}: {why}");
    }
    assert!(failed.is_empty(), "{} seeds failed", failed.len());
    if count >= 1_000 {
        total.assert_eventful();
    }
}

/// A client that does not do its part must be noticed with the real server, too: else the run above says nothing.
#[test]
fn broken_clients_are_caught() {
    for variant in [Variant::CursorFirst, Variant::NoRepush, Variant::NoPushMark] {
        let caught = (1..=400).find_map(|seed| run(seed, variant).err().map(|why| (seed, why)));
        let (seed, why) = caught.expect("it is noticed");
        println!("{variant:?}: seed {seed}: {why}");
    }
}
