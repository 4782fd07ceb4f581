//! What a sync server's answers change, each in one commit: pages, results of pushes, what is carried to it.
//!
//! How far the phone is stands in rows of the workshop's own store (`s.*`), and is read there anew before each round:
//! other tabs are at work, too. Requests and their times belong to `sync`.

mod links;
mod pages;
mod pushes;
mod taken_back;

use std::sync::Arc;

use gagas_domain::board::Support;
use gagas_domain::id::{Mark, PatchId, RecordId, encode};
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::patch::SignedPatch;
use gagas_domain::sorted::SortedMap;
use gagas_domain::sync::client::{Progress, read_counts};
use gagas_domain::value::Value;

use super::invite::join_of;
use super::personal::{LOCAL, ORGANISER_SEED};
use super::{App, Meta};
use crate::platform::{clock, dom};
use crate::storage::backend::{Backend, Change, Store};
use crate::storage::channel::Message;
use crate::storage::workshop_store::{How, QueueState, Queued};

pub(crate) use pages::Page;

/// The beginning of the names of what is known of the server.
pub(super) const SYNC: &str = "s.";
const AT: &str = "s.at";
const CARRY: &str = "s.carry";
const COUNTS: &str = "s.counts";
const MARK: &str = "s.mark.";
const VERDICT: &str = "s.verdict.";
const TAKEN: &str = "s.taken";
/// The interface that this version speaks, as the page names it.
const API: &str = "api/v1";

/// What a server counted, by idea.
pub type Counts = Arc<SortedMap<RecordId, Support>>;

/// Values of the store by name; `None` removes one.
pub(crate) type Values = Vec<(String, Option<Vec<u8>>)>;

/// How things stand with the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The page names one.
    pub here: bool,
    /// It does not know this workshop, or no longer this link.
    pub refused: bool,
    /// When it last answered (ms, by its clock); 0 for never.
    pub heard_ms: i64,
    /// It keeps this workshop only for who tells it its create token.
    pub asks_token: bool,
    /// The token that was told is not its own.
    pub token_failed: bool,
    /// How replacing the participants' link went.
    pub rotation: Rotation,
}

/// How replacing the participants' link went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rotation {
    /// Nobody asked for it.
    #[default]
    None,
    /// It is on its way.
    Going,
    /// The new link holds.
    Done,
    /// The server refused; the old link holds.
    Failed,
    /// No answer came.
    Unsure,
}

/// What an organiser wants of the server beside catching up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To have the workshop made with this create token.
    Create(String),
    /// To have the participants' link replaced.
    Rotate,
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

    /// Asks the server for what an organiser wants, in the next round.
    pub fn wish(self, wish: Wish) {
        self.wish.set(Some(wish));
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

    /// How many places were taken when the server was last read; `None` where nobody said so. Tracked.
    #[must_use]
    pub fn taken(self) -> Option<u32> {
        self.with_meta(|meta| str::from_utf8(meta.get(TAKEN)?).ok()?.parse().ok())
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
        self.nudge();
    }

    /// Reads everything from the server once more.
    pub(super) fn read_from_the_beginning(self) {
        self.keep(AT, None);
        self.begun.update(|n| *n += 1);
        self.nudge();
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
        let before = store.outbox();
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
        self.take_progress(&self.progress());
        self.take_counts();
        if outbox.is_ok() {
            let now = store.outbox();
            if self.outbox.with_untracked(|held| *held != now) {
                self.outbox.set(now.clone());
            }
            self.discarded_elsewhere(&before, &now).await;
        }
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

    /// The bearer of requests: the organiser's token, so many generations `further` than is known here, else that of the
    /// invitation; empty without either.
    pub(crate) fn bearer(self, further: u32) -> String {
        let token = match self.organiser_seed_untracked() {
            Some(seed) => encode(&seed.token(self.generation().saturating_add(further))),
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

    /// The person's keys, for proofs.
    pub(crate) fn keys(self) -> Option<Arc<super::Keyring>> {
        self.keyring.get_untracked()
    }

    /// How much of the workshop this device has yet to bring to the server: none where that is not an organiser's, for
    /// others may do it as well. Tracked.
    #[must_use]
    pub fn brings(self) -> usize {
        match self.organiser_seed_untracked() {
            Some(_) => self.with_meta(carried).len(),
            None => 0,
        }
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

fn now_ms() -> u64 {
    u64::try_from(clock::now_ms()).unwrap_or(0)
}

fn mark_name(mark: &Mark) -> String {
    [MARK, &mark.to_string()].concat()
}

fn write_ids(ids: &[PatchId]) -> Vec<u8> {
    ids.iter().flat_map(|id| id.0).collect()
}

fn by_server() -> QueueState {
    QueueState::HandedOver {
        how: How::Server,
        at_ms: now_ms(),
    }
}
