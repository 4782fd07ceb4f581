//! What a server holds of one workshop, and what each push changes of it.
//!
//! Every change gets the next number (`seq`), which orders fetching; stamps order merging. Changes are planned here
//! and written by the caller as one [`Commit`]; if that fails, the ledger must be thrown away and loaded anew.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::access::{Audience, Role, audience, registration_of};
use super::limit::{Buckets, Limits};
use super::verdict::{self, Standing, Verdict};
use super::votes::{Counted, Votes};
use crate::code::Code;
use crate::id::{PatchId, PublicKey, RecordId, WorkshopId};
use crate::kind::Kind;
use crate::merge::{Outcome, RecordSet};
use crate::patch::{DELETION, Patch};
use crate::restamp::AHEAD_MS;
use crate::time::{Day, Instant};
use crate::view::{Admission, TallyMode, Workshop};
use crate::window::Window;
use crate::zone::Zone;

/// When a record first came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// The number of its first change.
    pub seq: u64,
    /// When, by the server's clock, in ms; for what is older than the server's data, its stamp.
    pub ms: u64,
}

/// A patch at its place in the order of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its number.
    pub seq: u64,
    /// When it came, as in [`Arrival::ms`].
    pub came_ms: u64,
    /// When its record first came.
    pub first: Arrival,
    /// The patch.
    pub patch: Arc<Patch>,
    /// Who may read it.
    pub audience: Audience,
}

/// Changes that belong together: written whole or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commit {
    /// The number of the last change.
    pub head: u64,
    /// Patches to erase, before others are put.
    pub gone: Vec<PatchId>,
    /// Patches to put, in the order of their numbers.
    pub put: Vec<Placed>,
    /// Patches that stay where they are and have other readers now.
    pub shown: Vec<(PatchId, Audience)>,
    /// Counts that changed.
    pub tallies: Vec<(RecordId, Counted)>,
    /// Whether participants see counts.
    pub revealed: bool,
}

/// What became of one pushed patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The patch.
    pub patch: PatchId,
    /// Merged, held before, beaten, or refused and why.
    pub outcome: Result<Taken, Code>,
    /// How long to wait before it is sent again, in ms.
    pub retry_after_ms: Option<u64>,
    /// What becomes of what it hands in.
    pub verdict: Option<Verdict>,
    /// The number of the change in which this outcome is held.
    pub seq: u64,
}

/// What became of a patch that was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It won at least one field.
    New,
    /// It was here already.
    Duplicate,
    /// Newer patches stand where it would.
    Superseded,
}

/// What a ledger needs to know besides patches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The workshop.
    pub workshop: WorkshopId,
    /// The organiser's signing key.
    pub organiser: PublicKey,
    /// When the server's data began (anew), ms since the epoch.
    pub epoch_ms: u64,
    /// What participants may do in a time.
    pub limits: Limits,
}

#[derive(Clone, Copy, Debug)]
struct Held {
    seq: u64,
    came_ms: u64,
    bytes: u64,
}

/// The state of one workshop on a server.
#[derive(Debug)]
pub struct Ledger {
    settings: Settings,
    records: RecordSet,
    head: u64,
    held: BTreeMap<PatchId, Held>,
    arrivals: BTreeMap<RecordId, Arrival>,
    audiences: BTreeMap<RecordId, Audience>,
    registrations: BTreeSet<RecordId>,
    /// Attendances whose registration has not come.
    strays: BTreeSet<RecordId>,
    authors: BTreeSet<PublicKey>,
    /// Of the bodies and signatures that are held.
    bytes: u64,
    /// The earliest stamp of the organiser, ms.
    founded: u64,
    votes: Votes,
    buckets: Buckets,
    /// Changed since the last commit.
    put: BTreeSet<PatchId>,
    gone: BTreeSet<PatchId>,
    shown: BTreeSet<RecordId>,
}

