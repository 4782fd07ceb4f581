//! Personal data goes when its day is over: registrations, and what the organiser noted about them.
//!
//! What ended a record stays: it says nothing of a person, and keeps the record ended.

use std::collections::BTreeMap;
use std::fmt;

use gagas_domain::id::{PatchId, WorkshopId};
use gagas_domain::kind::Kind;
use gagas_domain::sync::{Ledger, Limits, Settings, retention_ends};
use gagas_domain::view::Workshop;
use tokio::task::spawn_blocking;

use super::{CommandError, own_record};
use crate::store::{Changes, Keeper, Pulse, Tenant, Writing};

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pruned {
    /// Of each workshop, how many records of each kind.
    pub erased: Vec<(WorkshopId, BTreeMap<String, usize>)>,
    /// Whether it was only looked at.
    pub dry_run: bool,
}

/// Erases what is to be erased by `now_ms` (ms since the epoch, UTC), or only says what that is.
///
/// # Errors
/// [`CommandError`]; what was erased before stays so, and it can be run again.
pub async fn prune<S: Keeper>(
    store: &S,
    now_ms: u64,
    dry_run: bool,
) -> Result<Pruned, CommandError> {
    let mut erased = Vec::new();
    for id in ended(store, now_ms).await? {
        let Some((tenant, changes)) = store.read(id, Pulse::default()).await? else {
            continue;
        };
        let mut due = Due::of(tenant, changes, now_ms).await?;
        if due.patches.is_empty() {
            continue;
        }
        if !dry_run {
            // Looked at again: others may have written meanwhile.
            let Some(mut writing) = store.write(id).await? else {
                continue;
            };
            let changes = writing.changes(Pulse::default()).await?;
            due = Due::of(writing.tenant().clone(), changes, now_ms).await?;
            writing.erase(&due.patches).await?;
        }
        erased.push((id, due.kinds));
    }
    if !dry_run && !erased.is_empty() {
        store.scrub().await?;
    }
    Ok(Pruned { erased, dry_run })
}

/// The workshops whose retention day is over. Only a workshop's own record is read for it.
async fn ended<S: Keeper>(store: &S, now_ms: u64) -> Result<Vec<WorkshopId>, CommandError> {
    let now = i64::try_from(now_ms).unwrap_or(i64::MAX);
    let ids = store.list().await?;
    let mut snapshot = store.snapshot().await?;
    let mut ended = Vec::new();
    for id in ids {
        let own = own_record::read(&mut snapshot, id).await?;
        let workshop = Workshop::of(&own);
        let ends = workshop.as_ref().and_then(retention_ends);
        if ends.is_some_and(|ends| ends <= now) {
            ended.push(id);
        }
    }
    Ok(ended)
}

#[derive(Default)]
struct Due {
    patches: Vec<PatchId>,
    kinds: BTreeMap<String, usize>,
}

impl Due {
    /// Replays a workshop on a thread that may take its time.
    async fn of(tenant: Tenant, changes: Changes, now_ms: u64) -> Result<Self, CommandError> {
        let found = spawn_blocking(move || Self::replay(&tenant, changes, now_ms));
        found.await.map_err(|_| CommandError::Stopped)
    }

    fn replay(tenant: &Tenant, changes: Changes, now_ms: u64) -> Self {
        let mut ledger = Ledger::new(Settings {
            workshop: tenant.id,
            organiser: tenant.organiser,
            epoch_ms: tenant.epoch_ms,
            limits: Limits::default(),
        });
        ledger.follow(changes.rows, changes.tallies, tenant.pulse.head);
        let ends = ledger.workshop().as_ref().and_then(retention_ends);
        let now = i64::try_from(now_ms).unwrap_or(i64::MAX);
        if ends.is_none_or(|ends| ends > now) {
            return Self::default();
        }
        let mut due = Self::default();
        for record in ledger.records().records() {
            let personal = [Kind::Registration, Kind::Admission, Kind::Attendance];
            if personal.contains(record.kind()) {
                let patches = record.winners();
                due.patches.extend(patches.iter().map(|patch| patch.id()));
                *due.kinds.entry(record.kind().name().into()).or_default() += 1;
            }
        }
        due
    }
}

impl fmt::Display for Pruned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.dry_run {
            true => "would be erased",
            false => "erased",
        };
        for (id, kinds) in &self.erased {
            let kinds = kinds.iter().map(|(kind, count)| format!("{count} {kind}"));
            let kinds: Vec<String> = kinds.collect();
            writeln!(f, "{id}: {word}: {}", kinds.join(", "))?;
        }
        if self.erased.is_empty() {
            writeln!(f, "nothing is to be erased")?;
        }
        Ok(())
    }
}
