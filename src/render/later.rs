//! Parts of a page that are drawn once its first screen stands, some with each frame, so that a long
//! page opens as fast as a short one and answers in between.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use leptos::prelude::{document, request_animation_frame, set_timeout};
use wasm_bindgen_futures::spawn_local;

use super::{IntoView, View};
use crate::reactive::RwSignal;

/// How long drawing may hold the page up at a time, in ms.
const SLICE_MS: f64 = 5.0;

thread_local! {
    static WAITING: RefCell<Vec<RwSignal<bool>>> = const { RefCell::new(Vec::new()) };
    static DRAWN: Cell<Option<fn()>> = const { Cell::new(None) };
    static AT_ONCE: Cell<bool> = const { Cell::new(false) };
}

/// Becomes true when it is one's turn.
pub fn turn() -> RwSignal<bool> {
    let at_once = AT_ONCE.get();
    let turn = RwSignal::new(at_once);
    if !at_once {
        let first = WAITING.with_borrow_mut(|all| {
            all.push(turn);
            all.len() == 1
        });
        if first {
            after_paint();
        }
    }
    turn
}

/// Draws a part now, or when it is its turn.
pub fn later(now: bool, draw: impl Fn() -> View + 'static) -> View {
    if now {
        return draw();
    }
    let turn = turn();
    (move || turn.get().then(&draw)).into_view()
}

/// Draws all that waits as soon as this turn is over.
pub fn finish() {
    for turn in WAITING.take() {
        turn.set(true);
    }
}

/// Lets nothing wait from now on, or again: a page that is returned to needs its whole height at once.
/// The root element bears `data-whole` meanwhile, for styles that would only guess at heights.
pub fn draw_at_once(at_once: bool) {
    AT_ONCE.set(at_once);
    if let Some(root) = document().document_element() {
        // The name is a legal one.
        let _ = root.toggle_attribute_with_force("data-whole", at_once);
    }
}

/// Calls `run` once nothing waits to be drawn any more.
pub fn when_drawn(run: fn()) {
    if WAITING.with_borrow(Vec::is_empty) {
        run();
    } else {
        DRAWN.set(Some(run));
    }
}

fn after_paint() {
    request_animation_frame(|| set_timeout(|| spawn_local(slice()), Duration::ZERO));
}

/// Draws what is there of those that wait, as many as there is time for.
async fn slice() {
    let until = js_sys::Date::now() + SLICE_MS;
    while let Some(turn) = next() {
        turn.set(true);
        drawn().await;
        if js_sys::Date::now() >= until && WAITING.with_borrow(|all| !all.is_empty()) {
            return after_paint();
        }
    }
    if let Some(run) = DRAWN.take() {
        run();
    }
}

fn next() -> Option<RwSignal<bool>> {
    WAITING.with_borrow_mut(|all| {
        all.retain(|turn| turn.try_get_untracked().is_some());
        (!all.is_empty()).then(|| all.remove(0))
    })
}

/// Waits until what has changed is drawn: it stands in the queue already, and this goes to its end.
async fn drawn() {
    let mut queued = false;
    poll_fn(|context| {
        if std::mem::replace(&mut queued, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
