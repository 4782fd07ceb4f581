//! Merge is set union, and keeps exactly the patches that still win something.

use std::collections::BTreeSet;

use gagas_domain::id::PatchId;
use gagas_domain::merge::{Outcome, RecordSet};
use gagas_domain::patch::Patch;
use proptest::prelude::*;

use crate::pool::{patches, replica, seen, union};

fn ids(set: &RecordSet) -> BTreeSet<PatchId> {
    set.patches().map(|patch| patch.id()).collect()
}

fn shuffled() -> impl Strategy<Value = (Vec<Patch>, Vec<Patch>)> {
    patches().prop_flat_map(|writes| (Just(writes.clone()), Just(writes).prop_shuffle()))
}

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter((writes, shuffled) in shuffled()) {
        prop_assert_eq!(seen(&replica(&writes)), seen(&replica(&shuffled)));
    }

    #[test]
    fn merge_is_commutative(a in patches(), b in patches()) {
        let (a, b) = (replica(&a), replica(&b));
        prop_assert_eq!(seen(&union(&a, &b)), seen(&union(&b, &a)));
    }

    #[test]
    fn merge_is_associative(a in patches(), b in patches(), c in patches()) {
        let (a, b, c) = (replica(&a), replica(&b), replica(&c));
        prop_assert_eq!(
            seen(&union(&union(&a, &b), &c)),
            seen(&union(&a, &union(&b, &c)))
        );
    }

    #[test]
    fn merge_is_idempotent(a in patches(), b in patches()) {
        let (a, b) = (replica(&a), replica(&b));
        let both = union(&a, &b);
        prop_assert_eq!(seen(&union(&a, &a)), seen(&a));
        prop_assert_eq!(seen(&union(&both, &b)), seen(&both));
        prop_assert_eq!(seen(&union(&a, &RecordSet::default())), seen(&a));
    }

    /// Forwarding only what a replica still holds loses nothing: compaction commutes with merge.
    #[test]
    fn what_was_dropped_is_not_missed(a in patches(), b in patches()) {
        let all: Vec<Patch> = a.iter().chain(&b).cloned().collect();
        prop_assert_eq!(seen(&union(&replica(&a), &replica(&b))), seen(&replica(&all)));
    }

    #[test]
    fn the_outcome_tells_what_happened(writes in patches()) {
        let mut set = RecordSet::default();
        for patch in &writes {
            let (before, look) = (ids(&set), seen(&set));
            match set.add(patch.clone()) {
                Outcome::Applied { dropped } => {
                    let mut after = before;
                    for id in &dropped {
                        prop_assert!(after.remove(id), "dropped what was not held");
                    }
                    prop_assert!(after.insert(patch.id()));
                    prop_assert_eq!(ids(&set), after);
                }
                Outcome::Duplicate => {
                    prop_assert!(before.contains(&patch.id()));
                    prop_assert_eq!(seen(&set), look);
                }
                Outcome::Superseded => {
                    prop_assert!(!before.contains(&patch.id()));
                    prop_assert_eq!(seen(&set), look);
                }
            }
        }
    }

    #[test]
    fn only_winners_are_held(writes in patches()) {
        let set = replica(&writes);
        let aside = set.patches().filter(|patch| patch.is_aside()).map(|patch| patch.id());
        let mut winners: BTreeSet<PatchId> = aside.collect();
        for patch in set.patches() {
            if let Some(record) = set.find(&patch.record()) {
                winners.extend(record.winners().iter().map(|winner| winner.id()));
            }
        }
        prop_assert_eq!(ids(&set), winners);
    }

    #[test]
    fn a_dead_record_stays_dead(writes in patches(), more in patches()) {
        let mut set = replica(&writes);
        let dead: BTreeSet<_> = writes
            .iter()
            .filter(|patch| patch.is_deletion() && !patch.is_aside())
            .map(Patch::record)
            .collect();
        for patch in more {
            set.add(patch);
            for id in &dead {
                prop_assert!(set.get(id).is_none());
                let end = set.find(id).unwrap();
                prop_assert!(end.is_dead() && end.fields().count() == 0);
                let held: Vec<_> = set.patches().filter(|patch| patch.record() == *id).collect();
                prop_assert!(held.len() == 1 && held[0].is_deletion(), "{held:?}");
            }
        }
    }

    #[test]
    fn nothing_is_shown_or_lost_of_what_is_kept_aside(writes in patches()) {
        let set = replica(&writes);
        for patch in writes.iter().filter(|patch| patch.is_aside()) {
            prop_assert!(set.find(&patch.record()).is_none());
            prop_assert_eq!(set.patch(&patch.id()).unwrap().signed(), patch.signed());
        }
    }
}
