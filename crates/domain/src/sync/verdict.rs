//! What becomes of what was handed in: accepted, on the waiting list, or late.
//!
//! Windows, capacity and deadlines never refuse storage. Verdicts are projected from arrival and settings each time
//! they are asked for, so that a later change of the settings changes them too.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::ledger::Arrival;
use crate::id::{PublicKey, RecordId};
use crate::merge::{Record, RecordSet};
use crate::view::{ADMITTED, Admission, OTHERS_LIMIT, RegistrationSettings, WAITING};
use crate::window::Window;

/// What becomes of what was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It counts.
    Accepted,
    /// No place is left; the number on the waiting list, from 1.
    Waiting(u32),
    /// It came after the end.
    Late,
}

/// How registration stands: for whoever may hand in, and for those who did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many places are taken; `None` where there is no end of them.
    pub taken: Option<u32>,
    verdicts: BTreeMap<PublicKey, Vec<(RecordId, Verdict)>>,
}

impl Standing {
    pub(super) fn put(&mut self, author: PublicKey, record: RecordId, said: Verdict) {
        self.verdicts
            .entry(author)
            .or_default()
            .push((record, said));
    }

    /// The verdicts on what was handed in with these keys.
    #[must_use]
    pub fn of(&self, keys: &[PublicKey]) -> Vec<(RecordId, Verdict)> {
        let own = keys.iter().filter_map(|key| self.verdicts.get(key));
        own.flatten().copied().collect()
    }
}

/// What was handed in at `ms` to something that closes.
pub(super) fn in_window(window: Window) -> Verdict {
    match window {
        Window::Closed { .. } => Verdict::Late,
        Window::Open { .. } | Window::NotYet { .. } => Verdict::Accepted,
    }
}

/// The verdict on each registration that has one: not on cancelled ones, nor on those that the organiser declined.
///
/// Places go by arrival; those that came before `epoch_ms`, when this server's data began anew, by their stamps. Whom an
/// author registers beside themselves and [`OTHERS_LIMIT`] others waits for the organiser, whose decision outranks all.
pub(super) fn places(
    records: &RecordSet,
    organiser: &PublicKey,
    settings: &RegistrationSettings,
    arrivals: impl Iterator<Item = (RecordId, Arrival)>,
    epoch_ms: u64,
) -> BTreeMap<RecordId, Verdict> {
    let live = |id: &RecordId| {
        let record = records.get(id)?;
        (record.flag("cancelled") != Some(true)).then_some(record)
    };
    let mut order: Vec<(RecordId, Arrival)> =
        arrivals.filter(|(id, _)| live(id).is_some()).collect();
    order.sort_by_key(|(id, arrival)| match arrival.ms < epoch_ms {
        true => (0, arrival.ms, *id),
        false => (1, arrival.seq, *id),
    });
    // A word without a `state`, such as the receipt for a box that was opened, decides nothing.
    let decided = |id: &RecordId| {
        let word = records.get(&Admission::id(organiser, id));
        word.filter(|word| word.text("state").is_some())
    };
    let admitted =
        |id: &RecordId| decided(id).is_some_and(|word| word.text("state") == Some(ADMITTED));
    let mut taken = order.iter().filter(|(id, _)| admitted(id)).count();
    let capacity = settings
        .capacity
        .map_or(usize::MAX, |places| places as usize);
    let mut waiting = 0;
    let mut others: BTreeMap<PublicKey, usize> = BTreeMap::new();
    let mut verdicts = BTreeMap::new();
    for (id, arrival) in order {
        let ms = i64::try_from(arrival.ms).unwrap_or(i64::MAX);
        let allowed = live(&id).is_some_and(|record| {
            let before = others.entry(record.author()).or_default();
            *before += usize::from(!record.nonce().is_empty());
            *before <= OTHERS_LIMIT || record.nonce().is_empty()
        });
        let verdict = match decided(&id) {
            Some(word) => decision(word, &mut waiting),
            None if Window::at(settings.open, settings.close, ms).is_closed() => {
                Some(Verdict::Late)
            }
            None if allowed && taken < capacity => {
                taken += 1;
                Some(Verdict::Accepted)
            }
            None => {
                waiting += 1;
                Some(Verdict::Waiting(waiting))
            }
        };
        verdicts.extend(verdict.map(|verdict| (id, verdict)));
    }
    verdicts
}

/// What the organiser decided; `None` for what is no place and no hope of one.
fn decision(word: &Record, waiting: &mut u32) -> Option<Verdict> {
    match word.text("state") {
        Some(ADMITTED) => Some(Verdict::Accepted),
        Some(WAITING) => {
            *waiting += 1;
            let position = word.int("position").and_then(|at| u32::try_from(at).ok());
            Some(Verdict::Waiting(position.unwrap_or(*waiting)))
        }
        _ => None,
    }
}
