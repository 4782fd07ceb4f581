//! Opening and leaving a workshop: what is stored of it, made the state.

use std::rc::Rc;
use std::sync::Arc;

use gagas_domain::id::{PublicKey, WorkshopId, encode};
use gagas_domain::keys::AuthorSeed;
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::stamp::Clock;

use super::boot;
use super::keyring::Keyring;
use super::personal::{ANONYMOUS, DRAFT, ORGANISER_SEED, PERSON, SEED};
use super::{App, Counts, Meta, Phase, Saving, Server};
use crate::platform::task::spawn;
use crate::platform::{clock, history, random};
use crate::storage::backend::{AnyBackend, Backend, StorageError, Store};
use crate::storage::channel::{Channel, Message};
use crate::storage::devices::KnownWorkshop;
use crate::storage::names;
use crate::storage::schema::LoadError;
use crate::storage::workshop_store::{Loaded, QueueState, Queued, Unloaded, WorkshopStore};
use crate::storage::writer::Writer;

/// What is held of the open workshop beside its records.
pub(super) struct Open {
    id: WorkshopId,
    pub(super) person: [u8; 16],
    pub(super) clock: Clock,
    pub(super) store: WorkshopStore,
    pub(super) writer: Writer,
    backend: AnyBackend,
    channel: Option<Rc<Channel>>,
}

/// Why a workshop could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// What is stored cannot be used; it is kept.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl Open {
    pub(super) fn id(&self) -> WorkshopId {
        self.id
    }

    pub(super) fn backend(&self) -> AnyBackend {
        self.backend.clone()
    }

    /// Tells the other tabs. A value is told of only when it is stored, for they read it there.
    pub(super) fn tell(&self, message: &Message) {
        let Some(channel) = self.channel.clone() else {
            return;
        };
        if !matches!(message, Message::Meta(_) | Message::Queue) {
            channel.post(message);
            return;
        }
        let (writer, message) = (self.writer.clone(), message.clone());
        spawn(async move {
            if writer.flush().await.is_ok() {
                channel.post(&message);
            }
        });
    }
}

/// All that is stored of a workshop, readable or not, as text.
///
/// # Errors
/// Those of reading.
pub async fn raw_export(id: &WorkshopId) -> Result<String, StorageError> {
    let backend = AnyBackend::open(&names::workshop(&names::scope(), id)).await?;
    Unloaded::new(backend).raw_export().await
}

impl App {
    /// Opens a workshop with all that is stored of it, which may be nothing yet. Another one that
    /// is open is left first.
    ///
    /// # Errors
    /// [`OpenError`]; then nothing is open, and what is stored stays as it is.
    pub async fn open(self, id: WorkshopId) -> Result<(), OpenError> {
        if self.workshop_id() == Some(id) {
            return Ok(());
        }
        self.leave_workshop().await;
        boot::rename(id);
        let name = names::workshop(&names::scope(), &id);
        // A window without storage still works, as long as it is open; it says so all the time.
        let backend = match AnyBackend::open(&name).await {
            Ok(backend) => backend,
            Err(StorageError::Unavailable) => AnyBackend::memory(&name),
            Err(error) => return self.refuse(id, error.into()),
        };
        let (backend, loaded) = match Unloaded::new(backend.clone()).load().await {
            // On a full phone an empty database cannot even be begun; the agenda is worth more.
            Err(LoadError::Storage(StorageError::Full)) => {
                let memory = AnyBackend::memory(&name);
                (memory.clone(), Unloaded::new(memory).load().await)
            }
            loaded => (backend, loaded),
        };
        match loaded {
            Ok((store, loaded)) => self.enter(id, backend, store, loaded),
            Err(error) => return self.refuse(id, error),
        }
        // Not waited for: whoever opens it may have its first records at hand, and nothing empty is shown.
        spawn(self.remember_workshop());
        Ok(())
    }

    /// Opens the workshop that could not be read once more.
    pub async fn reopen(self, id: WorkshopId) -> Result<(), OpenError> {
        self.open(id).await
    }

