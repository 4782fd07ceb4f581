//! Buckets that fill with time: how many changes an author and a workshop may make.
//!
//! Each bucket is one number, the time at which it will be full again (the "generic cell rate algorithm" of ITU-T
//! I.371). The clock is passed in.

use alloc::collections::BTreeMap;

use crate::id::PublicKey;

/// How many at once, and how fast they come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many at once.
    pub burst: u32,
    /// How many come back in a minute.
    pub per_minute: u32,
}

/// What a workshop takes: in a time, and in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Changes of one author.
    pub author: Rate,
    /// Changes of all participants.
    pub workshop: Rate,
    /// Keys that were never seen before.
    pub new_authors: Rate,
    /// How many bytes of bodies and signatures there may be before participants can add no more.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            author: Rate {
                burst: 60,
                per_minute: 120,
            },
            workshop: Rate {
                burst: 1_000,
                per_minute: 30_000,
            },
            new_authors: Rate {
                burst: 1_000,
                per_minute: 1_000,
            },
            // A hundred times what a large workshop writes: 10,000 ideas are 10 MB.
            bytes: 256 << 20,
        }
    }
}

/// More authors than this are forgotten once their buckets are full again.
const REMEMBERED: usize = 4_096;

/// The buckets of one workshop.
#[derive(Clone, Debug, Default)]
pub(super) struct Buckets {
    authors: BTreeMap<PublicKey, u64>,
    workshop: u64,
    new_authors: u64,
}

impl Rate {
    /// How long one takes to come back, in microseconds.
    fn interval(self) -> u64 {
        60_000_000 / u64::from(self.per_minute.max(1))
    }

    /// Takes one from a bucket.
    ///
    /// # Errors
    /// How long to wait, in ms; the bucket is unchanged.
    pub fn take(self, full_at: &mut u64, now_us: u64) -> Result<(), u64> {
        let next = (*full_at).max(now_us) + self.interval();
        let room = self.interval() * u64::from(self.burst);
        match next.checked_sub(now_us + room) {
            None | Some(0) => {
                *full_at = next;
                Ok(())
            }
            Some(over) => Err(over.div_ceil(1_000)),
        }
    }
}

impl Buckets {
    /// Takes one change; all buckets or none.
    ///
    /// # Errors
    /// How long to wait, in ms.
    pub(super) fn take(
        &mut self,
        limits: &Limits,
        author: PublicKey,
        is_new: bool,
        now_ms: u64,
    ) -> Result<(), u64> {
        let now = now_ms.saturating_mul(1_000);
        let held = self.authors.get(&author).copied().unwrap_or_default();
        let (mut own, mut all, mut new) = (held, self.workshop, self.new_authors);
        let waits = [
            limits.author.take(&mut own, now).err(),
            limits.workshop.take(&mut all, now).err(),
            is_new
                .then(|| limits.new_authors.take(&mut new, now).err())
                .flatten(),
        ];
        // The longest wait: before it, another bucket would refuse.
        if let Some(wait) = waits.into_iter().flatten().max() {
            return Err(wait);
        }
        if self.authors.len() >= REMEMBERED {
            self.authors.retain(|_, full_at| *full_at > now);
        }
        self.authors.insert(author, own);
        (self.workshop, self.new_authors) = (all, new);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_free_and_the_rest_comes_back_with_time() {
        let limits = Limits::default();
        let mut buckets = Buckets::default();
        let key = PublicKey([1; 32]);
        for _ in 0..60 {
            assert_eq!(buckets.take(&limits, key, false, 1_000), Ok(()));
        }
        assert_eq!(buckets.take(&limits, key, false, 1_000), Err(500));
        assert_eq!(
            buckets.take(&limits, PublicKey([2; 32]), false, 1_000),
            Ok(())
        );
        assert_eq!(buckets.take(&limits, key, false, 1_500), Ok(()));
        assert_eq!(buckets.take(&limits, key, false, 1_500), Err(500));
        assert_eq!(buckets.take(&limits, key, false, 100_000), Ok(()));
    }

    #[test]
    fn new_authors_have_a_bucket_and_old_ones_are_forgotten() {
        let limits = Limits::default();
        let mut buckets = Buckets::default();
        let key = |n: u32| {
            let mut key = [0; 32];
            key[..4].copy_from_slice(&n.to_be_bytes());
            PublicKey(key)
        };
        for n in 0..1_000 {
            assert_eq!(buckets.take(&limits, key(n), true, 0), Ok(()));
        }
        assert_eq!(buckets.take(&limits, key(1_000), true, 0), Err(60));
        for n in 0..20_000 {
            assert_eq!(
                buckets.take(&limits, key(n), false, 10_000 + u64::from(n) * 1_000),
                Ok(())
            );
        }
        assert!(buckets.authors.len() <= REMEMBERED + 1);
    }
}