impl Ledger {
    /// An empty workshop.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            records: RecordSet::default(),
            head: 0,
            held: BTreeMap::new(),
            arrivals: BTreeMap::new(),
            audiences: BTreeMap::new(),
            registrations: BTreeSet::new(),
            strays: BTreeSet::new(),
            authors: BTreeSet::new(),
            bytes: 0,
            founded: u64::MAX,
            votes: Votes::default(),
            buckets: Buckets::default(),
            put: BTreeSet::new(),
            gone: BTreeSet::new(),
            shown: BTreeSet::new(),
        }
    }

    /// The number of the last change.
    #[must_use]
    pub fn head(&self) -> u64 {
        self.head
    }

    /// How many bytes of bodies and signatures are held.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What is merged.
    #[must_use]
    pub fn records(&self) -> &RecordSet {
        &self.records
    }

    /// The counts.
    #[must_use]
    pub fn votes(&self) -> &Votes {
        &self.votes
    }

    /// Takes over what was committed elsewhere (by another node, or before a start), up to `head`; answers what to
    /// show of it. `rows` are patches with their number, arrival and their record's first arrival.
    pub fn follow(
        &mut self,
        rows: impl IntoIterator<Item = (u64, u64, Arrival, Patch)>,
        tallies: impl IntoIterator<Item = (RecordId, Counted)>,
        head: u64,
    ) -> Commit {
        for (seq, came_ms, first, patch) in rows {
            self.arrivals.insert(patch.record(), first);
            if self.held.contains_key(&patch.id()) {
                self.place(patch.id(), seq, came_ms);
            } else {
                self.take(patch, seq, came_ms, false);
            }
        }
        let organiser = self.settings.organiser;
        // The numbers are the writer's, who counted the same.
        self.votes.settle(&self.records, &organiser, || head);
        let tallies: Vec<_> = tallies.into_iter().collect();
        for (idea, counted) in &tallies {
            self.votes.adopt(*idea, *counted);
        }
        self.head = self.head.max(head);
        self.commit(tallies)
    }

    /// Judges and merges one push. Nothing is acknowledged before [`Ledger::settle`]'s commit is durable.
    pub fn push(&mut self, role: Role, now_ms: u64, patches: Vec<Patch>) -> Vec<Judgement> {
        let workshop = self.workshop();
        let rules = Rules::read(&self.records, workshop.as_ref(), now_ms);
        let mut judged: Vec<(Judgement, Kind, RecordId, u64)> = Vec::with_capacity(patches.len());
        for patch in patches {
            let (id, kind, record) = (patch.id(), patch.kind().clone(), patch.record());
            let (outcome, retry_after_ms) = match self.judge(role, now_ms, &rules, &patch) {
                Ok(taken) => (Ok(taken), None),
                Err((code, wait)) => (Err(code), wait),
            };
            if outcome == Ok(Taken::New) {
                let came_ms = self.came(&rules, &patch, now_ms);
                let seq = self.next();
                let first = Arrival { seq, ms: came_ms };
                self.arrivals.entry(record).or_insert(first);
                self.take(patch, seq, came_ms, true);
            }
            let held = self.held.get(&id).copied();
            let seq = held.map_or_else(|| self.newest(&record), |held| held.seq);
            let judgement = Judgement {
                patch: id,
                outcome,
                retry_after_ms,
                verdict: None,
                seq: if outcome.is_ok() { seq } else { 0 },
            };
            judged.push((
                judgement,
                kind,
                record,
                held.map_or(now_ms, |held| held.came_ms),
            ));
        }
        self.judge_in_time(&mut judged);
        judged
            .into_iter()
            .map(|(judgement, ..)| judgement)
            .collect()
    }

    /// Counts what changed and answers all that is to be written since the last commit; `None` for nothing.
    pub fn settle(&mut self) -> Option<Commit> {
        let organiser = self.settings.organiser;
        let mut head = self.head;
        let tallies = self.votes.settle(&self.records, &organiser, || {
            head += 1;
            head
        });
        self.head = head;
        let idle = self.put.is_empty() && self.gone.is_empty() && tallies.is_empty();
        (!idle).then(|| self.commit(tallies))
    }

    /// The workshop's own record: its id is known, so that nothing is searched.
    #[must_use]
    pub fn workshop(&self) -> Option<Workshop> {
        let id = RecordId::of(Kind::Workshop.name(), &self.settings.organiser, &[]);
        self.records.get(&id).and_then(Workshop::read)
    }

    /// When a patch came. What is older than the server's data was here before, or would have been: its stamp says when.
    /// Not so where nobody can have written it then, as a clock that is years behind has it.
    fn came(&self, rules: &Rules, patch: &Patch, now_ms: u64) -> u64 {
        let stamp = patch.stamp().ms;
        let possible = match patch.kind() {
            Kind::Registration => self.founded.max(rules.opened),
            _ => self.founded,
        };
        match stamp < self.settings.epoch_ms && (stamp >= possible || patch.by_organiser()) {
            true => stamp,
            false => now_ms,
        }
    }

    fn next(&mut self) -> u64 {
        self.head += 1;
        self.head
    }

    fn judge(
        &mut self,
        role: Role,
        now_ms: u64,
        rules: &Rules,
        patch: &Patch,
    ) -> Result<Taken, (Code, Option<u64>)> {
        if patch.is_aside() {
            return Err((Code::UnknownKind, None));
        }
        if self.held.contains_key(&patch.id()) {
            return Ok(Taken::Duplicate);
        }
        let newest = self.records.overwritten(&patch.record(), [DELETION]);
        let present = now_ms.max(newest.map_or(0, |stamp| stamp.ms));
        if patch.stamp().ms > present.saturating_add(AHEAD_MS) {
            return Err((Code::ClockAhead, None));
        }
        // What is to be erased may still be erased by its author.
        if *patch.kind() == Kind::Registration && rules.purged && !patch.is_deletion() {
            return Err((Code::Purged, None));
        }
        if !self.records.would_change(patch) {
            return Ok(Taken::Superseded);
        }
        if role != Role::Organiser && !patch.by_organiser() {
            let is_new = !self.authors.contains(&patch.author());
            if is_new && self.authors.len() >= rules.author_cap {
                return Err((Code::AuthorCap, None));
            }
            let limits = self.settings.limits;
            // What goes makes room, and can be said once of a record.
            if !patch.is_deletion() && self.bytes + size(patch) > limits.bytes {
                return Err((Code::WorkshopFull, None));
            }
            let taken = self.buckets.take(&limits, patch.author(), is_new, now_ms);
            taken.map_err(|wait| (Code::RateLimited, Some(wait)))?;
        }
        Ok(Taken::New)
    }

    /// Merges a patch at its number.
    fn take(&mut self, patch: Patch, seq: u64, came_ms: u64, numbering: bool) {
        let (id, record, kind, author) = (
            patch.id(),
            patch.record(),
            patch.kind().clone(),
            patch.author(),
        );
        let by_organiser = patch.by_organiser();
        if by_organiser {
            self.founded = self.founded.min(patch.stamp().ms);
        }
        let nonce: Option<[u8; 16]> = patch.nonce().try_into().ok();
        if let Outcome::Applied { dropped } = self.records.add(patch) {
            for loser in dropped {
                let held = self.held.remove(&loser);
                self.bytes -= held.map_or(0, |held| held.bytes);
                self.put.remove(&loser);
                self.gone.insert(loser);
            }
        }
        let Some(patch) = self.records.patch(&id).cloned() else {
            return; // Beaten by what came with it.
        };
        self.place(id, seq, came_ms);
        if !by_organiser {
            self.authors.insert(author);
        }
        self.votes.touch(&self.records, &patch);
        self.show(record, numbering);
        match (kind, nonce) {
            (Kind::Moderation, Some(target)) => self.show(RecordId(target), numbering),
            (Kind::Registration, _) if self.registrations.insert(record) => {
                self.show(Admission::id(&self.settings.organiser, &record), numbering);
                for stray in self.strays.clone() {
                    self.show(stray, numbering);
                }
            }
            _ => {}
        }
    }

    fn place(&mut self, id: PatchId, seq: u64, came_ms: u64) {
        let bytes = self.records.patch(&id).map_or(0, |patch| size(patch));
        let held = Held {
            seq,
            came_ms,
            bytes,
        };
        // The same patch at another place is as long as it was.
        match self.held.insert(id, held) {
            Some(_) => _ = self.gone.insert(id),
            None => self.bytes += bytes,
        }
        self.put.insert(id);
    }

    /// Looks again who may read a record. Who may read it only now gets it under a new number, behind every cursor.
    fn show(&mut self, id: RecordId, numbering: bool) {
        let Some(record) = self.records.find(&id) else {
            return;
        };
        let held = self.audiences.get(&id).copied();
        let mut now = audience(&self.records, &self.settings.organiser, record);
        if *record.kind() == Kind::Attendance {
            // A deletion says no more whom it was about.
            now = held.filter(|_| record.is_dead()).unwrap_or(now);
            match registration_of(record).filter(|id| self.records.find(id).is_none()) {
                Some(_) => self.strays.insert(id),
                None => self.strays.remove(&id),
            };
        }
        self.audiences.insert(id, now);
        let Some(held) = held.filter(|held| *held != now) else {
            return;
        };
        let patches: Vec<PatchId> = record.winners().iter().map(|patch| patch.id()).collect();
        self.shown.insert(id);
        if now > held && numbering {
            for patch in patches
                .into_iter()
                .filter(|patch| !self.put.contains(patch))
                .collect::<Vec<_>>()
            {
                let seq = self.next();
                let came_ms = self.held.get(&patch).map_or(0, |held| held.came_ms);
                self.place(patch, seq, came_ms);
            }
        }
    }

    fn newest(&self, record: &RecordId) -> u64 {
        let found = self.records.find(record);
        let winners = found.into_iter().flat_map(|record| record.winners());
        winners
            .filter_map(|patch| self.held.get(&patch.id()))
            .map(|held| held.seq)
            .max()
            .unwrap_or_default()
    }

    fn commit(&mut self, tallies: Vec<(RecordId, Counted)>) -> Commit {
        let placed = |id: &PatchId| {
            let patch = self.records.patch(id)?;
            let held = self.held.get(id)?;
            let record = patch.record();
            Some(Placed {
                seq: held.seq,
                came_ms: held.came_ms,
                first: self.arrivals.get(&record).copied().unwrap_or_default(),
                audience: self
                    .audiences
                    .get(&record)
                    .copied()
                    .unwrap_or(Audience::Organiser),
                patch: Arc::clone(patch),
            })
        };
        let mut put: Vec<Placed> = self.put.iter().filter_map(placed).collect();
        put.sort_by_key(|placed| placed.seq);
        let again = self.shown.iter().filter_map(|id| {
            let audience = *self.audiences.get(id)?;
            let patches = self.records.find(id)?.winners();
            Some(patches.into_iter().map(move |patch| (patch.id(), audience)))
        });
        let shown = again
            .flatten()
            .filter(|(id, _)| !self.put.contains(id))
            .collect();
        let settings = self.workshop().map(|workshop| workshop.board);
        let commit = Commit {
            head: self.head,
            gone: self.gone.iter().copied().collect(),
            put,
            shown,
            tallies,
            revealed: settings.is_some_and(|board| board.tally == TallyMode::Revealed),
        };
        self.put.clear();
        self.gone.clear();
        self.shown.clear();
        commit
    }

    fn judge_in_time(&self, judged: &mut [(Judgement, Kind, RecordId, u64)]) {
        let Some(workshop) = self.workshop() else {
            return;
        };
        let mut places = None;
        for (judgement, kind, record, came_ms) in judged {
            if !matches!(judgement.outcome, Ok(Taken::New | Taken::Duplicate)) {
                continue;
            }
            let came_ms = i64::try_from(*came_ms).unwrap_or(i64::MAX);
            judgement.verdict = match kind {
                Kind::Idea | Kind::Comment | Kind::Ballot => {
                    let board = &workshop.board;
                    Some(verdict::in_window(Window::at(
                        board.open,
                        board.close,
                        came_ms,
                    )))
                }
                Kind::Registration => {
                    let places = places.get_or_insert_with(|| self.places(&workshop));
                    match self.is_late_edit(&workshop, record, came_ms) {
                        true => Some(Verdict::Late),
                        false => places.get(record).copied(),
                    }
                }
                _ => None,
            };
        }
    }

    /// How registration stands now.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let Some(workshop) = self.workshop() else {
            return Standing::default();
        };
        let places = self.places(&workshop);
        let accepted = places.values().filter(|said| **said == Verdict::Accepted);
        let taken = accepted.count();
        let mut standing = Standing::default();
        if workshop.registration.capacity.is_some() {
            standing.taken = u32::try_from(taken).ok();
        }
        for (id, said) in places {
            let Some(record) = self.records.get(&id) else {
                continue;
            };
            let held = |patch: &&Arc<Patch>| self.held.get(&patch.id()).map(|held| held.came_ms);
            let came = record.winners().iter().filter_map(held).max();
            let came = i64::try_from(came.unwrap_or_default()).unwrap_or(i64::MAX);
            let late = self.is_late_edit(&workshop, &id, came);
            let said = if late { Verdict::Late } else { said };
            standing.put(record.author(), id, said);
        }
        standing
    }

    /// Tells whether what came at `came_ms` changes a registration after the last moment for that.
    fn is_late_edit(&self, workshop: &Workshop, record: &RecordId, came_ms: i64) -> bool {
        let first = self.arrivals.get(record).copied().unwrap_or_default();
        let edited = i64::try_from(first.ms).is_ok_and(|first| first < came_ms);
        edited && Window::at(None, workshop.registration.edit_until, came_ms).is_closed()
    }

    fn places(&self, workshop: &Workshop) -> BTreeMap<RecordId, Verdict> {
        let came = |id: &RecordId| (*id, self.arrivals.get(id).copied().unwrap_or_default());
        verdict::places(
            &self.records,
            &self.settings.organiser,
            &workshop.registration,
            self.registrations.iter().map(came),
            self.settings.epoch_ms,
        )
    }
}

