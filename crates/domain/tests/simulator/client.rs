//! A model client: what it keeps durably, and what it shows.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gagas_domain::SigningKey;
use gagas_domain::id::{NodeId, PatchId, PublicKey};
use gagas_domain::intake::Judging;
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed, public_key};
use gagas_domain::merge::Outcome;
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::restamp::{AHEAD_MS, Pending};
use gagas_domain::stamp::Clock;

use crate::replica::Replica;
use crate::served::Since;

/// The organiser's key and three people's.
pub(crate) static KEYS: LazyLock<[(SigningKey, PublicKey); 4]> = LazyLock::new(|| {
    let person = |seed| AuthorSeed([seed; 32]).signing_key(AuthorRole::Named);
    let organiser = OrganiserSeed([1; 32]).signing_key();
    [organiser, person(2), person(3), person(4)].map(|key| {
        let public = public_key(&key);
        (key, public)
    })
});

/// A patch that the server may lack.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) write: Pending,
    /// Made here and never acknowledged; else somebody else's word, or known to be out.
    pub(crate) own: bool,
    /// Not to be pushed before.
    pub(crate) due: u64,
}

pub(crate) struct Client<R> {
    pub(crate) node: NodeId,
    pub(crate) keys: Vec<usize>,
    /// How wrong the wall clock is, in ms.
    pub(crate) skew: i64,
    // Durable: a crash loses none of it.
    /// Everything pulled, acknowledged or imported, merged without the pending writes.
    pub(crate) base: R,
    pub(crate) outbox: Vec<Entry>,
    pub(crate) clock: Clock,
    pub(crate) since: Since,
    /// How often the cursor began again, so that late pages are known.
    pub(crate) resets: u64,
    /// After a reset: what was pulled since; the rest is pushed when the end is reached.
    pub(crate) healing: Option<BTreeSet<PatchId>>,
    /// Imported patches from too far ahead.
    pub(crate) aside: Vec<SignedPatch>,
    /// The greatest stamp that its own clock or an overwritten field ever justified.
    pub(crate) reach: u64,
    // Volatile.
    /// What the person sees: the base and the pending writes.
    pub(crate) view: R,
}

impl<R: Replica> Client<R> {
    pub(crate) fn new(node: NodeId, keys: Vec<usize>, skew: i64) -> Self {
        Self {
            node,
            keys,
            skew,
            base: R::default(),
            outbox: Vec::new(),
            clock: Clock::default(),
            since: Since::default(),
            resets: 0,
            healing: None,
            aside: Vec::new(),
            reach: 0,
            view: R::default(),
        }
    }

    pub(crate) fn wall(&self, now: u64) -> i64 {
        i64::try_from(now).expect("a time in range") + self.skew
    }

    pub(crate) fn holds_key(&self, key: &PublicKey) -> bool {
        self.keys.iter().any(|at| KEYS[*at].1 == *key)
    }

    /// Starts again from what is durable.
    pub(crate) fn restart(&mut self) {
        self.view = self.base.clone();
        for entry in self.outbox.iter().filter(|entry| entry.own) {
            self.view.add(&entry.write.patch);
        }
    }

    /// Takes in somebody's patch.
    pub(crate) fn take(&mut self, patch: &Patch) -> Outcome {
        self.view.add(patch);
        self.base.add(patch)
    }

    pub(crate) fn queue(&mut self, patch: &Patch, due: u64) {
        if !self.queued(&patch.id()) {
            self.outbox.push(Entry {
                write: Pending::new(patch.clone()),
                own: false,
                due,
            });
        }
    }

    pub(crate) fn queued(&self, id: &PatchId) -> bool {
        self.outbox
            .iter()
            .any(|entry| entry.write.patch.id() == *id)
    }

    /// Tells whether an entry may be pushed now.
    pub(crate) fn is_due(&self, entry: &Entry, now: u64) -> bool {
        let clock = self.clock.now(self.wall(now)).ms;
        let waits = entry.write.copied && entry.write.patch.stamp().ms > clock + AHEAD_MS;
        entry.due <= now && !waits
    }

    /// Imports a bundle, and with it what was kept aside before.
    ///
    /// It is judged against the base: what a pending write beats must be kept as well.
    pub(crate) fn import(&mut self, bundle: Vec<SignedPatch>, now: u64) {
        let mut bundle = bundle;
        bundle.extend(std::mem::take(&mut self.aside));
        if bundle.is_empty() {
            return;
        }
        let clock = self.clock.now(self.wall(now));
        let guess = i64::try_from(clock.ms).expect("a time in range");
        let workshop = OrganiserSeed([1; 32]).workshop();
        let base = self.base.set();
        let intake = Judging::new(bundle, workshop, guess).finish(base);
        for patch in &intake.new {
            if matches!(self.take(patch), Outcome::Applied { .. }) {
                self.queue(patch, now);
            }
        }
        let waiting = intake.waiting.iter();
        self.aside = waiting.map(|patch| patch.signed().clone()).collect();
    }
}
