//! Forms that hold something which was typed and not handed in: the app is not swapped for a newer
//! one while there are any.

use crate::reactive::{Signal, StoredValue, effect};
use leptos::prelude::on_cleanup;

use super::App;

impl App {
    /// Counts a form as unfinished while `typed` holds, and no longer when the form is gone.
    pub fn guard(self, typed: Signal<bool>) {
        let counted = StoredValue::new(false);
        let count = move |on: bool| {
            let before = counted.try_update_value(|held| core::mem::replace(held, on));
            match (before, on) {
                (Some(false), true) => self.dirty.update(|n| *n += 1),
                (Some(true), false) => self.dirty.update(|n| *n = n.saturating_sub(1)),
                _ => {}
            }
        };
        effect(move || count(typed.get()));
        on_cleanup(move || count(false));
    }
}
