//! The document: title, language, visibility, and what a page is asked to do with itself.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, VisibilityState, Window};

/// The window; absent only outside a browser.
#[must_use]
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
#[must_use]
pub fn document() -> Option<Document> {
    window()?.document()
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the document's language.
pub fn set_language(code: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // `lang` is a legal name, the one reason for which this could fail.
        drop(root.set_attribute("lang", code));
    }
}

/// The language the phone prefers (BCP 47); empty where it does not say.
#[must_use]
pub fn phone_language() -> String {
    window()
        .and_then(|window| window.navigator().language())
        .unwrap_or_default()
}

/// The phone's own zone (IANA); empty where it does not say.
#[must_use]
pub fn phone_zone() -> String {
    super::format::phone_zone()
}

/// Calls `run` on each event of that name at the window, for as long as the page lives.
pub fn on_window(event: &str, run: impl Fn() + 'static) {
    listen(window().as_deref(), event, run);
}

/// Calls `run` each time the page is hidden or left: the last moment that is sure to come.
pub fn on_leave(run: impl Fn() + Clone + 'static) {
    on_window("pagehide", run.clone());
    let Some(document) = document() else { return };
    let page = document.clone();
    listen(Some(&document), "visibilitychange", move || {
        if page.visibility_state() == VisibilityState::Hidden {
            run();
        }
    });
}

/// Calls `run` each time the page comes back into view.
pub fn on_return(run: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let page = document.clone();
    listen(Some(&document), "visibilitychange", move || {
        if page.visibility_state() == VisibilityState::Visible {
            run();
        }
    });
}

/// Tells whether the page can be seen.
#[must_use]
pub fn is_visible() -> bool {
    document().is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Prints the page.
pub fn print() {
    if let Some(window) = window() {
        // A browser that cannot print says so itself.
        drop(window.print());
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // Only a sandboxed frame may refuse.
        drop(window.location().reload());
    }
}

/// What the page says under a name in its head.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    let selector = ["meta[name=", name, "]"].concat();
    let found = document()?.query_selector(&selector).ok()?;
    found?.get_attribute("content")
}

/// Removes what stood on the page while the app was loading.
pub fn remove(id: &str) {
    if let Some(element) = element(id) {
        element.remove();
    }
}

/// Tells whether the page has an element of this id.
#[must_use]
pub fn is_there(id: &str) -> bool {
    element(id).is_some()
}

fn element(id: &str) -> Option<web_sys::Element> {
    document()?.get_element_by_id(id)
}

/// Returns what the boot script put into the window under this name for the app to call.
pub(super) fn function(name: &str) -> Option<Function> {
    let window = window()?;
    Reflect::get(&window, &name.into()).ok()?.dyn_into().ok()
}

/// Calls it, where it is there.
pub(super) fn call(name: &str) {
    if let Some(function) = function(name) {
        // The boot script says itself what goes wrong there.
        drop(function.call0(&JsValue::NULL));
    }
}

fn listen(target: Option<&web_sys::EventTarget>, event: &str, run: impl Fn() + 'static) {
    let Some(target) = target else { return };
    let closure = Closure::<dyn Fn()>::new(run);
    let listener = closure.as_ref().unchecked_ref();
    if target
        .add_event_listener_with_callback(event, listener)
        .is_ok()
    {
        // It lives as long as the page.
        closure.forget();
    }
}
