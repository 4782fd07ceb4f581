//! Whether what is kept is what it must be: verified, merged and counted again from nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use gagas_domain::board::Support;
use gagas_domain::id::{PatchId, RecordId, WorkshopId};
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::sync::{Ledger, Limits, Settings};

use super::CommandError;
use crate::store::{Keeper, Kept, Snapshot, StoreError, Whole};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many workshops were looked at.
    pub workshops: usize,
    /// How many patches.
    pub patches: usize,
    /// What is wrong, with the workshop.
    pub faults: Vec<(WorkshopId, String)>,
}

/// Checks all workshops, as of one moment.
///
/// # Errors
/// [`CommandError`] where the store cannot be read; what is wrong in a workshop is no error, but found.
pub async fn check<S: Keeper>(store: &S) -> Result<Checked, CommandError> {
    let mut snapshot = store.snapshot().await?;
    let mut checked = Checked::default();
    for size in snapshot.sizes().await? {
        checked.workshops += 1;
        match snapshot.whole(size.id).await {
            Ok(Some(whole)) => {
                checked.patches += whole.patches.len();
                let found = faults(&whole).into_iter().map(|fault| (size.id, fault));
                checked.faults.extend(found);
            }
            Ok(None) => {}
            Err(StoreError::Damaged(what)) => {
                checked
                    .faults
                    .push((size.id, format!("cannot be read: {what}")));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(checked)
}

/// What is wrong with a workshop.
#[must_use]
pub fn faults(whole: &Whole) -> Vec<String> {
    let mut faults = Vec::new();
    let tenant = &whole.tenant;
    if WorkshopId::of(&tenant.organiser) != tenant.id {
        faults.push("its id does not vouch for its organiser's key".into());
    }
    let mut rows = Vec::new();
    for kept in &whole.patches {
        match read(kept, tenant.id) {
            Ok(patch) => rows.push((kept.seq, kept.came_ms, kept.first, patch)),
            Err(fault) => faults.push(format!("patch {} (number {}) {fault}", kept.id, kept.seq)),
        }
        if kept.seq > tenant.pulse.head || kept.first.seq > kept.seq {
            faults.push(format!(
                "patch {} has a number ({}) behind the last one ({}) or before its record's first ({})",
                kept.id, kept.seq, tenant.pulse.head, kept.first.seq
            ));
        }
    }
    let settings = Settings {
        workshop: tenant.id,
        organiser: tenant.organiser,
        epoch_ms: tenant.epoch_ms,
        limits: Limits::default(),
    };
    let ids: Vec<(u64, PatchId)> = rows.iter().map(|(seq, .., id)| (*seq, id.id())).collect();
    let mut ledger = Ledger::new(settings);
    ledger.follow(rows, [], tenant.pulse.head);
    for (seq, id) in ids {
        if !ledger.records().holds(&id) {
            faults.push(format!("patch {id} (number {seq}) wins nothing"));
        }
    }
    count(whole, &ledger, &mut faults);
    marks(whole, &mut faults);
    faults
}

fn read(kept: &Kept, workshop: WorkshopId) -> Result<Patch, String> {
    let signature = kept.signature.as_slice().try_into();
    let signature = signature.map_err(|_| "has a signature of another length".to_owned())?;
    if PatchId::of(&kept.body) != kept.id {
        return Err("is kept under an id that is not its own".into());
    }
    let signed = SignedPatch {
        body: kept.body.clone(),
        signature,
    };
    Patch::admit(signed, &workshop).map_err(|code| format!("is refused: {code:?}"))
}

fn count(whole: &Whole, ledger: &Ledger, faults: &mut Vec<String>) {
    let some = |(_, support): &(RecordId, Support)| *support != Support::default();
    let counted = ledger.votes().counts();
    let counted: BTreeMap<RecordId, Support> = counted
        .map(|(idea, counted)| (*idea, counted.support))
        .filter(some)
        .collect();
    let held = whole.tallies.iter();
    let held: BTreeMap<RecordId, Support> = held
        .map(|(idea, counted)| (*idea, counted.support))
        .filter(some)
        .collect();
    let ideas: BTreeSet<&RecordId> = counted.keys().chain(held.keys()).collect();
    for idea in ideas {
        let of = |counts: &BTreeMap<RecordId, Support>| {
            let support = counts.get(idea).copied().unwrap_or_default();
            (support.votes, support.voters)
        };
        let ((votes, voters), (held_votes, held_voters)) = (of(&counted), of(&held));
        if (votes, voters) != (held_votes, held_voters) {
            faults.push(format!(
                "idea {idea} is kept with {held_votes} votes of {held_voters} voters, the ballots say {votes} of {voters}"
            ));
        }
    }
    let head = whole.tenant.pulse.head;
    for (idea, counted) in &whole.tallies {
        if counted.seq > head {
            faults.push(format!(
                "the count of idea {idea} has a number ({}) behind the last one ({head})",
                counted.seq
            ));
        }
    }
}

fn marks(whole: &Whole, faults: &mut Vec<String>) {
    let pulse = whole.tenant.pulse;
    if !matches!(whole.marks.first(), Some((0, 0, _))) {
        faults.push("the mark of its beginning is missing".into());
    }
    let newest = whole.marks.last().map(|(commit, end, _)| (*commit, *end));
    if newest != Some((pulse.commits, pulse.head)) {
        faults.push(format!(
            "its last mark is of commit and number {newest:?}, its last commit is {} with number {}",
            pulse.commits, pulse.head
        ));
    }
    let mut pairs = whole.marks.iter().zip(whole.marks.iter().skip(1));
    if pairs.any(|((one, end, _), (next, later, _))| one >= next || end > later) {
        faults.push("its marks are not in order".into());
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, fault) in &self.faults {
            writeln!(f, "{id}: {fault}")?;
        }
        let (workshops, patches) = (self.workshops, self.patches);
        let faults = self.faults.len();
        writeln!(
            f,
            "{workshops} workshops, {patches} patches, {faults} faults"
        )
    }
}
