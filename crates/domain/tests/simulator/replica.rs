//! The replica under test: the real record set, and what it shows.

use gagas_domain::id::{PatchId, RecordId};
use gagas_domain::merge::{Outcome, RecordSet};
use gagas_domain::patch::Patch;

pub(crate) trait Replica: Clone + Default {
    fn add(&mut self, patch: &Patch) -> Outcome;
    fn set(&self) -> &RecordSet;
}

/// The protocol's merge.
#[derive(Clone, Default)]
pub(crate) struct Real(RecordSet);

impl Replica for Real {
    fn add(&mut self, patch: &Patch) -> Outcome {
        self.0.add(patch.clone())
    }

    fn set(&self) -> &RecordSet {
        &self.0
    }
}

pub(crate) type Row = (RecordId, bool, Vec<(String, PatchId)>);

/// What a replica shows: each record, whether it ended, and which patch won which field.
pub(crate) fn shown(set: &RecordSet) -> Vec<Row> {
    let mut ids: Vec<RecordId> = set.patches().map(|patch| patch.record()).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = ids.iter().filter_map(|id| set.find(id));
    found
        .map(|record| {
            let fields = record
                .fields()
                .map(|(name, _, rank)| (name.into(), rank.patch));
            (record.id(), record.is_dead(), fields.collect())
        })
        .collect()
}

/// What a person sees of a replica: values, whoever wrote them and when.
pub(crate) fn values(set: &RecordSet) -> Vec<String> {
    let ended = set.patches().filter(|patch| patch.is_deletion());
    let ended = ended.map(|patch| format!("{} ended", patch.record()));
    let live = set.records().flat_map(|record| {
        let fields = record.fields();
        fields.map(|(name, value, _)| format!("{} {name} {value:?}", record.id()))
    });
    let mut values: Vec<String> = ended.chain(live).collect();
    values.sort_unstable();
    values
}
