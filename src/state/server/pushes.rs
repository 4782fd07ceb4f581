//! What is sent to the server, and what became of it.

use gagas_domain::id::{PatchId, RecordId};
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::restamp::AHEAD_MS;
use gagas_domain::sync::client::{Progress, PushOutcome, Pushed};

use super::{CARRY, VERDICT, by_server, mark_name, write_ids};
use crate::platform::{clock, random};
use crate::state::App;
use crate::storage::workshop_store::QueueState;

/// What a push leaves to be done.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// To be sent again after `wait_ms`.
    pub(crate) limited: Vec<PatchId>,
    pub(crate) wait_ms: i64,
    /// Not to be sent again for a good while.
    pub(crate) stuck: Vec<PatchId>,
    /// Own writes lie ahead of the server's clock.
    pub(crate) ahead: bool,
}

/// A patch on its way to the server.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    pub(crate) signed: SignedPatch,
    pub(crate) id: PatchId,
    record: RecordId,
    /// It stands in the outbox; else it is carried for others.
    queued: bool,
}

impl App {
    /// What is to be sent now: the outbox in the order of writing, then what is carried. `others` says that it is time
    /// for what others wrote, `again` that it is for what was refused for now; what `waits` says waits.
    pub(crate) fn outgoing(
        self,
        others: bool,
        again: bool,
        waits: impl Fn(&PatchId) -> bool,
    ) -> Vec<Outgoing> {
        let clock = self.open.with_value(|open| {
            open.as_ref()
                .map_or_else(Default::default, |open| open.clock)
        });
        let limit = clock.now(clock::now_ms()).ms.saturating_add(AHEAD_MS);
        let mut out = Vec::new();
        let waiting = self.outbox.with_untracked(|all| {
            for queued in all {
                let may = match queued.state {
                    QueueState::Refused(Some(code)) => again && code.is_retryable(),
                    QueueState::Refused(None) => false,
                    _ => true,
                };
                // What is queued was signed here: it reads.
                let Ok(patch) = Patch::trust(queued.patch.clone()) else {
                    continue;
                };
                if may && !(queued.copied && patch.stamp().ms > limit) {
                    out.push(outgoing(&patch, true));
                }
            }
            !all.is_empty()
        });
        let carried = self.carried();
        let mut left = carried.clone();
        let organiser = self.organiser_seed_untracked().is_some();
        let own = self.viewer.with_untracked(|viewer| viewer.keys.clone());
        self.with_records_untracked(|records| {
            // What lost to a write that waits may be needed again.
            left.retain(|id| waiting || records.holds(id));
            let held = left.iter().filter_map(|id| records.patch(id));
            let due = held.filter(|patch| {
                let mine = own.contains(&patch.author()) || (organiser && patch.by_organiser());
                others || mine
            });
            out.extend(due.map(|patch| outgoing(patch, false)));
        });
        if left.len() != carried.len() {
            self.keep(CARRY, Some(write_ids(&left)));
        }
        out.retain(|outgoing| !waits(&outgoing.id));
        out
    }

    /// Tells whether something is carried for others.
    pub(crate) fn carries(self) -> bool {
        !self.carried().is_empty()
    }

    /// Takes over what became of a push, in one commit. Answers what is left to do.
    pub(crate) fn take_results(
        self,
        progress: &Progress,
        sent: &[Outgoing],
        answer: &Pushed,
    ) -> Left {
        let mut values = self.noted(progress);
        values.extend(
            answer
                .marks
                .iter()
                .map(|mark| (mark_name(mark), Some(Vec::new()))),
        );
        let (mut held, mut done) = (Vec::new(), Vec::new());
        let mut refused: Vec<(PatchId, QueueState)> = Vec::new();
        let mut left = Left::default();
        for (id, outcome) in &answer.results {
            // What is about something else says nothing.
            let Some(outgoing) = sent.iter().find(|outgoing| outgoing.id == *id) else {
                continue;
            };
            match *outcome {
                PushOutcome::Held(verdict) => {
                    held.push(*id);
                    let name = [VERDICT, &outgoing.record.to_string()].concat();
                    values.extend(verdict.map(|said| (name, Some(said.to_string().into_bytes()))));
                }
                PushOutcome::Rejected {
                    code,
                    retry,
                    retry_after_ms,
                } => match code {
                    Some(gagas_domain::code::Code::ClockAhead) => {
                        left.stuck.push(*id);
                        left.ahead |= outgoing.queued;
                    }
                    Some(gagas_domain::code::Code::RateLimited) => {
                        left.limited.push(*id);
                        left.wait_ms = left.wait_ms.max(retry_after_ms);
                    }
                    None if retry => left.stuck.push(*id),
                    code if outgoing.queued => refused.push((*id, QueueState::Refused(code))),
                    // Somebody else's word, which the server will not have.
                    _ if !retry => done.push(*id),
                    _ => left.stuck.push(*id),
                },
            }
        }
        let mut carried = self.carried();
        let before = carried.len();
        carried.retain(|id| !held.contains(id) && !done.contains(id));
        if carried.len() != before {
            values.push((CARRY.into(), Some(write_ids(&carried))));
        }
        let changes = self.open.with_value(|open| {
            let Some(open) = open else { return Vec::new() };
            let mut changes = open.store.acknowledge(&held, by_server(), random::number());
            for (id, state) in refused {
                changes.extend(open.store.acknowledge(&[id], state, random::number()));
            }
            changes
        });
        self.commit_sync(changes, values, Vec::new());
        left
    }
}

fn outgoing(patch: &Patch, queued: bool) -> Outgoing {
    Outgoing {
        signed: patch.signed().clone(),
        id: patch.id(),
        record: patch.record(),
        queued,
    }
}
