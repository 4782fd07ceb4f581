//! A newer version of the app, which the boot script tells of and switches to.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::dom;

/// Calls `run` when a newer version is ready, at once where it already is.
pub fn on_ready(run: impl Fn() + 'static) {
    if switch().is_some() {
        run();
    }
    dom::on_window("gagas-update", run);
}

/// Switches to the newer version, which loads the page anew.
pub fn take() {
    if let Some(switch) = switch() {
        // It reloads the page; a failure leaves the old version running.
        drop(switch.call0(&JsValue::NULL));
    }
}

fn switch() -> Option<Function> {
    let window = dom::window()?;
    Reflect::get(&window, &"gagasUpdate".into())
        .ok()?
        .dyn_into()
        .ok()
}
