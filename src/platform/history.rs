//! The address bar and the browser's history.
//!
//! Each entry of the history bears a number, so that coming back to one can be told from a new one,
//! and its scroll position and focus can be restored.

use gagas_domain::sorted::SortedMap;
use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;
use web_sys::{History, Location};

use super::dom;

/// How an entry of the history was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// By a link, or an address that was typed.
    New,
    /// By going back or forth, to an entry that was left.
    Return,
}

struct Left {
    scroll: f64,
    focus: Option<String>,
}

thread_local! {
    static ENTRY: Cell<u32> = const { Cell::new(0) };
    static NEXT: Cell<u32> = const { Cell::new(1) };
    static LEFT: RefCell<SortedMap<u32, Left>> = const { RefCell::new(SortedMap::new()) };
}

/// The fragment of the address, with its `#`; empty where there is none.
#[must_use]
pub fn fragment() -> String {
    location()
        .and_then(|location| location.hash().ok())
        .unwrap_or_default()
}

/// The query of the address, with its `?`; empty where there is none.
#[must_use]
pub fn query() -> String {
    location()
        .and_then(|location| location.search().ok())
        .unwrap_or_default()
}

/// The address without query and fragment, as links begin with it.
#[must_use]
pub fn base() -> String {
    let Some(location) = location() else {
        return String::new();
    };
    let (origin, path) = (location.origin(), location.pathname());
    let (origin, path) = (origin.unwrap_or_default(), path.unwrap_or_default());
    let directory = path.rfind('/').map_or("/", |end| &path[..=end]);
    [&origin, directory].concat()
}

/// Opens a new entry of the history.
pub fn push(href: &str) {
    if let Some(location) = location() {
        // Only a sandboxed frame may refuse; the page stays where it is then.
        drop(location.set_hash(href));
    }
}

/// Changes the address without a new entry; hears no event.
pub fn replace(href: &str) {
    if let Some(history) = history() {
        let state = JsValue::from(ENTRY.get());
        drop(history.replace_state_with_url(&state, "", Some(href)));
    }
}

/// Goes one entry back.
pub fn back() {
    if let Some(history) = history() {
        drop(history.back());
    }
}

/// Takes scrolling over from the browser; called once.
pub fn start() {
    let Some(history) = history() else { return };
    let manual = JsValue::from("manual");
    // An old browser without it scrolls by itself, less exactly.
    drop(js_sys::Reflect::set(
        &history,
        &"scrollRestoration".into(),
        &manual,
    ));
    match history.state().ok().and_then(|state| state.as_f64()) {
        // A reload keeps its number; later ones must differ from all that may follow it.
        Some(number) => {
            ENTRY.set(number as u32);
            NEXT.set(number as u32 + 1000);
        }
        None => replace(&fragment_or_path()),
    }
}

/// Notes that the address has changed: remembers where the page that is left stood, and tells how
/// the new one was reached.
pub fn arrive() -> Arrival {
    let left = Left {
        scroll: scroll(),
        focus: focused(),
    };
    LEFT.with_borrow_mut(|all| all.insert(ENTRY.get(), left));
    let number = history().and_then(|history| history.state().ok()?.as_f64());
    if let Some(number) = number {
        ENTRY.set(number as u32);
        return Arrival::Return;
    }
    ENTRY.set(NEXT.replace(NEXT.get() + 1));
    replace(&fragment_or_path());
    Arrival::New
}

/// Puts the page where it stood when this entry was left; answers whether focus could be put back.
pub fn restore() -> bool {
    let entry = ENTRY.get();
    LEFT.with_borrow(|all| {
        let Some(left) = all.get(&entry) else {
            return false;
        };
        let focused = left.focus.as_deref().is_some_and(focus);
        scroll_to(left.scroll);
        focused
    })
}

/// Scrolls the page to a height in CSS pixels.
pub fn scroll_to(top: f64) {
    if let Some(window) = dom::window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

fn scroll() -> f64 {
    dom::window()
        .and_then(|window| window.scroll_y().ok())
        .unwrap_or(0.0)
}

/// What finds the focused element again: its id, or the address of a link.
fn focused() -> Option<String> {
    let element = dom::document()?.active_element()?;
    let id = element.id();
    if !id.is_empty() {
        return Some(["[id=\"", &id, "\"]"].concat());
    }
    let href = element.get_attribute("href")?;
    (!href.contains(['"', '\\'])).then(|| ["main a[href=\"", &href, "\"]"].concat())
}

fn focus(selector: &str) -> bool {
    use wasm_bindgen::JsCast;
    let found = dom::document().and_then(|document| document.query_selector(selector).ok()?);
    let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return false;
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

fn fragment_or_path() -> String {
    let (query, fragment) = (query(), fragment());
    if fragment.is_empty() && query.is_empty() {
        "./".into()
    } else {
        [query, fragment].concat()
    }
}

fn location() -> Option<Location> {
    dom::window().map(|window| window.location())
}

fn history() -> Option<History> {
    dom::window()?.history().ok()
}
