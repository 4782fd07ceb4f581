//! A server's node in small: a ledger over a store.

use gagas_domain::id::RecordId;
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Counted, Judgement, Ledger, Limits, Rate, Role, Settings};
use gagas_server::store::{Creation, Pulse, Store, Tenant, Writing};

use crate::writing::{NOW, Pen, mark};

/// A node.
pub(crate) struct Node<S: Store> {
    /// Its store.
    pub(crate) store: S,
    /// The workshop as the node knows it.
    pub(crate) tenant: Tenant,
    /// What is merged.
    pub(crate) ledger: Ledger,
}

impl<S: Store> Node<S> {
    /// A node that knows nothing yet of a workshop.
    pub(crate) fn over(store: S, tenant: &Tenant) -> Self {
        let much = Rate {
            burst: 1_000_000,
            per_minute: 1_000_000,
        };
        let settings = Settings {
            workshop: tenant.id,
            organiser: tenant.organiser,
            epoch_ms: tenant.epoch_ms,
            limits: Limits {
                author: much,
                workshop: much,
                new_authors: much,
                bytes: u64::MAX,
            },
        };
        Self {
            store,
            tenant: Tenant {
                pulse: Pulse::default(),
                ..tenant.clone()
            },
            ledger: Ledger::new(settings),
        }
    }

    /// Creates a workshop.
    pub(crate) async fn create(store: S, pen: &Pen) -> Self {
        let Ok(Creation::New(tenant)) = store.create(&pen.tenant(), mark()).await else {
            panic!("it is not new");
        };
        Self::over(store, &tenant)
    }

    /// Pushes patches as one commit.
    pub(crate) async fn push(&mut self, patches: Vec<Patch>) -> Vec<Judgement> {
        let id = self.tenant.id;
        let mut writing = self.store.write(id).await.unwrap().unwrap();
        let changes = writing.changes(self.tenant.pulse).await.unwrap();
        self.tenant = writing.tenant().clone();
        let head = self.tenant.pulse.head;
        self.ledger.follow(changes.rows, changes.tallies, head);
        let judged = self.ledger.push(Role::Participant, NOW, patches);
        if let Some(commit) = self.ledger.settle() {
            let pulse = &mut self.tenant.pulse;
            (pulse.head, pulse.mark) = (commit.head, mark());
            pulse.commits += 1;
            writing.commit(&commit, pulse.mark, None).await.unwrap();
        }
        judged
    }

    /// Catches up with others.
    pub(crate) async fn follow(&mut self) {
        let read = self.store.read(self.tenant.id, self.tenant.pulse).await;
        let (tenant, changes) = read.unwrap().unwrap();
        let head = tenant.pulse.head;
        self.tenant = tenant;
        self.ledger.follow(changes.rows, changes.tallies, head);
    }

    /// All that a node knows, to compare it.
    pub(crate) fn state(&self) -> (u64, Vec<Patch>, Vec<(RecordId, Counted)>) {
        let patches = self.ledger.records().patches();
        let counts = self.ledger.votes().counts();
        (
            self.ledger.head(),
            patches.map(|patch| Patch::clone(patch)).collect(),
            counts.map(|(id, counted)| (*id, *counted)).collect(),
        )
    }
}