    /// Leaves the open workshop; everything of it is saved first, as far as that is possible.
    pub async fn leave_workshop(self) {
        // What cannot be saved was told already, and the person chose to leave.
        drop(self.saved().await);
        self.open.set_value(None);
        self.clear();
    }

    /// Erases the open workshop from this device, for ever.
    ///
    /// # Errors
    /// Those of [`Backend::destroy`]; then it is still there.
    pub async fn erase(self) -> Result<(), StorageError> {
        let held = self.open.with_value(|open| {
            let open = open.as_ref()?;
            open.tell(&Message::Erased);
            Some((open.id, open.backend.clone()))
        });
        let Some((id, backend)) = held else {
            return Ok(());
        };
        // Nothing may be written any more, or it would come back.
        backend.destroy().await?;
        self.forget_workshop(id).await;
        self.close_erased();
        Ok(())
    }

    /// Erases a workshop that is not open.
    ///
    /// # Errors
    /// Those of [`Backend::destroy`].
    pub async fn erase_other(self, id: WorkshopId) -> Result<(), StorageError> {
        let backend = AnyBackend::open(&names::workshop(&names::scope(), &id)).await?;
        backend.destroy().await?;
        self.forget_workshop(id).await;
        Ok(())
    }

    /// What would be lost with a workshop that is not open: how many own patches have not left this device, and
    /// whether it holds the organiser's key; `None` where that cannot be told.
    pub async fn lost_with(self, id: WorkshopId) -> Option<(usize, bool)> {
        let backend = AnyBackend::open(&names::workshop(&names::scope(), &id))
            .await
            .ok()?;
        let (_, loaded) = Unloaded::new(backend).load().await.ok()?;
        let waits = |queued: &&Queued| queued.state == QueueState::Waiting;
        let waiting = loaded.outbox.iter().filter(waits).count();
        Some((waiting, loaded.meta.contains_key(ORGANISER_SEED)))
    }

    /// The organiser's key, for which the workshop's id vouches; `None` until its record arrived.
    #[must_use]
    pub fn organiser_key(self) -> Option<PublicKey> {
        self.with_records_untracked(|records| {
            records
                .of_kind(&Kind::Workshop)
                .next()
                .map(|record| record.author())
        })
    }

    /// Tells whether this device made the workshop, and so holds the organiser's secret. Tracked.
    #[must_use]
    pub fn is_organiser(self) -> bool {
        self.with_meta(|meta| meta.get(ORGANISER_SEED).is_some())
    }

    /// Takes note of the workshop in the device's list.
    pub(super) async fn remember_workshop(self) {
        let Some(id) = self.workshop_id() else { return };
        let title = self.with_records_untracked(|records| {
            let workshop = gagas_domain::view::Workshop::of(records)?;
            Some(workshop.title.original)
        });
        let known = KnownWorkshop {
            id,
            title: title.unwrap_or_default(),
            opened_ms: u64::try_from(clock::now_ms()).unwrap_or(0),
            organiser: self.organiser_key(),
        };
        self.workshops.update(|all| {
            all.retain(|held| held.id != id);
            all.insert(0, known.clone());
        });
        if let Some(device) = self.device.with_value(Clone::clone)
            && let Err(error) = device.remember(&known).await
        {
            self.saving.set(Saving::Failed(error));
        }
    }

    async fn forget_workshop(self, id: WorkshopId) {
        self.workshops
            .update(|all| all.retain(|held| held.id != id));
        if let Some(device) = self.device.with_value(Clone::clone)
            && let Err(error) = device.forget(&id).await
        {
            self.saving.set(Saving::Failed(error));
        }
    }

    pub(super) fn close_erased(self) {
        self.open.set_value(None);
        self.clear();
        // A reload must not ask for it again.
        history::replace(&["./", &history::fragment()].concat());
        self.phase.set(Phase::Start);
    }

