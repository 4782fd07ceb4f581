//! Writes of others: from a file, a link, or another tab.

use gagas_domain::id::PatchId;
use gagas_domain::merge::Outcome;
use gagas_domain::patch::{Patch, SignedPatch};

use super::App;
use super::personal::written_name;
use crate::platform::{clock, random};
use crate::storage::channel::Message;

/// Why nothing was merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// No workshop is open.
    #[error("no workshop is open")]
    NotOpen,
}

impl App {
    /// Merges patches that were judged: applies, stores and tells the other tabs.
    ///
    /// # Errors
    /// [`MergeError`]; nothing was changed then.
    pub fn merge(self, patches: Vec<Patch>) -> Result<(), MergeError> {
        if self.workshop_id().is_none() {
            return Err(MergeError::NotOpen);
        }
        let signed: Vec<SignedPatch> = patches.iter().map(|patch| patch.signed().clone()).collect();
        self.add(patches);
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            let at_ms = u64::try_from(clock::now_ms()).unwrap_or(0);
            open.writer
                .write(open.store.append(&signed, at_ms, random::number()));
            open.tell(&Message::Patches(signed));
        });
        Ok(())
    }

    /// Takes over what another tab has stored already.
    pub(super) fn hear(self, message: Message) {
        match message {
            Message::Patches(signed) => self.add_stored(signed, false),
            Message::Own(signed) => self.add_stored(signed, true),
            Message::Meta(name) => self.reread_meta(name),
            Message::Erased => self.close_erased(),
            Message::Handed(at_ms, patches) => drop(self.note_handed_over(&patches, at_ms)),
            Message::Queue => self.queue_elsewhere.update(|n| *n += 1),
        }
    }

    fn add_stored(self, signed: Vec<SignedPatch>, queued: bool) {
        let trusted = signed.into_iter().map(Patch::trust);
        let patches: Vec<Patch> = trusted.filter_map(Result::ok).collect();
        self.open.with_value(|open| {
            if let Some(open) = open.as_ref().filter(|_| queued) {
                // The plan is carried out already; the store only takes note.
                patches
                    .iter()
                    .for_each(|patch| drop(open.store.queue(patch)));
            }
        });
        self.add(patches);
        self.settle_phase();
    }

    /// Adds patches to the replica; answers those that win nothing any more.
    pub(super) fn add_records(self, patches: Vec<Patch>) -> Vec<PatchId> {
        let mut dropped = Vec::new();
        // What was taken back on another device of the person's is gone here too.
        let mut ended = Vec::new();
        self.records.update(|set| {
            for patch in patches {
                if patch.is_deletion() {
                    let name = written_name(&patch.record());
                    if self.with_meta_untracked(|meta| meta.get(&name).is_some()) {
                        ended.push((name, None));
                    }
                }
                if let Outcome::Applied { dropped: ids } = set.add(patch) {
                    dropped.extend(ids);
                }
            }
        });
        if !ended.is_empty() {
            self.set_meta(ended, true);
        }
        dropped
    }

    fn add(self, patches: Vec<Patch>) {
        let dropped = self.add_records(patches);
        // A deletion that came from elsewhere also ends what is still queued here.
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            let changes = open.store.supersede(&dropped);
            if !changes.is_empty() {
                open.writer.write(changes);
            }
            self.outbox.set(open.store.outbox());
        });
    }
}
