//! Catching up with the workshop's server: when a round is made, and what follows from how it went.
//!
//! Starts only where the page names a server; without one there is no request and nothing is shown. What an answer
//! changes belongs to `state`, what it means to the domain. Must not need to be alone: every tab may make rounds.

mod client;
mod live;
mod organiser;
mod round;

use std::cell::{Cell, RefCell};

use gagas_domain::id::{PatchId, WorkshopId};
use gagas_domain::sync::Cursor;
use gagas_domain::sync::client::back_off;

use crate::platform::task::spawn;
use crate::platform::{clock, dom, random};
use crate::reactive::{Memo, effect};
use crate::state::{App, Phase};
use crate::storage::workshop_store::QueueState;
use client::Trouble;

/// How long after a round the next one is made at the latest, in ms, whether a stream is open or not: one that a proxy
/// holds back looks like one on which nothing happens. With nothing new that costs about 1.1 kB up and 0.6 kB down, of a
/// page that the server has made already; a screen that is looked at costs the phone more.
const POLL_MS: u64 = 30_000;
/// How long to wait at most after failures in a row, in ms: without an answer, and where the server knows nothing of us.
const WAIT_MS: (u64, u64) = (60_000, 120_000);
/// After which time what was refused for now is sent again, in ms.
const AGAIN_MS: i64 = 600_000;
/// For how long a server may tell us to stay away, in ms.
const AWAY_MS: i64 = 600_000;

