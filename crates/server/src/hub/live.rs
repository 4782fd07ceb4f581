//! One workshop in memory: what was committed, as readers fetch it, and the ledger that judges pushes.
//!
//! Readers never wait for a write: they read the shelf, which holds nothing that is not durable. The ledger runs
//! ahead of it while a commit is under way; if that fails, the ledger is thrown away and loaded anew (`follow`).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use gagas_domain::id::{PublicKey, RecordId, WorkshopId};
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::sync::{
    Cursor, Judgement, Ledger, Page, Paging, Reader, Role, Shelf, Standing, Verdict,
};
use tokio::sync::{Mutex, mpsc, oneshot, watch};

use super::published::Listed;
use super::writer::{self, Job};
use super::{HubError, Rules};
use crate::store::{Pulse, Store, Tenant, Tokens};

/// How many pushes may wait for the writer; more wait at the door.
const QUEUED: usize = 1_024;

/// A workshop.
pub struct Live<S: Store> {
    pub(super) id: WorkshopId,
    pub(super) store: S,
    pub(super) rules: Rules,
    pub(super) ledger: Mutex<Option<Ledger>>,
    /// Held by the one that reads what others committed; the rest wait for what it finds.
    pub(super) reading: Mutex<()>,
    pub(super) shown: RwLock<Option<Shown>>,
    jobs: mpsc::Sender<Job>,
    /// The writer failed, as a fault in the rules would have it.
    stopped: AtomicBool,
    /// How many commits are shown, and whether there will be more.
    pub(super) beat: watch::Sender<Beat>,
    pub(super) listed: Listed,
}

/// What those who watch a workshop hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// So much was committed, or readers changed.
    Commits(u64, u64),
    /// The workshop was deleted, or its tokens no longer hold: ask again.
    End,
}

/// What readers see.
pub(super) struct Shown {
    pub(super) tenant: Tenant,
    pub(super) shelf: Shelf,
    pub(super) standing: Standing,
}

/// What became of a push.
#[derive(Clone, Debug, Default)]
pub struct Pushed {
    /// One for each patch, in order.
    pub judgements: Vec<Judgement>,
    /// How far the pusher can see, and the mark of the commit that holds what was pushed.
    pub head: Cursor,
    /// The timeline.
    pub epoch: String,
}

impl<S: Store> Live<S> {
    pub(super) fn new(id: WorkshopId, store: S, rules: Rules) -> Arc<Self> {
        let (jobs, queue) = mpsc::channel(QUEUED);
        let live = Arc::new(Self {
            id,
            store,
            rules,
            ledger: Mutex::default(),
            reading: Mutex::default(),
            shown: RwLock::default(),
            jobs,
            stopped: AtomicBool::new(false),
            beat: watch::Sender::new(Beat::Commits(0, 0)),
            listed: Listed::default(),
        });
        tokio::spawn(writer::run(Arc::downgrade(&live), queue));
        live
    }

    /// The workshop's id.
    #[must_use]
    pub fn id(&self) -> WorkshopId {
        self.id
    }

    /// The organiser's key, for signed requests.
    #[must_use]
    pub fn organiser(&self) -> Option<PublicKey> {
        self.see(|shown| shown.tenant.organiser)
    }

    /// The timeline.
    #[must_use]
    pub fn epoch(&self) -> String {
        self.see(|shown| shown.shelf.epoch().to_owned())
            .unwrap_or_default()
    }

    /// How far the workshop is: the same answer to the same question until this changes.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        self.see(|shown| shown.tenant.pulse).unwrap_or_default()
    }

    /// What a bearer token makes of its holder now.
    #[must_use]
    pub fn role(&self, token: &[u8]) -> Option<Role> {
        self.tokens().role(token)
    }

    /// The tokens that hold now.
    #[must_use]
    pub fn tokens(&self) -> Tokens {
        self.see(|shown| shown.tenant.tokens)
            .unwrap_or(Tokens::NONE)
    }

    /// A patch that is held exactly so, signature included: it need not be verified again.
    #[must_use]
    pub fn held(&self, signed: &SignedPatch) -> Option<Patch> {
        let id = gagas_domain::id::PatchId::of(&signed.body);
        self.see(|shown| {
            let (_, patch) = shown.shelf.find(&id)?;
            (patch.signed() == signed).then(|| Patch::clone(patch))
        })?
    }

    /// One page of changes, and the timeline that it is of.
    #[must_use]
    pub fn page(&self, reader: &Reader, asked: &Paging) -> (String, Page) {
        let page = |shown: &Shown| {
            (
                shown.shelf.epoch().to_owned(),
                shown.shelf.page(reader, asked),
            )
        };
        self.see(page).unwrap_or_default()
    }

    /// How many places are taken, where there is an end of them, and what becomes of what `keys` handed in.
    #[must_use]
    pub fn standing(&self, keys: &[PublicKey]) -> (Option<u32>, Vec<(RecordId, Verdict)>) {
        let standing = |shown: &Shown| (shown.standing.taken, shown.standing.of(keys));
        self.see(standing).unwrap_or_default()
    }

    /// Tells whether there is a change for one of `keys` alone, behind `after` and up to `end`.
    #[must_use]
    pub fn owns(&self, keys: &[PublicKey], after: u64, end: u64) -> bool {
        self.see(|shown| shown.shelf.owns(keys, after, end)) == Some(true)
    }

    /// What a push says of which nothing was handed on: the timeline, and how far the pusher can see.
    #[must_use]
    pub fn vouch(&self, reader: &Reader) -> Pushed {
        let vouched = |shown: &Shown| Pushed {
            judgements: Vec::new(),
            head: shown.shelf.vouch(reader, 0),
            epoch: shown.shelf.epoch().to_owned(),
        };
        self.see(vouched).unwrap_or_default()
    }

    /// The last number that a reader can see.
    #[must_use]
    pub fn head_of(&self, reader: &Reader) -> u64 {
        self.see(|shown| shown.shelf.head_of(reader))
            .unwrap_or_default()
    }

    /// Hears of every commit.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Beat> {
        self.beat.subscribe()
    }

    /// How many listen.
    #[must_use]
    pub fn watchers(&self) -> usize {
        self.beat.receiver_count()
    }

    pub(super) fn is_watched(&self) -> bool {
        self.watchers() > 0
    }

    /// Hands patches in that were admitted for this workshop; answers once all of it is durable.
    ///
    /// # Errors
    /// [`HubError`]; nothing was acknowledged then.
    pub async fn push(&self, reader: Reader, patches: Vec<Patch>) -> Result<Pushed, HubError> {
        let (answer, answered) = oneshot::channel();
        let job = Job {
            reader,
            patches,
            answer,
        };
        if self.jobs.send(job).await.is_ok()
            && let Ok(answer) = answered.await
        {
            return answer;
        }
        self.stopped.store(true, Ordering::Relaxed);
        Err(HubError::Stopped)
    }

    /// Tells whether nothing can be written here any more, because the writer failed.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Changes what readers see, after a commit.
    pub(super) fn show(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = &mut *shown else {
            return;
        };
        change(held);
        let pulse = held.tenant.pulse;
        drop(shown);
        self.beat
            .send_replace(Beat::Commits(pulse.commits, pulse.revision));
    }

    pub(super) fn see<T>(&self, look: impl FnOnce(&Shown) -> T) -> Option<T> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        shown.as_ref().map(look)
    }

    /// Tells those who watch that nothing more comes.
    pub(super) fn end(&self) {
        self.beat.send_replace(Beat::End);
    }
}
