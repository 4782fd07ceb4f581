//! Counting ballots as they come: each commit counts anew only what it touched.
//!
//! Equal at any time to [`crate::tally::Tally::of`]; each idea's count has a number of its own, so that readers fetch
//! what changed. Must not decide who may see the counts.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::access::{is_hidden, moderation_of};
use crate::board::Support;
use crate::id::{PublicKey, RecordId};
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};
use crate::patch::Patch;
use crate::sorted::SortedSet;
use crate::tally::blocked;
use crate::view::{Ballot, BoardSettings, Idea, Moderation, Workshop};

/// How many merges are followed from one idea to the next, as on the board.
const MERGE_STEPS: usize = 8;

/// The count of one idea, and its place in the order of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The votes.
    pub support: Support,
    /// The number of the change that made it so.
    pub seq: u64,
}

/// The ballots of a workshop, counted.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    settings: BoardSettings,
    blocked: SortedSet<PublicKey>,
    /// Which idea the organiser merged into which.
    merges: BTreeMap<RecordId, RecordId>,
    /// What counts of each ballot, by idea.
    ballots: BTreeMap<RecordId, BTreeMap<RecordId, u32>>,
    /// The ideas that each ballot names, and the ballots that name each idea.
    named: BTreeMap<RecordId, Vec<RecordId>>,
    namers: BTreeMap<RecordId, BTreeSet<RecordId>>,
    sums: BTreeMap<RecordId, Support>,
    published: BTreeMap<RecordId, Counted>,
    due: BTreeSet<RecordId>,
    all_due: bool,
    renumber: bool,
}

impl Votes {
    /// The counts as they were last settled.
    pub fn counts(&self) -> impl Iterator<Item = (&RecordId, &Counted)> {
        self.published.iter()
    }

    /// Takes over a count that was settled elsewhere.
    pub(super) fn adopt(&mut self, idea: RecordId, counted: Counted) {
        self.published.insert(idea, counted);
    }

    /// Notes what a patch that was just merged touches.
    pub(super) fn touch(&mut self, records: &RecordSet, patch: &Patch) {
        let id = patch.record();
        match patch.kind() {
            Kind::Ballot => {
                self.due.insert(id);
            }
            Kind::Idea => {
                let merged =
                    self.merges.contains_key(&id) || self.merges.values().any(|to| *to == id);
                self.all_due |= merged;
                self.due.extend(self.namers.get(&id).into_iter().flatten());
            }
            Kind::Moderation => {
                let word = records.get(&id).and_then(Moderation::read);
                let target: Option<[u8; 16]> = patch.nonce().try_into().ok();
                match (target.map(RecordId), word.and_then(|word| word.merged_into)) {
                    (Some(from), Some(to)) => self.merges.insert(from, to),
                    (Some(from), None) => self.merges.remove(&from),
                    (None, _) => None,
                };
                self.all_due = true;
            }
            Kind::Workshop => self.settle_rules(records),
            _ => {}
        }
    }

    fn settle_rules(&mut self, records: &RecordSet) {
        let settings = Workshop::of(records)
            .map(|workshop| workshop.board)
            .unwrap_or_default();
        let blocked = blocked(records);
        let rules = |of: &BoardSettings| (of.budget, of.cap, of.tally);
        self.renumber |= rules(&settings) != rules(&self.settings);
        self.all_due |= self.renumber || blocked != self.blocked;
        (self.settings, self.blocked) = (settings, blocked);
    }