/// What is known as long as the page lives.
#[derive(Clone, Copy)]
struct Engine(App, &'static Held);

#[derive(Default)]
struct Held {
    /// A round is being made; another one is wanted after it.
    busy: Cell<bool>,
    wanted: Cell<bool>,
    failures: Cell<u32>,
    /// Only the newest timer counts.
    timer: Cell<u32>,
    /// The workshop that all that follows is about.
    workshop: Cell<Option<WorkshopId>>,
    /// What was pulled since the beginning, while that is on its way.
    pulled: RefCell<Option<Vec<PatchId>>>,
    /// When others' patches may be sent; when what was refused for now may; until when these wait (ms, this device).
    others_at: Cell<i64>,
    again_at: Cell<i64>,
    limited_until: Cell<i64>,
    limited: RefCell<Vec<PatchId>>,
    /// Before this the server wants to hear nothing (ms, this device).
    away_until: Cell<i64>,
    /// The server's create token as it was typed, until it was tried; nowhere else is it kept.
    create_token: RefCell<String>,
    /// The participants' link is to be replaced.
    rotates: Cell<bool>,
    /// So many generations further than is known here a link is tried, because the server does not know it and (`true`)
    /// does not want to make the workshop either; and whether that was done.
    further: Cell<(u32, bool)>,
    looked: Cell<bool>,
    /// How many times more all is read, with keys that had no place in a request.
    older: Cell<u32>,
    /// What the server will not have for now.
    stuck: RefCell<Vec<PatchId>>,
    /// What to add to this device's clock to get the server's, in ms.
    offset_ms: Cell<i64>,
    /// How far a visitor has read.
    visit: RefCell<Cursor>,
    /// How often reading began anew for other keys, when the round began.
    begun: Cell<u32>,
    /// How many patches a push may hold.
    batch: Cell<usize>,
    /// Proofs of one's keys, when they were signed (ms, the server's clock), for how many anonymous keys, and of which.
    proofs: RefCell<(i64, (u32, u32), String)>,
    live: live::Live,
}

/// Starts catching up; called once. The door to all of it: the second part of the wasm.
#[inline(never)]
pub fn start(app: App) {
    let engine = Engine(app, Box::leak(Box::default()));
    let soon = move || engine.soon();
    dom::on_window("online", soon);
    dom::on_window("focus", soon);
    dom::on_return(soon);
    dom::on_leave(move || engine.1.live.stop());
    // The newest write that waits: what is acknowledged is no reason to send.
    let waiting = Memo::new(move |_| {
        app.outbox.with(|all| {
            let waits = all
                .iter()
                .rfind(|queued| queued.state == QueueState::Waiting);
            waits.map(|queued| PatchId::of(&queued.patch.body))
        })
    });
    effect(move || {
        if waiting.get().is_some() {
            engine.wake();
        }
    });
    // Another workshop, or another invitation to this one.
    let place = Memo::new(move |_| {
        app.phase.track();
        (app.workshop_id(), app.with_meta(|_| app.bearer(0)))
    });
    effect(move || {
        // Read, not only followed: a memo that nobody reads follows nothing.
        place.with(|_| engine.soon());
    });
    effect(move || {
        if app.nudges.get() > 0 {
            // A person waits for it, or has just brought something in.
            engine.1.again_at.set(0);
            engine.1.others_at.set(0);
            engine.soon();
        }
    });
    effect(move || {
        if let Some(wish) = app.wish.get() {
            app.wish.set(None);
            engine.grant(wish);
        }
    });
    effect(move || {
        if app.queue_elsewhere.get() > 0 {
            spawn(app.reread());
        }
    });
}

impl Engine {
    /// Makes a round at once, whatever failed before.
    fn soon(self) {
        self.1.failures.set(0);
        self.wake();
    }

    /// Makes a round, or another one after that which is being made.
    fn wake(self) {
        self.1.wanted.set(true);
        if !self.1.busy.replace(true) {
            spawn(self.run());
        }
    }

    async fn run(self) {
        let Self(app, held) = self;
        let mut done = Ok(());
        while held.wanted.replace(false) {
            let id = app.workshop_id();
            if held.workshop.replace(id) != id {
                held.live.stop();
                held.pulled.replace(None);
                held.limited.take();
                held.stuck.take();
                held.again_at.set(0);
                held.away_until.set(0);
                held.create_token.take();
                app.create_token.set(String::new());
                held.rotates.set(false);
                held.looked.set(false);
                held.further.take();
                held.batch.set(usize::MAX);
                held.visit.take();
                // Every page that is opened draws anew: a hall full of phones may come back at once.
                self.put_off_others();
            }
            done = match id {
                Some(_) if clock::now_ms() < held.away_until.get() => Err(Trouble::Away),
                Some(id) if !app.is_local() => self.round(id).await,
                _ => Ok(()),
            };
        }
        held.busy.set(false);
        let opens = app
            .phase
            .with_untracked(|phase| matches!(phase, Phase::Open(_)));
        if held.workshop.get().is_some() && !opens {
            // Nothing came: what a server wrote into the page is all there is. A page that opens takes its place itself.
            dom::remove("waits");
        }
        let told = match done {
            Ok(()) => Some((false, false)),
            Err(Trouble::Refused) => Some((true, false)),
            Err(Trouble::Closed) => Some((false, true)),
            // Who does not answer says nothing of that.
            Err(_) => None,
        };
        let held_so = app
            .server
            .with_untracked(|server| (server.refused, server.asks_token));
        if let Some((refused, asks_token)) = told.filter(|told| *told != held_so) {
            app.server.update(|server| {
                server.refused = refused;
                server.asks_token = asks_token;
            });
        }
        self.later(match done {
            Ok(()) => {
                held.failures.set(0);
                held.looked.set(false);
                self.follow();
                let now = clock::now_ms();
                let next = |at: i64| u64::try_from(at - now).unwrap_or(0);
                let mut wait = POLL_MS - random::number() % (POLL_MS / 5);
                if !held.limited.borrow().is_empty() {
                    wait = wait.min(next(held.limited_until.get()).max(500));
                }
                if app.carries() && held.others_at.get() > now {
                    wait = wait.min(next(held.others_at.get()));
                }
                wait
            }
            Err(trouble) => {
                let failures = held.failures.get();
                held.failures.set(failures + 1);
                let (most, rare) = WAIT_MS;
                match trouble {
                    Trouble::Refused | Trouble::Closed => {
                        back_off(failures + 2, rare, random::number())
                    }
                    Trouble::Away => {
                        let left = held.away_until.get() - clock::now_ms();
                        u64::try_from(left).unwrap_or(0) + random::number() % 1_000
                    }
                    Trouble::Offline | Trouble::Odd => back_off(failures, most, random::number()),
                }
            }
        });
    }

    /// Makes a round after `ms`. One that nobody looks at only sends.
    fn later(self, ms: u64) {
        let timer = self.1.timer.get() + 1;
        self.1.timer.set(timer);
        clock::after(ms, move || {
            if self.1.timer.get() != timer {
                return;
            }
            if dom::is_visible() || self.0.waiting_untracked() > 0 {
                self.wake();
            } else {
                self.later(POLL_MS);
            }
        });
    }
}
