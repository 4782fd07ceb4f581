//! Saying that something is saved, once it is.

use crate::components::Toaster;
use crate::platform::task::spawn;
use crate::state::App;

/// Says so when everything written so far is on the device. Where it is not, or never will be, a banner
/// says so already, and nothing else is said.
pub fn say_saved(app: App, toaster: Option<Toaster>, words: &'static str) {
    spawn(async move {
        if app.saved().await.is_ok()
            && let Some(toaster) = toaster
        {
            toaster.say(words);
        }
    });
}
