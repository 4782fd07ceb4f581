//! Catching up: what was committed, here or at another node, comes from the store to ledger and shelf.
//!
//! Both are loaded anew where the store turns out to be on another timeline, or further back, than what is held here.

use std::sync::PoisonError;

use gagas_domain::sync::{Ledger, Settings, Shelf};

use super::Live;
use super::live::{Beat, Shown};
use crate::store::{Changes, Pulse, Store, StoreError, Tenant};

impl<S: Store> Live<S> {
    /// Catches up with the store, which was asked after readers saw `before` here and is at `tenant`; `false` where the
    /// workshop is gone.
    pub(super) async fn follow(&self, before: Pulse, tenant: &Tenant) -> Result<bool, StoreError> {
        if self.is_at(before, tenant) {
            return Ok(true);
        }
        let _one = self.reading.lock().await;
        if self.is_at(before, tenant) {
            return Ok(true);
        }
        let mut asked = tenant.clone();
        loop {
            let after = self.known(&*self.ledger.lock().await, &asked);
            let Some((tenant, changes)) = self.store.read(self.id, after).await? else {
                return Ok(false);
            };
            let mut ledger = self.ledger.lock().await;
            // Unless the writer was here meanwhile, or another timeline began.
            if self.known(&ledger, &tenant) == after {
                self.adopt(&mut ledger, tenant, changes);
                return Ok(true);
            }
            if self.is_at(Pulse::default(), &tenant) {
                return Ok(true);
            }
            asked = tenant;
        }
    }

    /// From where changes are to be read: all of them where the ledger was thrown away or another timeline holds.
    pub(super) fn known(&self, ledger: &Option<Ledger>, tenant: &Tenant) -> Pulse {
        let held =
            self.see(|shown| same_timeline(&shown.tenant, tenant).then_some(shown.tenant.pulse));
        held.flatten()
            .filter(|_| ledger.is_some())
            .unwrap_or_default()
    }

    /// Merges and shows what was committed, here or elsewhere. `changes` are those since [`Live::known`].
    pub(super) fn adopt(&self, ledger: &mut Option<Ledger>, tenant: Tenant, changes: Changes) {
        if changes.whole {
            *ledger = None;
        }
        let ledger = ledger.get_or_insert_with(|| {
            Ledger::new(Settings {
                workshop: self.id,
                organiser: tenant.organiser,
                epoch_ms: tenant.epoch_ms,
                limits: self.rules.limits,
            })
        });
        let commit = ledger.follow(changes.rows, changes.tallies, tenant.pulse.head);
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let start = changes.marks.first().map(|(.., mark)| *mark);
        let mut shelf = match shown.take() {
            Some(held) if !changes.whole => held.shelf,
            _ => Shelf::new(tenant.epoch.clone(), start.unwrap_or_default()),
        };
        shelf.apply(&commit);
        for (number, end, mark) in changes.marks {
            shelf.mark(number, end, mark);
        }
        let beat = Beat::Commits(tenant.pulse.commits, tenant.pulse.revision);
        *shown = Some(Shown {
            tenant,
            shelf,
            standing: ledger.standing(),
        });
        drop(shown);
        self.beat.send_replace(beat);
    }

    /// Tells whether nothing is to be read: the store is where readers see it, or was asked before the last commits.
    fn is_at(&self, before: Pulse, tenant: &Tenant) -> bool {
        let store = tenant.pulse;
        let at = |shown: &Shown| {
            let held = shown.tenant.pulse;
            let ahead = held.commits > store.commits && store.commits >= before.commits;
            same_timeline(&shown.tenant, tenant) && (ahead || held == store)
        };
        self.see(at) == Some(true)
    }
}

fn same_timeline(held: &Tenant, other: &Tenant) -> bool {
    held.epoch == other.epoch && held.pulse.revision == other.pulse.revision
}