    /// Reads a value again that another tab has changed.
    pub(super) fn reread_meta(self, name: String) {
        let backend = self
            .open
            .with_value(|open| open.as_ref().map(|open| open.backend.clone()));
        let Some(backend) = backend else { return };
        spawn(async move {
            // A value that cannot be read now is found at the next start.
            let Ok(value) = backend.get(Store::Meta, &name).await else {
                return;
            };
            let keys = name == SEED || name == ANONYMOUS;
            // A form that opens later reads its draft; nothing shown depends on one.
            let notify = !name.starts_with(DRAFT);
            self.apply_meta(&[(name, value)], notify);
            if keys {
                self.derive_keyring();
            }
        });
    }

    /// Derives the person's keys from what is kept.
    pub(super) fn derive_keyring(self) {
        let keyring = self.with_meta_untracked(|meta| {
            let seed = AuthorSeed(meta.array(SEED)?);
            let count = meta
                .get(ANONYMOUS)
                .and_then(|bytes| str::from_utf8(bytes).ok());
            let anonymous = count.and_then(|count| count.parse().ok()).unwrap_or(0);
            Some(Arc::new(Keyring::new(seed, anonymous)))
        });
        self.keyring.set(keyring);
    }

    fn enter(self, id: WorkshopId, backend: AnyBackend, store: WorkshopStore, loaded: Loaded) {
        let durable = store.is_durable();
        let mut records = RecordSet::default();
        let mut unreadable = loaded.unreadable;
        let queued = loaded.outbox.iter().map(|queued| queued.patch.clone());
        for signed in loaded.patches.into_iter().chain(queued) {
            // Signatures were verified at entry; the device's own storage is trusted.
            match Patch::trust(signed) {
                Ok(patch) => drop(records.add(patch)),
                Err(_) => unreadable += 1,
            }
        }
        let report = move |state| self.report(state, durable);
        let writer = Writer::new(store.clone(), spawn, report);
        let channel = Channel::join(&names::workshop(&names::scope(), &id), move |message| {
            self.hear(message);
        })
        .map(Rc::new);
        let meta = Meta(loaded.meta);
        let person = meta.array(PERSON);
        self.open.set_value(Some(Open {
            id,
            person: person.unwrap_or_else(random::bytes),
            clock: Clock::default(),
            store,
            writer,
            backend,
            channel,
        }));
        let arrived = gagas_domain::view::Workshop::of(&records).is_some();
        self.records.set(records);
        self.meta.set(meta);
        self.derive_keyring();
        self.outbox.set(loaded.outbox);
        self.unreadable.set(unreadable);
        self.saving.set(if durable {
            Saving::Saved
        } else {
            Saving::MemoryOnly
        });
        self.phase.set(if arrived {
            Phase::Open(id)
        } else {
            Phase::Awaiting(id)
        });
        if person.is_none() {
            let drawn = self
                .open
                .with_value(|open| open.as_ref().map(|open| open.person));
            self.keep(PERSON, drawn.map(|person| encode(&person).into_bytes()));
        }
        self.finish_withdrawals();
        self.fold_when_due();
    }

    /// Folds the log where it has grown long.
    fn fold_when_due(self) {
        let store = self
            .open
            .with_value(|open| open.as_ref().map(|open| open.store.clone()));
        let Some(store) = store.filter(WorkshopStore::wants_fold) else {
            return;
        };
        let id = self.workshop_id();
        spawn(async move {
            // Folding only saves time later; without it nothing is lost.
            let Ok(changes) = store.fold(random::number()).await else {
                return;
            };
            self.open.with_value(|open| {
                if let Some(open) = open.as_ref().filter(|open| Some(open.id) == id) {
                    open.writer.write(changes);
                }
            });
        });
    }

    fn refuse(self, id: WorkshopId, error: LoadError) -> Result<(), OpenError> {
        self.phase.set(Phase::Unreadable(id, error.clone()));
        Err(error.into())
    }

    fn clear(self) {
        self.records.set(RecordSet::default());
        self.meta.set(Meta::default());
        self.keyring.set(None);
        self.outbox.set(Vec::new());
        self.unreadable.set(0);
        self.aside.set(0);
        self.counts.set(Counts::default());
        self.server.update(|server| {
            *server = Server {
                here: server.here,
                ..Server::default()
            };
        });
    }
}
