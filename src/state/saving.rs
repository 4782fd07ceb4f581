//! How saving stands, and what can be done when it fails.

use super::App;
use gagas_domain::id::PatchId;

use crate::platform::dom;
use crate::platform::task::spawn;
use crate::storage::backend::StorageError;
use crate::storage::persistence;
use crate::storage::workshop_store::{QueueState, Queued};
use crate::storage::writer::WriteState;

/// How saving stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is on the device.
    Saved,
    /// Something is on its way.
    Saving,
    /// The last write failed; all of it is kept in memory.
    Failed(StorageError),
    /// This window keeps nothing.
    MemoryOnly,
}

impl App {
    /// Takes over how far a writer has come.
    pub(super) fn report(self, state: WriteState, durable: bool) {
        let saving = match state {
            WriteState::Failed(error) => Saving::Failed(error),
            // Trying again is no success yet: what failed stays on the screen until it is.
            WriteState::Saving if matches!(self.saving.get_untracked(), Saving::Failed(_)) => {
                return;
            }
            _ if !durable => Saving::MemoryOnly,
            WriteState::Saved => Saving::Saved,
            WriteState::Saving => Saving::Saving,
        };
        if self.saving.get_untracked() != saving {
            self.saving.set(saving);
        }
    }

    /// Waits until everything written so far is on the device.
    ///
    /// # Errors
    /// Why it is not; it is still in memory, and tried again where that can help.
    pub async fn saved(self) -> Result<(), StorageError> {
        if self.saving.get_untracked() == Saving::MemoryOnly {
            return Err(StorageError::Unavailable);
        }
        let writer = self
            .open
            .with_value(|open| open.as_ref().map(|open| open.writer.clone()));
        match writer {
            Some(writer) => writer.flush().await,
            None => Ok(()),
        }
    }

    /// Tries to save again what could not be saved.
    pub fn retry_saving(self) {
        self.open.with_value(|open| {
            if let Some(open) = open {
                open.writer.retry();
            }
        });
    }

    /// Tries again whenever the page comes back, and remembers nothing on its own.
    pub(super) fn watch_saving(self) {
        dom::on_return(move || self.retry_saving());
    }

    /// Asks the browser to keep storage: by itself once something of one's own is in it, and when a
    /// person wants it. The answer comes into [`App::persistence`].
    pub fn ask_persistence(self) {
        if matches!(
            self.persistence.get_untracked(),
            Some(persistence::Persistence::Kept)
        ) {
            return;
        }
        spawn(async move {
            self.persistence.set(Some(persistence::persist().await));
        });
    }

    /// How many of one's own patches a server refused. Tracked.
    #[must_use]
    pub fn refused(self) -> usize {
        let refused = |queued: &&Queued| matches!(queued.state, QueueState::Refused(_));
        self.outbox.with(|all| all.iter().filter(refused).count())
    }

    /// The patches that wait, to be noted as handed over once they are. Not tracked.
    #[must_use]
    pub fn waiting_ids(self) -> Vec<PatchId> {
        self.outbox.with_untracked(|all| {
            let waits = all.iter().filter(|q| q.state == QueueState::Waiting);
            waits
                .map(|queued| PatchId::of(&queued.patch.body))
                .collect()
        })
    }

    /// As [`Self::waiting`], not tracked.
    #[must_use]
    pub fn waiting_untracked(self) -> usize {
        leptos::prelude::untrack(|| self.waiting())
    }

    /// How many of one's own patches wait to be handed over. Tracked.
    #[must_use]
    pub fn waiting(self) -> usize {
        let waits = |queued: &&Queued| queued.state == QueueState::Waiting;
        self.outbox.with(|all| all.iter().filter(waits).count())
    }
}
