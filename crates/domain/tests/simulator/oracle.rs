//! The truth: last-writer-wins over all writes ever made, in its plainest form.

use std::collections::{BTreeMap, BTreeSet};

use gagas_domain::id::{PatchId, RecordId};
use gagas_domain::patch::{Patch, Rank};

use crate::replica::Row;

/// Every write that was ever saved by its writer.
#[derive(Default)]
pub(crate) struct Writes {
    made: BTreeMap<PatchId, Patch>,
    /// Writes that got a new stamp; they count only where somebody received them all the same.
    replaced: BTreeSet<PatchId>,
    received: BTreeSet<PatchId>,
}

impl Writes {
    pub(crate) fn made(&mut self, patch: &Patch) {
        self.made.insert(patch.id(), patch.clone());
    }

    pub(crate) fn replaced(&mut self, id: PatchId) {
        self.replaced.insert(id);
    }

    pub(crate) fn received(&mut self, id: PatchId) {
        self.received.insert(id);
    }

    pub(crate) fn count(&self) -> usize {
        self.made.len()
    }

    /// The exact text of a write.
    pub(crate) fn find(&self, id: &PatchId) -> Option<&Patch> {
        self.made.get(id)
    }

    /// What every replica must show.
    pub(crate) fn truth(&self) -> Vec<Row> {
        let alive = || {
            self.made.values().filter(|patch| {
                !self.replaced.contains(&patch.id()) || self.received.contains(&patch.id())
            })
        };
        let ended: BTreeSet<RecordId> = alive()
            .filter(|patch| patch.is_deletion())
            .map(Patch::record)
            .collect();
        let mut rows: BTreeMap<RecordId, BTreeMap<&str, Rank>> =
            ended.iter().map(|id| (*id, BTreeMap::new())).collect();
        for patch in alive().filter(|patch| !ended.contains(&patch.record())) {
            let row = rows.entry(patch.record()).or_default();
            for (name, _) in patch.fields() {
                let held = row.entry(name).or_insert(patch.rank());
                *held = patch.rank().max(*held);
            }
        }
        rows.into_iter()
            .map(|(id, row)| {
                let row = row
                    .into_iter()
                    .map(|(name, rank)| (name.into(), rank.patch));
                (id, ended.contains(&id), row.collect())
            })
            .collect()
    }
}
