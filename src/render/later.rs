//! Parts of a page that are drawn once its first screen stands, one with each frame, so that a long
//! page opens as fast as a short one.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::{document, request_animation_frame, set_timeout};

use super::{IntoView, View};
use crate::reactive::RwSignal;

thread_local! {
    static WAITING: RefCell<Vec<RwSignal<bool>>> = const { RefCell::new(Vec::new()) };
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

fn after_paint() {
    request_animation_frame(|| set_timeout(next, Duration::ZERO));
}

/// Draws the first that is still there.
fn next() {
    let (turn, more) = WAITING.with_borrow_mut(|all| {
        all.retain(|turn| turn.try_get_untracked().is_some());
        let turn = (!all.is_empty()).then(|| all.remove(0));
        (turn, !all.is_empty())
    });
    if let Some(turn) = turn {
        turn.set(true);
    }
    if more {
        after_paint();
    }
}
