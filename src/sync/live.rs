//! Pokes: one stream a browser tells that there is something new. While nobody looks, none is open.
//!
//! Tabs take turns by a lock of the browser, for HTTP/1.1 allows six connections; the others hear of what came by the
//! workshop's channel. Without locks each tab has its stream.

use std::cell::{Cell, RefCell};

use gagas_domain::id::WorkshopId;
use gagas_domain::sync::client::{back_off, poked};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

use super::Engine;
use crate::platform::task::spawn;
use crate::platform::{clock, dom, random, request};
use crate::state::Server;
use crate::storage::names;

/// After which silence a stream is taken for dead, in ms: heartbeats come every 15 s.
const SILENCE_MS: i64 = 40_000;
/// How long to wait at most after failures in a row, in ms.
const WAIT_MS: u64 = 60_000;

/// The stream of this tab.
#[derive(Default)]
pub(super) struct Live {
    /// The workshop for which it waits for its turn, or has it.
    asked: Cell<Option<WorkshopId>>,
    stop: RefCell<Option<AbortController>>,
    open: Cell<bool>,
    /// How many keys were proved when the stream was opened.
    keys: Cell<Option<u32>>,
}

impl Live {
    /// Tells whether a stream is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.get()
    }

    /// Closes the stream.
    pub(super) fn stop(&self) {
        if let Some(stop) = self.stop.take() {
            stop.abort();
        }
    }
}

impl Engine {
    /// Opens a stream, as soon as it is this tab's turn.
    pub(super) fn follow(self) {
        if self.1.live.is_open() && self.1.live.keys.get() != self.key_count() {
            // What only the new keys may read is told by a stream that proves them.
            self.1.live.stop();
        }
        let ready = self.0.workshop_id().filter(|_| !self.0.is_local());
        let Some(id) = ready.filter(|_| self.listens()) else {
            return;
        };
        let asked = &self.1.live.asked;
        if asked.replace(Some(id)) == Some(id) {
            return;
        }
        // The lock is held until this promise is fulfilled.
        let turn = Closure::once_into_js(move || {
            Promise::new(&mut |done: Function, _| {
                spawn(async move {
                    self.stream(id).await;
                    if asked.get() == Some(id) {
                        asked.set(None);
                    }
                    // The promise has no other end.
                    drop(done.call0(&JsValue::NULL));
                });
            })
        });
        let name = names::workshop(&names::scope(), &id);
        let locks = dom::window().map(|window| window.navigator());
        let locks = locks.and_then(|navigator| Reflect::get(&navigator, &"locks".into()).ok());
        let request = locks.as_ref().and_then(|locks| {
            let request = Reflect::get(locks, &"request".into()).ok()?;
            request.dyn_into::<Function>().ok()
        });
        match (locks, request) {
            (Some(locks), Some(request)) => {
                // A page that goes away gives its turn back.
                drop(request.call2(&locks, &name.into(), &turn));
            }
            _ => drop(turn.unchecked_into::<Function>().call0(&JsValue::NULL)),
        }
    }

    /// Tells whether somebody looks, and the server knows us.
    fn listens(self) -> bool {
        let known = |server: &Server| !server.refused && !server.asks_token;
        dom::is_visible() && self.0.server.with_untracked(known)
    }

    /// Keeps a stream open for as long as somebody looks at this workshop.
    async fn stream(self, id: WorkshopId) {
        let Self(app, held) = self;
        let mut failures = 0;
        while self.listens() && app.workshop_id() == Some(id) {
            let Ok(stop) = AbortController::new() else {
                return;
            };
            held.live.stop.replace(Some(stop.clone()));
            let began = clock::now_ms();
            held.live.keys.set(self.key_count());
            let mut line = String::new();
            let heard = move |piece: String| {
                held.live.open.set(true);
                line.push_str(&piece);
                while let Some(end) = line.find('\n') {
                    let rest = line.split_off(end + 1);
                    if let Some(poke) = line.strip_prefix("data:") {
                        self.poke(poke);
                    }
                    line = rest;
                }
            };
            let ask = self.ask(&id, "/events", None);
            // How it ended says nothing: it is opened again for as long as somebody looks.
            let _ = request::listen(&ask, &stop, SILENCE_MS, heard).await;
            held.live.open.set(false);
            let lasted = clock::now_ms() - began > SILENCE_MS;
            failures = if lasted { 0 } else { failures + 1 };
            clock::pause(back_off(failures, WAIT_MS, random::number())).await;
            if self.listens() {
                // What came meanwhile was told to nobody, and the server may be another one.
                self.wake();
            }
        }
    }

    fn key_count(self) -> Option<u32> {
        self.0.keys().map(|keys| keys.anonymous())
    }

    /// Reads what is new, where the poke tells of more than is here.
    fn poke(self, poke: &str) {
        if let Some(spread) = poked(poke, &self.0.progress()) {
            // A hall full of phones does not ask in the same moment.
            clock::after(random::number() % (spread + 1), move || self.wake());
        }
    }
}