/// When personal data of a workshop is to be erased: the end of its retention day there, ms since the epoch.
#[must_use]
pub fn retention_ends(workshop: &Workshop) -> Option<i64> {
    let day: Day = workshop.registration.retain_until?;
    let offset = Zone::of(&workshop.zone).map_or(0, |zone| i64::from(zone.offset_minutes));
    Some(Instant::at_midnight(day.plus(1)).ms() - offset * 60_000)
}

/// What a patch takes where it is kept, in bytes: its body and its signature.
fn size(patch: &Patch) -> u64 {
    let signed = patch.signed();
    (signed.body.len() + signed.signature.len()) as u64
}

/// What holds for one push.
struct Rules {
    purged: bool,
    /// When registration opened, ms; 0 where nobody said so.
    opened: u64,
    author_cap: usize,
}

impl Rules {
    fn read(records: &RecordSet, workshop: Option<&Workshop>, now_ms: u64) -> Self {
        let ends = workshop.and_then(retention_ends);
        let now = i64::try_from(now_ms).unwrap_or(i64::MAX);
        let record = workshop.and_then(|workshop| records.get(&workshop.id));
        let cap = record.and_then(|record| record.int("sync.author_cap"));
        let opened = workshop.and_then(|workshop| workshop.registration.open);
        Self {
            opened: opened
                .and_then(|at| u64::try_from(at.ms()).ok())
                .unwrap_or(0),
            purged: ends.is_some_and(|ends| ends <= now),
            author_cap: cap
                .and_then(|cap| usize::try_from(cap).ok())
                .unwrap_or(usize::MAX),
        }
    }
}

#[cfg(test)]
mod tests;
