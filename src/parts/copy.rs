//! Copying a text, and saying whether that worked.

use crate::components::Toaster;
use crate::i18n::{common, sharing, t};
use crate::platform::share;
use crate::platform::task::spawn;

/// Copies a text to the clipboard.
pub fn copy(toaster: Option<Toaster>, text: String) {
    spawn(async move {
        let done = share::copy(&text).await;
        if let Some(toaster) = toaster {
            toaster.say(t(if done {
                common::COPIED
            } else {
                sharing::COPY_FAILED
            }));
        }
    });
}
