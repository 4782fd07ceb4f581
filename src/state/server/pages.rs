//! Pages that were pulled, and what the server turns out to lack.

use std::sync::Arc;

use gagas_domain::board::Support;
use gagas_domain::id::{Mark, PatchId, RecordId};
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::sorted::SortedMap;
use gagas_domain::sync::Verdict;
use gagas_domain::sync::client::{Progress, count_anew, missing, write_counts};

use super::{CARRY, COUNTS, TAKEN, VERDICT, Values, by_server, mark_name, now_ms, write_ids};
use crate::platform::task::spawn;
use crate::platform::{clock, random};
use crate::state::{App, Phase};

/// How long verifying may hold the page up at a time, in ms.
const SLICE_MS: i64 = 8;

/// What a page holds, admitted.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) new: Vec<Patch>,
    /// What is held already.
    pub(crate) here: Vec<PatchId>,
    pub(crate) counts: Vec<(RecordId, Support)>,
    /// What [`App::standing`] makes of what it says.
    pub(crate) standing: Values,
}

impl App {
    /// Admits patches that were pulled, in slices; answers those that are new, and the ids of those that are here. What
    /// is older than what waits in the outbox is new, too: it is needed again where that is refused.
    pub(crate) async fn admit(self, pulled: Vec<SignedPatch>) -> (Vec<Patch>, Vec<PatchId>) {
        let (mut new, mut here) = (Vec::new(), Vec::new());
        let Some(workshop) = self.workshop_id() else {
            return (new, here);
        };
        // What came was read in this turn: the first patch ends it.
        let mut until = 0;
        for signed in pulled {
            let id = PatchId::of(&signed.body);
            if self.with_records_untracked(|records| records.holds(&id)) {
                here.push(id);
                continue;
            }
            // A patch of a later version comes again after an update; one that does not hold is none.
            new.extend(Patch::admit(signed, &workshop));
            if clock::now_ms() > until {
                clock::breathe().await;
                until = clock::now_ms() + SLICE_MS;
            }
        }
        if !new.is_empty() {
            clock::breathe().await;
        }
        (new, here)
    }

    /// Takes a page over: what it holds and how far the phone is, in one commit.
    pub(crate) fn take_page(self, progress: &Progress, asked: &[Mark], next: &[Mark], page: Page) {
        let Page {
            new,
            here,
            counts,
            standing,
        } = page;
        let signed: Vec<SignedPatch> = new.iter().map(|patch| patch.signed().clone()).collect();
        let mut carried = self.carried();
        let before = carried.len();
        carried.retain(|id| !here.contains(id) && !new.iter().any(|patch| patch.id() == *id));
        let mut values = self.noted(progress);
        values.extend(standing);
        let old = asked.iter().filter(|mark| !next.contains(mark));
        values.extend(old.map(|mark| (mark_name(mark), None)));
        values.extend(next.iter().map(|mark| (mark_name(mark), Some(Vec::new()))));
        if carried.len() != before {
            values.push((CARRY.into(), Some(write_ids(&carried))));
        }
        if !counts.is_empty() {
            let mut held = SortedMap::clone(&self.counts.get_untracked());
            count_anew(&mut held, counts);
            values.push((
                COUNTS.into(),
                Some(write_counts(&held).to_json().into_bytes()),
            ));
            self.counts.set(Arc::new(held));
        }
        let dropped = if new.is_empty() {
            Vec::new()
        } else {
            self.add_records(new)
        };
        let changes = self.open.with_value(|open| {
            let Some(open) = open else { return Vec::new() };
            let mut changes = open.store.supersede(&dropped);
            changes.extend(open.store.append(&signed, now_ms(), random::number()));
            changes.extend(open.store.acknowledge(&here, by_server(), random::number()));
            changes
        });
        self.commit_sync(changes, values, signed);
        if matches!(self.phase.get_untracked(), Phase::Awaiting(_)) {
            self.settle_phase();
            spawn(self.remember_workshop());
        }
    }

    /// What changes by how registration stands: how many places are taken, and what becomes of one's own.
    pub(crate) fn standing(self, taken: Option<u32>, verdicts: &[(RecordId, Verdict)]) -> Values {
        let taken = taken.map(|taken| taken.to_string().into_bytes());
        let said = |(id, said): &(RecordId, Verdict)| {
            let name = [VERDICT, &id.to_string()].concat();
            (name, Some(said.to_string().into_bytes()))
        };
        let mut values: Values = verdicts.iter().map(said).collect();
        values.push((TAKEN.into(), taken));
        self.with_meta_untracked(|meta| {
            values.retain(|(name, value)| meta.get(name) != value.as_deref());
        });
        values
    }

    /// Begins again at 0, without the marks that were asked with.
    pub(crate) fn begin_again(self, progress: &Progress, asked: &[Mark]) {
        self.take_page(progress, asked, &[], Page::default());
    }

    /// After everything was pulled (`pulled`, sorted): has what the server lacks brought to it. `false` where that
    /// cannot be told now.
    pub(crate) async fn heal(self, progress: &Progress, pulled: &[PatchId]) -> bool {
        let Some(base) = self.base().await else {
            return false;
        };
        let own = self.viewer.with_untracked(|viewer| viewer.keys.clone());
        let organiser = self.organiser_seed_untracked().is_some();
        let mut carried = self.carried();
        carried.extend(missing(&base, pulled, &own, organiser));
        carried.retain(|id| pulled.binary_search(id).is_err());
        carried.sort_unstable();
        carried.dedup();
        let mut values = self.noted(progress);
        values.push((CARRY.into(), Some(write_ids(&carried))));
        self.commit_sync(Vec::new(), values, Vec::new());
        true
    }
}
