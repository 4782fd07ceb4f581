//! The workshops that this node serves: each held in memory as far as it was committed, with one writer.
//!
//! Nodes may come and go: what is held here is a copy of the store, brought up to date before every answer. Must not
//! know HTTP, nor verify signatures: patches come admitted.

mod entry;
mod error;
mod follow;
mod live;
mod published;
mod writer;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use gagas_domain::id::{Mark, WorkshopId, encode};
use gagas_domain::sync::{Limits, SignedRequest};

use crate::store::{Creation, Pulse, Store, StoreError, Tenant, Tokens};

pub use entry::Entry;
pub use error::HubError;
pub use live::{Beat, Live, Pushed};

/// How often a node looks for what other nodes committed, where nothing told it.
const POLL: Duration = Duration::from_secs(2);
/// A workshop that nobody asked for in this time leaves the memory.
const IDLE: Duration = Duration::from_secs(900);

/// What a node goes by.
#[derive(Clone)]
pub struct Rules {
    /// What participants may do in a time.
    pub limits: Limits,
    /// The clock, ms since the epoch (UTC).
    pub clock: Arc<dyn Fn() -> u64 + Send + Sync>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            clock: Arc::new(wall_clock),
        }
    }
}

/// All workshops of a store; clones are the same hub.
pub struct Hub<S: Store> {
    inner: Arc<Inner<S>>,
}

struct Inner<S: Store> {
    store: S,
    rules: Rules,
    live: Mutex<HashMap<WorkshopId, Held<S>>>,
}

struct Held<S: Store> {
    live: Arc<Live<S>>,
    asked: Instant,
}

impl<S: Store> Clone for Hub<S> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
        }
    }
}

impl<S: Store> Hub<S> {
    /// A hub over a store.
    #[must_use]
    pub fn new(store: S, rules: Rules) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                rules,
                live: Mutex::default(),
            }),
        }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &S {
        &self.inner.store
    }

    /// The present, ms since the epoch (UTC).
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        (self.inner.rules.clock)()
    }

    /// How many workshops are held in memory.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all().len()
    }

    /// Tells whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A workshop, up to date; `None` where there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn workshop(&self, id: WorkshopId) -> Result<Option<Arc<Live<S>>>, StoreError> {
        let before = self.seen(id);
        match self.inner.store.find(id).await? {
            Some(tenant) => self.hold(before, &tenant).await,
            None => {
                self.drop_live(id);
                Ok(None)
            }
        }
    }

    async fn hold(
        &self,
        before: Pulse,
        tenant: &Tenant,
    ) -> Result<Option<Arc<Live<S>>>, StoreError> {
        let id = tenant.id;
        let new = || Held {
            live: Live::new(id, self.inner.store.clone(), self.inner.rules.clone()),
            asked: Instant::now(),
        };
        let live = self.live_map(|all| {
            let held = all.entry(id).or_insert_with(new);
            if held.live.is_stopped() {
                // Its writer failed: whoever watches comes again, and a new one begins from what is stored.
                held.live.end();
                *held = new();
            }
            held.asked = Instant::now();
            Arc::clone(&held.live)
        });
        let there = live.follow(before, tenant).await?;
        Ok(there.then_some(live))
    }

    /// Where readers see a workshop now, if it is held here.
    fn seen(&self, id: WorkshopId) -> Pulse {
        let held = self.live_map(|all| all.get(&id).map(|held| held.live.pulse()));
        held.unwrap_or_default()
    }

    /// Creates a workshop for whoever signed; the signature was verified.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn create(&self, request: &SignedRequest) -> Result<Creation, StoreError> {
        let tenant = Tenant {
            id: WorkshopId::of(&request.organiser),
            organiser: request.organiser,
            tokens: tokens(request),
            epoch: encode(&random::<8>()),
            epoch_ms: self.now_ms(),
            pulse: Pulse::default(),
        };
        self.inner.store.create(&tenant, Mark(random())).await
    }

    /// Gives a workshop the tokens of a later generation; `false` where those of the same or a later one hold.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rotate(&self, request: &SignedRequest) -> Result<bool, StoreError> {
        let id = WorkshopId::of(&request.organiser);
        let done = self.inner.store.rotate(id, &tokens(request)).await?;
        self.workshop(id).await?;
        Ok(done)
    }

    /// Deletes a workshop for ever.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, id: WorkshopId) -> Result<bool, StoreError> {
        let done = self.inner.store.delete(id).await?;
        self.drop_live(id);
        Ok(done)
    }

    /// Follows other nodes, and forgets what nobody asks for. Runs until it is dropped.
    pub async fn run(self) {
        let mut tick = tokio::time::interval(POLL);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                id = self.inner.store.changed() => self.look_aside(id),
                _ = tick.tick() => {
                    self.forget_idle();
                    for live in self.all() {
                        if live.is_watched() {
                            self.look_aside(live.id());
                        }
                    }
                }
            }
        }
    }

    /// Brings one workshop up to date, if it is held here; one that the store keeps waiting delays no other.
    fn look_aside(&self, id: WorkshopId) {
        let hub = self.clone();
        tokio::spawn(async move { hub.look(id).await });
    }

    async fn look(&self, id: WorkshopId) {
        let held = self.live_map(|all| all.get(&id).map(|held| Arc::clone(&held.live)));
        let Some(live) = held else {
            return;
        };
        let before = live.pulse();
        match self.inner.store.find(id).await {
            // What cannot be read now is read with the next request, which then says so.
            Ok(Some(tenant)) => drop(live.follow(before, &tenant).await),
            Ok(None) => self.drop_live(id),
            Err(_) => {}
        }
    }

    /// Forgets a workshop that is gone, and tells those who watch it.
    fn drop_live(&self, id: WorkshopId) {
        if let Some(held) = self.live_map(|all| all.remove(&id)) {
            held.live.end();
        }
    }

    fn forget_idle(&self) {
        self.live_map(|all| {
            all.retain(|_, held| held.asked.elapsed() < IDLE || Arc::strong_count(&held.live) > 1);
        });
    }

    fn all(&self) -> Vec<Arc<Live<S>>> {
        self.live_map(|all| all.values().map(|held| Arc::clone(&held.live)).collect())
    }

    fn live_map<T>(&self, with: impl FnOnce(&mut HashMap<WorkshopId, Held<S>>) -> T) -> T {
        with(
            &mut self
                .inner
                .live
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

fn tokens(request: &SignedRequest) -> Tokens {
    Tokens {
        generation: request.generation.unwrap_or(0),
        organiser: request.organiser_token,
        join: request.join_token,
    }
}

/// Bytes that nobody can guess. A machine without a source of them is none that anything can be served from.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(
        clippy::expect_used,
        reason = "a server without randomness must not go on"
    )]
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

fn wall_clock() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    })
}