    /// Counts what was touched; answers the counts that changed, each numbered by `number`.
    pub(super) fn settle(
        &mut self,
        records: &RecordSet,
        organiser: &PublicKey,
        mut number: impl FnMut() -> u64,
    ) -> Vec<(RecordId, Counted)> {
        let mut due = core::mem::take(&mut self.due);
        if core::mem::take(&mut self.all_due) {
            due.extend(self.named.keys());
        }
        let mut changed = BTreeSet::new();
        for ballot in due {
            self.count(records, organiser, ballot, &mut changed);
        }
        if core::mem::take(&mut self.renumber) {
            changed.extend(self.published.keys());
        } else {
            let held = |idea: &RecordId| self.published.get(idea).map(|held| held.support);
            let (sums, none) = (&self.sums, Support::default());
            changed.retain(|idea| {
                held(idea).unwrap_or_default() != sums.get(idea).copied().unwrap_or(none)
            });
        }
        let counts = changed.into_iter().map(|idea| {
            let support = self.sums.get(&idea).copied().unwrap_or_default();
            let counted = Counted {
                support,
                seq: number(),
            };
            self.published.insert(idea, counted);
            (idea, counted)
        });
        counts.collect()
    }

    /// Counts one ballot in place of what counted of it before.
    fn count(
        &mut self,
        records: &RecordSet,
        organiser: &PublicKey,
        ballot: RecordId,
        changed: &mut BTreeSet<RecordId>,
    ) {
        let record = records.get(&ballot);
        let read = record.map(Ballot::read).unwrap_or_default();
        let counts = record.filter(|record| !self.blocked.contains(&record.author()));
        let mut now: BTreeMap<RecordId, u32> = BTreeMap::new();
        if counts.is_some() {
            let target = |id: &RecordId| self.target(records, organiser, id);
            for (idea, votes) in read.counted(&self.settings, target) {
                *now.entry(idea).or_default() += votes;
            }
        }
        let before = self.ballots.remove(&ballot).unwrap_or_default();
        if before != now {
            for (idea, votes) in &before {
                let sum = self.sums.entry(*idea).or_default();
                sum.votes = sum.votes.saturating_sub(*votes);
                sum.voters = sum.voters.saturating_sub(1);
                if *sum == Support::default() {
                    self.sums.remove(idea);
                }
            }
            for (idea, votes) in &now {
                let sum = self.sums.entry(*idea).or_default();
                sum.votes = sum.votes.saturating_add(*votes);
                sum.voters = sum.voters.saturating_add(1);
            }
            changed.extend(before.keys().chain(now.keys()));
        }
        for idea in self.named.remove(&ballot).unwrap_or_default() {
            if let Some(namers) = self.namers.get_mut(&idea) {
                namers.remove(&ballot);
            }
        }
        if record.is_none() {
            return;
        }
        let named: Vec<RecordId> = read.entries().iter().map(|(idea, _)| *idea).collect();
        for idea in &named {
            self.namers.entry(*idea).or_default().insert(ballot);
        }
        self.named.insert(ballot, named);
        self.ballots.insert(ballot, now);
    }

    /// The idea for which a vote counts; none for one that is hidden, withdrawn or unknown.
    fn target(
        &self,
        records: &RecordSet,
        organiser: &PublicKey,
        id: &RecordId,
    ) -> Option<RecordId> {
        let mut end = *id;
        let mut steps = 0;
        card(records, id)?;
        while let Some(next) = self.merged(records, organiser, &end) {
            end = next;
            steps += 1;
            if steps > MERGE_STEPS {
                break;
            }
        }
        let follows = steps <= MERGE_STEPS && end != *id && card(records, &end).is_some();
        let target = if follows { end } else { *id };
        let shown = |id: &RecordId| !is_hidden(records, organiser, id);
        (shown(id) && shown(&target)).then_some(target)
    }

    fn merged(
        &self,
        records: &RecordSet,
        organiser: &PublicKey,
        id: &RecordId,
    ) -> Option<RecordId> {
        let to = *self.merges.get(id)?;
        card(records, id)?;
        records.get(&moderation_of(organiser, id)).map(|_| to)
    }
}

/// An idea that would be on the organiser's board.
fn card<'a>(records: &'a RecordSet, id: &RecordId) -> Option<&'a Record> {
    let record = records.get(id)?;
    (*record.kind() == Kind::Idea && Idea::read(record).is_some()).then_some(record)
}

#[cfg(test)]
mod tests;
