//! The second part of the wasm, which the boot script loads once the first page stands.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::dom;

/// How far the second part is.
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
    run(now());
    dom::on_window("gagas-rest", move || run(now()));
}

fn now() -> Rest {
    let state = dom::window().and_then(|window| Reflect::get(&window, &"gagasRest".into()).ok());
    match state.as_ref().and_then(JsValue::as_bool) {
        Some(true) => Rest::Here,
        Some(false) => Rest::Failed,
        None => Rest::Coming,
    }
}
