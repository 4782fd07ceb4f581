//! Last-writer-wins in its plainest form, to hold the real merge against.

use std::collections::BTreeMap;

use gagas_domain::id::RecordId;
use gagas_domain::patch::{Patch, Rank};
use gagas_domain::value::Value;
use proptest::prelude::*;

use crate::pool::{patches, replica};

/// What every replica must show once it has all of `writes`: the ended records, and the winner of
/// each field of the others.
#[derive(Debug, Default, PartialEq)]
struct Truth {
    dead: BTreeMap<RecordId, Rank>,
    cells: BTreeMap<(RecordId, String), (Rank, Value)>,
}

fn truth(writes: &[Patch]) -> Truth {
    let mut truth = Truth::default();
    let known = || writes.iter().filter(|patch| !patch.is_aside());
    for patch in known().filter(|patch| patch.is_deletion()) {
        let end = truth.dead.entry(patch.record()).or_insert(patch.rank());
        *end = patch.rank().max(*end);
    }
    for patch in known().filter(|patch| !truth.dead.contains_key(&patch.record())) {
        for (name, value) in patch.fields() {
            let key = (patch.record(), name.clone());
            let held = truth.cells.get(&key).map(|(rank, _)| *rank);
            if held < Some(patch.rank()) {
                truth.cells.insert(key, (patch.rank(), value.clone()));
            }
        }
    }
    truth
}

proptest! {
    #[test]
    fn the_merge_is_last_writer_wins(writes in patches()) {
        let set = replica(&writes);
        let mut shown = Truth::default();
        for patch in set.patches().filter(|patch| !patch.is_aside()) {
            let record = set.find(&patch.record()).unwrap();
            if record.is_dead() {
                shown.dead.insert(record.id(), patch.rank());
            }
            for (name, value, rank) in record.fields() {
                shown.cells.insert((record.id(), name.into()), (rank, value.clone()));
            }
        }
        prop_assert_eq!(shown, truth(&writes));
    }
}
