//! The one place where components move focus.

use crate::render::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves focus to the element with this id, if it is there.
pub fn focus_id(id: &str) {
    focus(document().get_element_by_id(id));
}

/// Moves focus to the heading of the content, or to the content where it has none. Whoever was quicker
/// and is in a field of it already stays there.
pub fn focus_heading() {
    let active = document().active_element();
    let is_typing = active.is_some_and(|active| {
        active
            .matches("main :is(input, textarea, select)")
            .is_ok_and(|is| is)
    });
    if !is_typing {
        focus(heading_or_main());
    }
}

/// Keeps focus on what was clicked: Safari leaves it on the page, and a dialog that closes could not
/// bring it back.
pub(super) fn keep_focus(event: &web_sys::MouseEvent) {
    focus_in_place(
        event
            .current_target()
            .and_then(|target| target.dyn_into().ok()),
    );
}

/// Gives focus back to where it was, without scrolling; to the heading where that is gone.
pub(super) fn give_back(origin: Option<web_sys::Element>) {
    let there = |element: &web_sys::Element| {
        element.is_connected() && !element.tag_name().eq_ignore_ascii_case("body")
    };
    focus_in_place(origin.filter(there).or_else(heading_or_main));
}

/// Moves focus and scrolls there. An element that cannot take focus leaves it where it is.
pub(super) fn focus(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn focus_in_place(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// The content's heading that can be seen: a list beside which one entry is shown may hide its own.
pub fn heading() -> Option<web_sys::Element> {
    let all = document().query_selector_all("main h1").ok()?;
    let mut all = (0..all.length()).filter_map(|n| all.item(n)?.dyn_into().ok());
    let is_seen = |heading: &web_sys::Element| heading.get_client_rects().length() > 0;
    all.rfind(is_seen)
}

fn heading_or_main() -> Option<web_sys::Element> {
    heading().or_else(|| document().get_element_by_id("main"))
}

/// Takes focus from the content, whose page is about to go.
pub fn leave_focus() {
    if let Some(active) = document().active_element()
        && let Some(active) = active.dyn_ref::<HtmlElement>()
        && active.closest("main").is_ok_and(|main| main.is_some())
    {
        let _ = active.blur();
    }
}

/// Returns an id that no other element of this page has.
pub(super) fn unique_id() -> String {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    ["u", &NEXT.fetch_add(1, Ordering::Relaxed).to_string()].concat()
}
