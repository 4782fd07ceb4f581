//! The one place where components move focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves focus to the element with this id, if it is there.
pub fn focus_id(id: &str) {
    focus(document().get_element_by_id(id));
}

/// Moves focus to the heading of the content, or to the content where it has none.
pub fn focus_heading() {
    let find = |selector| document().query_selector(selector).ok().flatten();
    focus(find("main h1").or_else(|| find("main")));
}

pub(super) fn focus(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Returns an id that no other element of this page has.
pub(super) fn unique_id() -> String {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    ["u", &NEXT.fetch_add(1, Ordering::Relaxed).to_string()].concat()
}
