//! The model server: merges, numbers commits, vouches for its timeline by marks.

use std::collections::BTreeMap;

use gagas_domain::code::Code;
use gagas_domain::id::PatchId;
use gagas_domain::merge::{Outcome, RecordSet};
use gagas_domain::patch::{DELETION, Patch};
use gagas_domain::restamp::AHEAD_MS;

use crate::replica::Replica;
use crate::rng::Rng;
use crate::served::{Mark, Page, PushAnswer, Served, Since};
use crate::variant::Variant;

/// How many newest marks are kept, and each how manieth of the older ones.
const MARKS: (usize, usize) = (40, 8);

#[derive(Clone)]
pub(crate) struct Server<R> {
    epoch: u64,
    records: R,
    head: u64,
    log: BTreeMap<(u64, PatchId), ()>,
    seqs: BTreeMap<PatchId, u64>,
    /// The marks still known, each with the number of its commit.
    marks: Vec<(usize, Mark)>,
    variant: Variant,
}

impl<R: Replica> Served for Server<R> {
    type Replica = R;

    fn begin(_: u64, rng: &mut Rng, variant: Variant) -> Self {
        Self {
            epoch: rng.next(),
            records: R::default(),
            head: 0,
            log: BTreeMap::new(),
            seqs: BTreeMap::new(),
            marks: vec![(0, rng.next())],
            variant,
        }
    }

    fn push(&mut self, now: u64, patches: &[Patch], rng: &mut Rng) -> PushAnswer {
        let before = self.head;
        let results: Vec<_> = patches
            .iter()
            .map(|patch| self.accept(now, patch).map(drop))
            .collect();
        if self.head != before {
            self.commit(rng.next());
        }
        PushAnswer {
            now,
            mark: self.mark(),
            results,
        }
    }

    fn pull(&mut self, now: u64, since: &Since, limit: usize, _: &mut Rng) -> Page {
        let known = |mark: &Mark| {
            self.variant == Variant::NoMarks || self.marks.iter().any(|(_, kept)| kept == mark)
        };
        let reset =
            since.epoch.is_some_and(|epoch| epoch != self.epoch) || !since.marks.iter().all(known);
        let from = (since.seq + 1, PatchId([0; 16]));
        let page: Vec<_> = self.log.range(from..).take(limit).collect();
        let more = page.len() == limit;
        let last = page.last().map(|((seq, _), ())| *seq);
        let patches = page
            .iter()
            .filter_map(|((_, id), ())| self.records.set().patch(id));
        Page {
            epoch: self.epoch,
            now,
            reset,
            next: last.filter(|_| more).unwrap_or(self.head.max(since.seq)),
            more,
            mark: self.mark(),
            patches: patches.map(|patch| (**patch).clone()).collect(),
        }
    }

    fn head(&self) -> u64 {
        self.head
    }

    fn epoch(&self) -> u64 {
        self.epoch
    }

    fn records(&self) -> RecordSet {
        self.records.set().clone()
    }
}

impl<R: Replica> Server<R> {
    fn commit(&mut self, mark: Mark) {
        let (newest, every) = MARKS;
        let commit = self.marks.last().map_or(0, |(commit, _)| commit + 1);
        self.marks.push((commit, mark));
        self.marks
            .retain(|(old, _)| old + newest > commit || old % every == 0);
    }

    fn mark(&self) -> Mark {
        self.marks.last().expect("a mark from the start").1
    }

    fn accept(&mut self, now: u64, patch: &Patch) -> Result<Outcome, Code> {
        let set = self.records.set();
        if set.holds(&patch.id()) {
            return Ok(Outcome::Duplicate);
        }
        let newest = set.overwritten(&patch.record(), [DELETION]);
        let newest = newest.map_or(0, |stamp| stamp.ms);
        if patch.stamp().ms > now.max(newest) + AHEAD_MS {
            return Err(Code::ClockAhead);
        }
        let outcome = self.records.add(patch);
        if let Outcome::Applied { dropped } = &outcome {
            for id in dropped {
                if let Some(seq) = self.seqs.remove(id) {
                    self.log.remove(&(seq, *id));
                }
            }
            let seq = match self.variant {
                Variant::ClockCursor => patch.stamp().ms,
                _ => self.head + 1,
            };
            self.head = self.head.max(seq);
            self.log.insert((seq, patch.id()), ());
            self.seqs.insert(patch.id(), seq);
        }
        Ok(outcome)
    }
}
