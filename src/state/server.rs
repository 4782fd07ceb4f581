//! What a sync server's answers change, each in one commit: pages, results of pushes, what is carried to it.
//!
//! How far the phone is stands in rows of the workshop's own store (`s.*`), and is read there anew before each round:
//! other tabs are at work, too. Requests and their times belong to `sync`.

use std::sync::Arc;

use gagas_domain::SigningKey;
use gagas_domain::board::Support;
use gagas_domain::id::{Mark, PatchId, PublicKey, RecordId, encode};
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::restamp::{AHEAD_MS, Device, Pending, restamp};
use gagas_domain::sorted::SortedMap;
use gagas_domain::sync::client::{
    Progress, PushOutcome, Pushed, count_anew, missing, read_counts, write_counts,
};
use gagas_domain::value::Value;

use super::invite::join_of;
use super::personal::{LOCAL, ORGANISER_SEED};
use super::{App, Meta, Phase};
use crate::platform::task::spawn;
use crate::platform::{clock, dom, random};
use crate::storage::backend::{Backend, Change, Store};
use crate::storage::channel::Message;
use crate::storage::workshop_store::{How, QueueState, Queued, Unloaded};

/// The beginning of the names of what is known of the server.
pub(super) const SYNC: &str = "s.";
const AT: &str = "s.at";
const CARRY: &str = "s.carry";
const COUNTS: &str = "s.counts";
const MARK: &str = "s.mark.";
const VERDICT: &str = "s.verdict.";
/// The interface that this version speaks, as the page names it.
const API: &str = "api/v1";
/// How long verifying may hold the page up at a time, in ms.
const SLICE_MS: i64 = 8;

/// What a server counted, by idea.
pub type Counts = Arc<SortedMap<RecordId, Support>>;

/// Values of the store by name; `None` removes one.
type Values = Vec<(String, Option<Vec<u8>>)>;

/// How things stand with the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The page names one.
    pub here: bool,
    /// It does not know this workshop, or no longer this link.
    pub refused: bool,
    /// When it last answered (ms, by its clock); 0 for never.
    pub heard_ms: i64,
}

