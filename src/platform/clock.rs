//! The device's clock and timers.

use std::time::Duration;

use leptos::prelude::{set_interval, set_timeout};
use wasm_bindgen_futures::JsFuture;

/// The device's clock, in ms since the epoch (UTC).
#[must_use]
pub fn now_ms() -> i64 {
    // A double holds whole milliseconds exactly for 285,000 years.
    js_sys::Date::now() as i64
}

/// The device's own offset from UTC at an instant, in minutes east.
#[must_use]
pub fn offset_minutes(at_ms: i64) -> i16 {
    let date = js_sys::Date::new(&(at_ms as f64).into());
    -(date.get_timezone_offset() as i16)
}

/// Calls `tick` every `ms` milliseconds for as long as the page lives.
pub fn every(ms: u64, tick: impl Fn() + 'static) {
    set_interval(tick, Duration::from_millis(ms));
}

/// Calls `run` once, after `ms` milliseconds.
pub fn after(ms: u64, run: impl FnOnce() + 'static) {
    set_timeout(run, Duration::from_millis(ms));
}

/// Lets the page draw and answer before going on.
pub async fn breathe() {
    pause(0).await;
}

/// Waits `ms` milliseconds.
pub async fn pause(ms: u64) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let wait = || {
            let resolve = resolve.clone();
            set_timeout(
                // The promise has no other end, and nobody hears of a failure to resolve it.
                move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)),
                Duration::from_millis(ms),
            );
        };
        wait();
    });
    // It is only ever resolved.
    drop(JsFuture::from(promise).await);
}
