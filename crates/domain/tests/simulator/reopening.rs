//! A replica whose deletions can be undone.

use gagas_domain::merge::{Outcome, RecordSet};
use gagas_domain::patch::Patch;

use crate::replica::Replica;

/// Broken on purpose: a deletion erases what is older, and a newer write opens the record again.
#[derive(Clone, Default)]
pub(crate) struct Reopening(RecordSet);

impl Replica for Reopening {
    fn add(&mut self, patch: &Patch) -> Outcome {
        let Some(record) = self.0.find(&patch.record()) else {
            return self.0.add(patch.clone());
        };
        let newest = record.winners().iter().map(|held| held.rank()).max();
        let newer = newest < Some(patch.rank());
        if patch.is_deletion() && !record.is_dead() && !newer {
            return Outcome::Superseded;
        }
        if record.is_dead() && !patch.is_deletion() && newer {
            let id = record.id();
            let (gone, kept): (Vec<_>, Vec<_>) = self
                .0
                .patches()
                .cloned()
                .partition(|held| held.record() == id);
            self.0 = RecordSet::default();
            for held in kept {
                self.0.add((*held).clone());
            }
            self.0.add(patch.clone());
            return Outcome::Applied {
                dropped: gone.iter().map(|held| held.id()).collect(),
            };
        }
        self.0.add(patch.clone())
    }

    fn set(&self) -> &RecordSet {
        &self.0
    }
}
