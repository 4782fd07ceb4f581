//! Judging patches that come from outside, with a preview before anything is changed.
//!
//! Works in steps of one patch, so that a caller can yield between them: verifying a signature
//! takes a millisecond on a phone, and 10,000 would freeze it. Must not change a replica: the
//! caller adds what is new when the person agrees.

mod preview;

pub use preview::{Counts, Preview};

use alloc::collections::BTreeSet;
use alloc::vec::{IntoIter, Vec};

use crate::code::Code;
use crate::id::{PatchId, WorkshopId};
use crate::merge::{Outcome, RecordSet};
use crate::patch::{Patch, SignedPatch};
use preview::Trial;

/// How far ahead of all clocks a participant's patch may be stamped before it waits: 24 hours.
pub const AHEAD_LIMIT_MS: u64 = 86_400_000;

/// What was found out about patches from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// To be added: each changes something, or is kept aside for a later version.
    pub new: Vec<Patch>,
    /// Stamped too far ahead by a participant's clock; to be kept, shown and judged again later.
    pub waiting: Vec<Patch>,
    /// Refused, and why.
    pub rejected: Vec<(PatchId, Code)>,
    /// How many were there already, or stood twice.
    pub duplicates: usize,
    /// How many are sound but older than what is there.
    pub superseded: usize,
    /// What adding the new ones does, by kind.
    pub preview: Preview,
}

/// Patches that are being judged.
#[derive(Debug)]
pub struct Judging {
    workshop: WorkshopId,
    queue: IntoIter<SignedPatch>,
    seen: BTreeSet<PatchId>,
    floor_ms: u64,
    ahead: Vec<Patch>,
    trial: Trial,
    intake: Intake,
}

impl Judging {
    /// Prepares to judge patches for a workshop.
    ///
    /// `now_ms` is the best guess at the present (ms since the epoch, UTC): the greater of the
    /// device's clock with its measured offset and the time this app was built.
    #[must_use]
    pub fn new(patches: Vec<SignedPatch>, workshop: WorkshopId, now_ms: i64) -> Self {
        Self {
            workshop,
            queue: patches.into_iter(),
            seen: BTreeSet::new(),
            floor_ms: u64::try_from(now_ms).unwrap_or(0),
            ahead: Vec::new(),
            trial: Trial::default(),
            intake: Intake::default(),
        }
    }

    /// How many patches have not been looked at yet.
    #[must_use]
    pub fn left(&self) -> usize {
        self.queue.len()
    }

    /// Judges one patch against a replica; `false` when none is left.
    pub fn step(&mut self, records: &RecordSet) -> bool {
        let Some(signed) = self.queue.next() else {
            return false;
        };
        let id = PatchId::of(&signed.body);
        // Looked up before the signature, which costs a thousand times as much. The id commits to
        // the body only: of a doubtful copy the first sound one is kept.
        if records.holds(&id) || self.seen.contains(&id) {
            self.intake.duplicates += 1;
            return true;
        }
        match Patch::admit(signed, &self.workshop) {
            Err(code) => self.intake.rejected.push((id, code)),
            Ok(patch) => {
                self.seen.insert(id);
                self.sort(patch, records);
            }
        }
        true
    }

    fn sort(&mut self, patch: Patch, records: &RecordSet) {
        if patch.by_organiser() {
            self.floor_ms = self.floor_ms.max(patch.stamp().ms);
            self.take(patch, records);
        } else if self.is_ahead(&patch, records) {
            self.ahead.push(patch);
        } else {
            self.take(patch, records);
        }
    }

    fn take(&mut self, patch: Patch, records: &RecordSet) {
        match self.trial.add(&patch, records) {
            Outcome::Applied { .. } => self.intake.new.push(patch),
            Outcome::Superseded => self.intake.superseded += 1,
            Outcome::Duplicate => self.intake.duplicates += 1,
        }
    }

    fn is_ahead(&self, patch: &Patch, records: &RecordSet) -> bool {
        let now = self.floor_ms.max(records.newest_organiser_stamp().ms);
        patch.stamp().ms > now.saturating_add(AHEAD_LIMIT_MS)
    }

    /// Judges what is left and tells what was found.
    #[must_use]
    pub fn finish(mut self, records: &RecordSet) -> Intake {
        while self.step(records) {}
        // By now all of the organiser's stamps are known, in whichever order they came.
        for patch in core::mem::take(&mut self.ahead) {
            if self.is_ahead(&patch, records) {
                self.intake.waiting.push(patch);
            } else {
                self.take(patch, records);
            }
        }
        self.intake.preview = self.trial.preview(records);
        self.intake
    }
}

#[cfg(test)]
mod tests;
