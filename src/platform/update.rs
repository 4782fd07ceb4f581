//! A newer version of the app, which the boot script tells of and switches to.

use super::dom;

/// What the boot script puts into the window once a newer version is ready.
const SWITCH: &str = "gagasUpdate";

/// Calls `run` when a newer version is ready, at once where it already is.
pub fn on_ready(run: impl Fn() + 'static) {
    if dom::function(SWITCH).is_some() {
        run();
    }
    dom::on_window("gagas-update", run);
}

/// Switches to the newer version, which loads the page anew.
pub fn take() {
    // A failure leaves the old version running.
    dom::call(SWITCH);
}
