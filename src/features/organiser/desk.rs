//! What the organiser has on the desk: boxes, opened one by one, and what is derived from them and the records.
//!
//! Whoever was opened is told so: opening writes the receipt. Nothing that was read outlives the page.

use std::sync::Arc;

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::board::{Board, Viewer};
use gagas_domain::coverage::Coverage;
use gagas_domain::id::PatchId;
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::kind::Kind;
use gagas_domain::roster::{Boxed, MAX_CONTENT, Opened, Roster, Turnout, Unreadable, read_box};
use gagas_domain::sorted::SortedMap;
use gagas_domain::tally::Tally;
use gagas_domain::view::Admission;

use crate::platform::{clock, deflate};
use crate::state::{App, Word};

/// How long opening may hold the page up at a time, in ms.
const SLICE_MS: i64 = 8;
/// How often the pages are drawn anew while boxes are being opened, in ms.
const SHOW_MS: i64 = 300;
/// How many receipts are signed at a time.
const RECEIPTS: usize = 16;

/// The handle to it; as long as the room is open.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) app: App,
    /// The registrations.
    pub(super) roster: Memo<Arc<Roster>>,
    /// The ideas, with what is hidden from participants, and the votes.
    pub(super) ideas: Memo<Arc<Ideas>>,
    /// How many boxes are still to be opened.
    pub(super) left: RwSignal<usize>,
    opened: StoredValue<SortedMap<PatchId, Opened>>,
    /// Changes when more was opened.
    turn: RwSignal<u32>,
    working: StoredValue<bool>,
}

/// The ideas and the votes for them.
#[derive(Default)]
pub(super) struct Ideas {
    pub(super) board: Board,
    pub(super) tally: Tally,
}

impl Desk {
    /// Opens the room: everything is derived at once, and boxes are opened from now on.
    pub(super) fn open(app: App) -> Self {
        let opened = StoredValue::new(SortedMap::<PatchId, Opened>::new());
        let turn = RwSignal::new(0);
        // Whatever follows them is words and numbers, which are compared in their place.
        let roster = Memo::new_always(move |_: Option<&Arc<Roster>>| {
            turn.track();
            let look = |id: &PatchId| opened.with_value(|all| all.get(id).cloned());
            let organiser = app.organiser_key();
            let roster = app.with_records(|records| Some(Roster::of(records, &organiser?, &look)));
            Arc::new(roster.unwrap_or_default())
        });
        let ideas = Memo::new_always(move |held: Option<&Arc<Ideas>>| {
            app.with_records(|records| {
                let before = held.cloned().unwrap_or_default();
                let board = before.board.refreshed(records, &Viewer::organiser());
                let tally = Tally::on(&board, records);
                Arc::new(Ideas { board, tally })
            })
        });
        let desk = Self {
            app,
            roster,
            ideas,
            left: RwSignal::new(0),
            opened,
            turn,
            working: StoredValue::new(false),
        };
        effect(move || {
            app.with_records(|_| ());
            desk.work();
        });
        desk
    }

    /// What came from each agency. Tracked.
    pub(super) fn turnout(self) -> Turnout {
        let coverage = self.ideas.with(|ideas| Coverage::of(&ideas.board));
        self.roster.with(|roster| Turnout::of(roster, &coverage))
    }

    /// Opens what is there to be opened, unless that is going on already.
    fn work(self) {
        let was_working = self
            .working
            .try_update_value(|held| std::mem::replace(held, true));
        if was_working != Some(false) {
            return;
        }
        spawn(async move {
            // Another workshop may be opened meanwhile; then its boxes are next.
            while let Some(seed) = self.app.organiser_seed_untracked() {
                if self.open_all(&seed).await.is_some() && self.acknowledge().await.is_some() {
                    break;
                }
            }
            self.working.set_value(false);
        });
    }

    /// Opens all boxes of a workshop; `None` where it is no longer the open one, or the room was left.
    async fn open_all(self, seed: &OrganiserSeed) -> Option<()> {
        let workshop = seed.workshop();
        let (mut rest, mut show) = (clock::now_ms() + SLICE_MS, clock::now_ms() + SHOW_MS);
        loop {
            let tried = |id: &PatchId| self.opened.with_value(|all| all.contains_key(id));
            let boxes = self
                .app
                .with_records_untracked(|records| Boxed::untried(records, &tried));
            self.left.set(boxes.len());
            if boxes.is_empty() {
                self.turn.update(|turn| *turn += 1);
                return Some(());
            }
            for held in boxes {
                let content = open_one(seed, &held).await;
                if self.app.workshop_id() != Some(workshop) {
                    return None;
                }
                self.opened
                    .try_update_value(|all| all.insert(held.patch, content))?;
                self.left.update(|left| *left = left.saturating_sub(1));
                let now = clock::now_ms();
                if now > show {
                    self.turn.update(|turn| *turn += 1);
                    show = now + SHOW_MS;
                }
                if now > rest {
                    clock::breathe().await;
                    rest = clock::now_ms() + SLICE_MS;
                }
            }
        }
    }

    /// Writes the receipts that are missing; one that cannot be written is tried again when something changes.
    async fn acknowledge(self) -> Option<()> {
        let id = self.app.workshop_id();
        let roster = self.roster.with_untracked(Arc::clone);
        let awaiting = roster.entries.iter().filter(|entry| entry.awaits_receipt());
        let words: Vec<Word> = awaiting
            .map(|entry| Word {
                kind: Kind::Admission,
                about: entry.sealed.id,
                fields: vec![Admission::receipt(&entry.held)],
            })
            .collect();
        for some in words.chunks(RECEIPTS) {
            if self.app.workshop_id() != id {
                return None;
            }
            if self.app.organise(some.to_vec()).is_err() {
                return Some(());
            }
            clock::breathe().await;
        }
        Some(())
    }
}

async fn open_one(seed: &OrganiserSeed, held: &Boxed) -> Opened {
    let deflated = held.open(seed)?;
    let content = deflate::inflate(&deflated, MAX_CONTENT).await;
    read_box(&content.map_err(|_| Unreadable::Damaged)?)
}
