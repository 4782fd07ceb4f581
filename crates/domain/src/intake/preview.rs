//! What adding patches would do, tried on copies of only the records they touch.

use crate::sorted::{SortedMap, SortedSet};

use crate::id::RecordId;
use crate::kind::Kind;
use crate::merge::{Outcome, Record, RecordSet};
use crate::patch::Patch;
use crate::view::SessionState;

/// What would happen to the records of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records that are not there yet.
    pub new: usize,
    /// Records whose fields change.
    pub changed: usize,
    /// Sessions called off and registrations taken back.
    pub cancelled: usize,
    /// Records that end for ever.
    pub deleted: usize,
}

/// What would happen, by kind; kinds that nothing happens to are left out.
pub type Preview = SortedMap<Kind, Counts>;

/// A replica of the touched records only.
#[derive(Debug, Default)]
pub(super) struct Trial {
    records: RecordSet,
    touched: SortedSet<RecordId>,
}

impl Trial {
    /// Adds a patch to the trial, on top of what `base` holds of its record.
    pub(super) fn add(&mut self, patch: &Patch, base: &RecordSet) -> Outcome {
        if !patch.is_aside() && self.touched.insert(patch.record()) {
            let winners = base.find(&patch.record()).map(Record::winners);
            for winner in winners.into_iter().flatten() {
                self.records.add(Patch::clone(winner));
            }
        }
        self.records.add(patch.clone())
    }

    /// Compares the trial with what `base` holds.
    pub(super) fn preview(&self, base: &RecordSet) -> Preview {
        let mut preview = Preview::new();
        for id in &self.touched {
            let Some(after) = self.records.find(id) else {
                continue;
            };
            let mut count = Counts::default();
            match base.find(id) {
                Some(before) if before.is_dead() => {}
                _ if after.is_dead() => count.deleted = 1,
                None => count.new = 1,
                Some(before) if is_cancelled(after) && !is_cancelled(before) => count.cancelled = 1,
                Some(before) if differs(before, after) => count.changed = 1,
                Some(_) => {}
            }
            if count != Counts::default() {
                preview.or_default(after.kind().clone()).add(count);
            }
        }
        preview
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.cancelled += other.cancelled;
        self.deleted += other.deleted;
    }
}

fn is_cancelled(record: &Record) -> bool {
    record.text("state") == Some(SessionState::Cancelled.code())
        || record.flag("cancelled") == Some(true)
}

fn differs(before: &Record, after: &Record) -> bool {
    after
        .fields()
        .any(|(name, _, _)| before.value(name) != after.value(name))
}