/// How far an own record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is on this phone.
    Kept,
    /// It was handed over in a file, at this time (ms, UTC).
    InFile(u64),
    /// The server has it.
    Sent,
    /// The server refused a part of it.
    Refused,
}

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
    /// Looks whether the page names a server.
    pub(super) fn find_server(self) {
        let here = dom::meta("gagas-api").as_deref() == Some(API);
        self.server.update(|server| server.here = here);
    }

    /// Tells whether the page names a server. Not tracked.
    #[must_use]
    pub fn is_served(self) -> bool {
        self.server.with_untracked(|server| server.here)
    }

    /// Asks the server at once, because a person wants it.
    pub fn nudge(self) {
        self.nudges.update(|n| *n += 1);
    }

    /// Tells whether no server may hear of the open workshop.
    pub(crate) fn is_local(self) -> bool {
        self.with_meta_untracked(|meta| meta.get(LOCAL).is_some())
    }

    /// Tells whether what is written here is sent by itself. Tracked.
    #[must_use]
    pub fn sends(self) -> bool {
        self.server.with(|server| server.here) && self.with_meta(|meta| meta.get(LOCAL).is_none())
    }

    /// How far one of one's own records has come. Tracked.
    #[must_use]
    pub fn step(self, id: &RecordId) -> Step {
        let mine: Vec<PatchId> = self.with_records(|records| {
            let winners = records.find(id).map(|record| record.winners());
            let winners = winners.unwrap_or_default();
            winners.into_iter().map(|patch| patch.id()).collect()
        });
        let states: Vec<QueueState> = self.outbox.with(|all| {
            let here = |queued: &&Queued| mine.contains(&PatchId::of(&queued.patch.body));
            all.iter().filter(here).map(|queued| queued.state).collect()
        });
        let carried = self.with_meta(carried);
        let lacks = mine.iter().any(|id| carried.contains(id));
        let sent = self.is_connected() && !lacks;
        let mut step = if sent { Step::Sent } else { Step::Kept };
        for state in states {
            step = match state {
                QueueState::Refused(_) => return Step::Refused,
                QueueState::HandedOver { at_ms, .. } => Step::InFile(at_ms),
                QueueState::Waiting => Step::Kept,
            };
        }
        step
    }

    /// The server's verdict on a record when it was sent: `accepted`, `waiting n` or `late`. Tracked.
    #[must_use]
    pub fn verdict(self, id: &RecordId) -> Option<gagas_domain::sync::Verdict> {
        let name = [VERDICT, &id.to_string()].concat();
        self.with_meta(|meta| {
            gagas_domain::sync::Verdict::parse(str::from_utf8(meta.get(&name)?).ok()?)
        })
    }

    /// Tells whether a server has answered for this workshop, now or before. Tracked.
    #[must_use]
    pub fn is_connected(self) -> bool {
        self.server
            .with(|server| server.here && server.heard_ms > 0)
    }

    /// When the server last answered (ms, UTC); 0 for never. Tracked.
    #[must_use]
    pub fn heard_ms(self) -> i64 {
        self.server.with(|server| server.heard_ms)
    }

    /// Has patches of others that came by file or link brought to the server.
    pub(super) fn carry(self, ids: impl Iterator<Item = PatchId>) {
        if !self.is_served() {
            return;
        }
        let mut carried = self.carried();
        carried.extend(ids);
        self.keep(CARRY, Some(write_ids(&carried)));
    }

    /// Reads everything from the server once more.
    pub(super) fn read_from_the_beginning(self) {
        self.keep(AT, None);
    }

    /// Takes over what other tabs have written since, of the server and of the outbox.
    pub(crate) async fn reread(self) {
        let held = self.open.with_value(|open| {
            let open = open.as_ref()?;
            Some((
                open.id(),
                open.writer.clone(),
                open.store.clone(),
                open.backend(),
            ))
        });
        let Some((id, writer, store, backend)) = held else {
            return;
        };
        // Where nothing can be saved, memory is all there is.
        if writer.flush().await.is_err() {
            return;
        }
        let rows = backend.read(Store::Meta).await;
        let outbox = store.reread_outbox().await;
        if self.workshop_id() != Some(id) {
            return;
        }
        if let Ok(mut rows) = rows {
            rows.retain(|(name, _)| name.starts_with(SYNC));
            let mut changed: Values = Vec::new();
            self.with_meta_untracked(|meta| {
                for name in meta.0.keys().filter(|name| name.starts_with(SYNC)) {
                    if !rows.iter().any(|(stored, _)| stored == name) {
                        changed.push((name.clone(), None));
                    }
                }
                for (name, value) in rows {
                    if meta.get(&name) != Some(&value) {
                        changed.push((name, Some(value)));
                    }
                }
            });
            if !changed.is_empty() {
                self.apply_meta(&changed, true);
            }
        }
        if outbox.is_ok() && self.outbox.with_untracked(|held| *held != store.outbox()) {
            self.outbox.set(store.outbox());
        }
        self.take_progress(&self.progress());
        self.take_counts();
    }

    /// How far the phone is.
    pub(crate) fn progress(self) -> Progress {
        self.with_meta_untracked(|meta| Progress::read(&meta.json(AT)?))
            .unwrap_or_default()
    }

    /// What vouches for what was received and sent.
    pub(crate) fn marks(self) -> Vec<Mark> {
        self.with_meta_untracked(|meta| {
            let marks = meta.with_prefix(MARK);
            marks.filter_map(|(mark, _)| Mark::parse(mark)).collect()
        })
    }

    /// The bearer of requests: the organiser's token, else that of the invitation; empty without either.
    pub(crate) fn bearer(self) -> String {
        let token = match self.organiser_seed_untracked() {
            Some(seed) => encode(&seed.token(self.generation())),
            None => match self.with_meta_untracked(|meta| join_of(meta, 0)) {
                Some(join) if Some(join.workshop()) == self.workshop_id() => encode(&join.token),
                _ => return String::new(),
            },
        };
        ["Bearer ", &token].concat()
    }

    /// The organiser's secret, where this device holds that of the open workshop.
    pub(crate) fn organiser_seed_untracked(self) -> Option<OrganiserSeed> {
        let seed = OrganiserSeed(self.with_meta_untracked(|meta| meta.array(ORGANISER_SEED))?);
        (self.workshop_id() == Some(seed.workshop())).then_some(seed)
    }

    /// The generation of the workshop's tokens.
    pub(crate) fn generation(self) -> u32 {
        self.with_records_untracked(|records| {
            let workshop = records.of_kind(&Kind::Workshop).next()?;
            u32::try_from(workshop.int("sync.gen")?).ok()
        })
        .unwrap_or(0)
    }

    /// The person's keys, for proofs.
    pub(crate) fn keys(self) -> Option<Arc<super::Keyring>> {
        self.keyring.get_untracked()
    }

    /// Admits patches that were pulled, in slices; answers those that are new, and the ids of those that are here. What
    /// is older than what waits in the outbox is new, too: it is needed again where that is refused.
    pub(crate) async fn admit(self, pulled: Vec<SignedPatch>) -> (Vec<Patch>, Vec<PatchId>) {
        let (mut new, mut here) = (Vec::new(), Vec::new());
        let Some(workshop) = self.workshop_id() else {
            return (new, here);
        };
        let mut until = clock::now_ms() + SLICE_MS;
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
        (new, here)
    }

    /// Takes a page over: patches, counts and how far the phone is, in one commit.
    pub(crate) fn take_page(
        self,
        progress: &Progress,
        asked: &[Mark],
        next: &[Mark],
        new: Vec<Patch>,
        here: &[PatchId],
        counts: Vec<(RecordId, Support)>,
    ) {
        let signed: Vec<SignedPatch> = new.iter().map(|patch| patch.signed().clone()).collect();
        let mut carried = self.carried();
        let before = carried.len();
        carried.retain(|id| !here.contains(id) && !new.iter().any(|patch| patch.id() == *id));
        let mut values = self.noted(progress);
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
            changes.extend(open.store.acknowledge(here, by_server(), random::number()));
            changes
        });
        self.commit_sync(changes, values, signed);
        if matches!(self.phase.get_untracked(), Phase::Awaiting(_)) {
            self.settle_phase();
            spawn(self.remember_workshop());
        }
    }

    /// Begins again at 0, without the marks that were asked with.
    pub(crate) fn begin_again(self, progress: &Progress, asked: &[Mark]) {
        self.take_page(progress, asked, &[], Vec::new(), &[], Vec::new());
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

    /// Gives own writes that lie ahead of the server's clock a stamp of the present. `false` where that cannot be done
    /// now.
    pub(crate) async fn set_back(self) -> bool {
        let Some(base) = self.base().await else {
            return false;
        };
        let seed = self
            .organiser_seed_untracked()
            .map(|seed| seed.signing_key());
        let keyring = self.keys();
        let queued: Vec<(Patch, Queued)> = self.outbox.with_untracked(|all| {
            let read = |queued: &Queued| {
                let patch = Patch::trust(queued.patch.clone()).ok()?;
                Some((patch, queued.clone()))
            };
            all.iter().filter_map(read).collect()
        });
        let is_open = |queued: &Queued| !matches!(queued.state, QueueState::Refused(_));
        let mut pending: Vec<Pending> = queued
            .iter()
            .filter(|(_, queued)| is_open(queued))
            .map(|(patch, queued)| Pending {
                patch: patch.clone(),
                shared: matches!(queued.state, QueueState::HandedOver { .. }),
                copied: queued.copied,
            })
            .collect();
        let mut authors: Vec<PublicKey> =
            pending.iter().map(|write| write.patch.author()).collect();
        authors.sort_unstable();
        authors.dedup();
        let old: Vec<PatchId> = pending.iter().map(|write| write.patch.id()).collect();
        let mut clock = self.open.with_value(|open| {
            open.as_ref()
                .map_or_else(Default::default, |open| open.clock)
        });
        // A key at a time: copies of one node would tell that two keys are one person's.
        for author in authors {
            let device = Device {
                base: &base,
                node: gagas_domain::id::NodeId(random::bytes()),
                wall_ms: clock::now_ms(),
            };
            let key_of = |public: &PublicKey| -> Option<&SigningKey> {
                if *public != author {
                    return None;
                }
                let seed = seed.as_ref().filter(|key| public_key(key) == author);
                let keyring = keyring.as_ref();
                seed.or_else(|| {
                    let keyring = keyring?;
                    keyring.key(keyring.role(public)?).map(|(key, _, _)| key)
                })
            };
            pending = restamp(&device, pending, &mut clock, key_of);
        }
        let state_of = |id: PatchId| {
            let found = queued.iter().find(|(patch, _)| patch.id() == id);
            found.map_or(QueueState::Waiting, |(_, queued)| queued.state)
        };
        let new: Vec<(Patch, Queued)> = pending
            .into_iter()
            .map(|write| {
                let queued = Queued {
                    state: state_of(write.patch.id()),
                    copied: write.copied,
                    patch: write.patch.signed().clone(),
                };
                (write.patch, queued)
            })
            .collect();
        let changes = self.open.try_update_value(|open| {
            let open = open.as_mut()?;
            open.clock = clock;
            Some(open.store.requeue(&old, &new))
        });
        self.rebuild(base, &old, changes.flatten().unwrap_or_default());
        true
    }

    /// Gives up own writes that the server refused: they are gone from this phone, too.
    pub async fn discard(self, ids: Vec<PatchId>) {
        // Where storage cannot be read, what they beat is back at the next start.
        let base = self.base().await.unwrap_or_default();
        let changes = self.open.with_value(|open| {
            open.as_ref()
                .map(|open| open.store.supersede(&ids))
                .unwrap_or_default()
        });
        self.rebuild(base, &ids, changes);
    }

    /// Makes the replica anew without patches that were taken back.
    fn rebuild(self, base: RecordSet, gone: &[PatchId], changes: Vec<Change>) {
        let mut set = base;
        self.with_records_untracked(|held| {
            let stays = held.patches().filter(|patch| !gone.contains(&patch.id()));
            for patch in stays {
                drop(set.add(Patch::clone(patch)));
            }
        });
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            for queued in open.store.outbox() {
                drop(Patch::trust(queued.patch).map(|patch| set.add(patch)));
            }
            self.outbox.set(open.store.outbox());
        });
        self.records.set(set);
        self.commit_sync(changes, Vec::new(), Vec::new());
    }

    /// Everything that is stored, merged without what waits in the outbox.
    async fn base(self) -> Option<RecordSet> {
        let (id, writer, backend) = self.open.with_value(|open| {
            let open = open.as_ref()?;
            Some((open.id(), open.writer.clone(), open.backend()))
        })?;
        writer.flush().await.ok()?;
        let (_, loaded) = Unloaded::new(backend).load().await.ok()?;
        let mut base = RecordSet::default();
        for signed in loaded.patches {
            drop(Patch::trust(signed).map(|patch| base.add(patch)));
        }
        (self.workshop_id() == Some(id)).then_some(base)
    }

    fn carried(self) -> Vec<PatchId> {
        self.with_meta_untracked(carried)
    }

    fn noted(self, progress: &Progress) -> Values {
        self.take_progress(progress);
        let row = progress.to_value().to_json().into_bytes();
        vec![(AT.into(), Some(row))]
    }

    fn take_progress(self, progress: &Progress) {
        self.open.try_update_value(|open| {
            if let Some(open) = open {
                open.clock.offset_ms = progress.offset_ms;
            }
        });
        if self.server.with_untracked(|server| server.heard_ms) != progress.contact_ms {
            self.server
                .update(|server| server.heard_ms = progress.contact_ms);
        }
    }

    fn take_counts(self) {
        let counts = self.with_meta_untracked(|meta| meta.json(COUNTS));
        let counts = read_counts(&counts.unwrap_or(Value::Null));
        if self.counts.with_untracked(|held| **held != counts) {
            self.counts.set(Arc::new(counts));
        }
    }

    /// Writes changes and values whole, and tells the other tabs: of these patches at once, of all else when it is stored.
    fn commit_sync(self, mut changes: Vec<Change>, values: Values, patches: Vec<SignedPatch>) {
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            for (name, value) in &values {
                changes.extend(match value {
                    Some(bytes) => open.store.put_meta(name, bytes.clone()),
                    None => open.store.delete_meta(name),
                });
            }
            open.writer.write(changes);
            if !patches.is_empty() {
                open.tell(&Message::Patches(patches));
            }
            open.tell(&Message::Queue);
            if self
                .outbox
                .with_untracked(|held| *held != open.store.outbox())
            {
                self.outbox.set(open.store.outbox());
            }
        });
        if !values.is_empty() {
            self.apply_meta(&values, true);
        }
    }
}

fn carried(meta: &Meta) -> Vec<PatchId> {
    let row = meta.get(CARRY).unwrap_or_default();
    row.chunks_exact(16)
        .filter_map(|id| Some(PatchId(id.try_into().ok()?)))
        .collect()
}

fn outgoing(patch: &Patch, queued: bool) -> Outgoing {
    Outgoing {
        signed: patch.signed().clone(),
        id: patch.id(),
        record: patch.record(),
        queued,
    }
}

fn by_server() -> QueueState {
    QueueState::HandedOver {
        how: How::Server,
        at_ms: now_ms(),
    }
}

fn now_ms() -> u64 {
    u64::try_from(clock::now_ms()).unwrap_or(0)
}

fn mark_name(mark: &Mark) -> String {
    [MARK, &mark.to_string()].concat()
}

fn write_ids(ids: &[PatchId]) -> Vec<u8> {
    ids.iter().flat_map(|id| id.0).collect()
}
