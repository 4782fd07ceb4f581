//! Hybrid stamps that order writes, and how a writer chooses its next one.
//!
//! A stamp is wall-clock milliseconds and a counter (after Kulkarni et al., "Logical Physical
//! Clocks", 2014), with one deliberate difference: receiving never moves a clock, so that one phone
//! a day ahead cannot poison all others. The wall clock itself is passed in.

/// The greatest millisecond value a stamp may hold: 2^48 - 1.
pub const MAX_MS: u64 = (1 << 48) - 1;

/// When something was written: milliseconds since the Unix epoch (UTC) and a counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since the Unix epoch, UTC; at most [`MAX_MS`].
    pub ms: u64,
    /// Distinguishes writes in one millisecond.
    pub counter: u16,
}

impl Stamp {
    /// The stamp at `ms`, with counter 0; beyond the range it is clamped.
    #[must_use]
    pub fn at(ms: i64) -> Self {
        Self {
            ms: u64::try_from(ms).unwrap_or(0).min(MAX_MS),
            counter: 0,
        }
    }

    /// The next stamp of the same millisecond, or the first of the next one on overflow.
    #[must_use]
    pub fn successor(self) -> Self {
        match self.counter.checked_add(1) {
            Some(counter) => Self {
                ms: self.ms,
                counter,
            },
            None if self.ms < MAX_MS => Self {
                ms: self.ms + 1,
                counter: 0,
            },
            None => self,
        }
    }
}

/// A writer's clock: remembers its own last stamp and the measured offset to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The last stamp this writer made.
    pub last: Stamp,
    /// What to add to the wall clock, in ms; 0 until a server has answered.
    pub offset_ms: i64,
}

impl Clock {
    /// The present by the corrected wall clock.
    #[must_use]
    pub fn now(&self, wall_ms: i64) -> Stamp {
        Stamp::at(wall_ms.saturating_add(self.offset_ms))
    }

    /// Forgets a last stamp that lies ahead of the corrected wall clock, so that a device that was
    /// once wrong is not wrong for ever.
    pub fn set_back(&mut self, wall_ms: i64) {
        self.last = self.last.min(self.now(wall_ms));
    }

    /// Makes the next stamp: greater than the writer's last and than every stamp it overwrites.
    ///
    /// `wall_ms` is the device's clock (UTC); `overwritten` the greatest stamp among the fields that
    /// the new patch sets.
    pub fn tick(&mut self, wall_ms: i64, overwritten: Option<Stamp>) -> Stamp {
        let wall = self.now(wall_ms);
        let floor = self.last.max(overwritten.unwrap_or_default());
        self.last = if wall > floor {
            wall
        } else {
            floor.successor()
        };
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_grow_whatever_the_wall_says() {
        let mut clock = Clock::default();
        let mut last = Stamp::default();
        for wall in [5, 5, 3, -1, i64::MAX, i64::MIN, 9] {
            let next = clock.tick(wall, None);
            assert!(next > last, "{next:?} after {last:?}");
            last = next;
        }
    }

    #[test]
    fn counter_overflows_into_the_millisecond() {
        let full = Stamp {
            ms: 7,
            counter: u16::MAX,
        };
        assert_eq!(full.successor(), Stamp { ms: 8, counter: 0 });
    }

    #[test]
    fn a_write_beats_what_it_overwrites() {
        let mut clock = Clock::default();
        let ahead = Stamp {
            ms: 1_000_000,
            counter: 4,
        };
        assert_eq!(
            clock.tick(10, Some(ahead)),
            Stamp {
                ms: 1_000_000,
                counter: 5
            }
        );
    }
}
