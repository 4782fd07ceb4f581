//! Clocks only grow, beat what they overwrite, follow the wall, and are moved by nobody else.

use gagas_domain::stamp::{Clock, MAX_MS, Stamp};
use proptest::prelude::*;

use crate::pool::{patches, replica};

const LAST: Stamp = Stamp {
    ms: MAX_MS,
    counter: u16::MAX,
};

fn stamp() -> impl Strategy<Value = Stamp> {
    let ms = prop_oneof![0_u64..4, (MAX_MS - 2)..=MAX_MS, 0..=MAX_MS];
    let counter = prop_oneof![0_u16..3, (u16::MAX - 2)..=u16::MAX];
    (ms, counter).prop_map(|(ms, counter)| Stamp { ms, counter })
}

fn wall() -> impl Strategy<Value = i64> {
    prop_oneof![-3_i64..6, any::<i64>(), 0..=(MAX_MS as i64)]
}

proptest! {
    #[test]
    fn a_tick_beats_the_last_and_what_it_overwrites(
        last in stamp(), offset_ms in wall(), wall in wall(), over in prop::option::of(stamp()),
    ) {
        let mut clock = Clock { last, offset_ms };
        let tick = clock.tick(wall, over);
        let floor = last.max(over.unwrap_or_default());
        // Only the very last of all stamps has no successor.
        prop_assert!(tick > floor || (floor == LAST && tick == LAST));
        prop_assert_eq!(clock, Clock { last: tick, offset_ms });
    }

    #[test]
    fn a_tick_runs_ahead_only_of_what_it_must_beat(
        last in stamp(), offset_ms in wall(), wall in wall(), over in prop::option::of(stamp()),
    ) {
        let tick = Clock { last, offset_ms }.tick(wall, over);
        let floor = last.max(over.unwrap_or_default());
        let right = Stamp::at(wall.saturating_add(offset_ms));
        prop_assert!(tick == right.max(floor.successor()) || (floor == LAST && tick == LAST));
    }

    #[test]
    fn ticks_grow_whatever_the_walls_say(walls in prop::collection::vec(wall(), 1..20)) {
        let mut clock = Clock::default();
        let mut last = clock.last;
        for wall in walls {
            let tick = clock.tick(wall, None);
            prop_assert!(tick > last);
            last = tick;
        }
    }

    /// What was received counts only for the fields that are overwritten, and not for others.
    #[test]
    fn receiving_moves_no_clock(writes in patches(), wall in 0_i64..6) {
        let set = replica(&writes);
        for patch in set.patches().filter(|patch| !patch.is_aside()) {
            let names = patch.fields().iter().map(|(name, _)| name.as_str());
            let over = set.overwritten(&patch.record(), names).unwrap();
            prop_assert!(over >= patch.stamp());
            prop_assert!(Clock::default().tick(wall, Some(over)) > patch.stamp());
            if !set.find(&patch.record()).unwrap().is_dead() {
                let fresh = set.overwritten(&patch.record(), ["never_set"]);
                prop_assert_eq!(fresh, None);
                prop_assert_eq!(
                    Clock::default().tick(wall, fresh),
                    Clock::default().tick(wall, None)
                );
            }
        }
    }
}
