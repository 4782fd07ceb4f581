//! The later parts of the wasm, which the boot script loads: the second one once the first page stands, the
//! others when they are asked for.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::dom;

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// It is on its way.
    Coming,
    /// Its pages can be drawn.
    Here,
    /// It did not come; the boot script tries again.
    Failed,
}

/// Calls `run` with each state of the second part, and at once with the present one.
pub fn follow(run: impl Fn(Rest) + 'static) {
    follow_part("gagasRest", run);
}

/// The same for the part that a server needs, which is on its way from [`ask_sync`] on.
pub fn follow_sync(run: impl Fn(Rest) + 'static) {
    follow_part("gagasSync", run);
}

/// Asks for the part that a server needs. It is loaded once, and kept on this device for good.
pub fn ask_sync() {
    dom::call("gagasAskSync");
}

/// The same for the organiser's part, which is on its way from [`ask_room`] on.
pub fn follow_room(run: impl Fn(Rest) + 'static) {
    follow_part("gagasRoom", run);
}

/// Asks for the organiser's part. It is loaded once, and kept on this device for good.
pub fn ask_room() {
    dom::call("gagasAskRoom");
}

/// The boot script tells of a part by one name: that of its event, and of its state in the window.
fn follow_part(name: &'static str, run: impl Fn(Rest) + 'static) {
    run(now(name));
    dom::on_window(name, move || run(now(name)));
}

fn now(name: &str) -> Rest {
    let state = dom::window().and_then(|window| Reflect::get(&window, &name.into()).ok());
    match state.as_ref().and_then(JsValue::as_bool) {
        Some(true) => Rest::Here,
        Some(false) => Rest::Failed,
        None => Rest::Coming,
    }
}
