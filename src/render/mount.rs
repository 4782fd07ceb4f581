//! Where a view enters the document.

use any_spawner::Executor;
use leptos::prelude::{Owner, document};

use super::build::Mounted;
use super::{IntoView, View};

/// A view in the document; it stays while this lives, and its signals with it.
#[must_use = "what is drawn goes with it"]
pub struct Mount {
    owner: Owner,
    drawn: Option<Mounted>,
}

impl Mount {
    /// Lets it stand as long as the page.
    pub fn forget(self) {
        std::mem::forget(self);
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        if let Some(drawn) = self.drawn.take() {
            drawn.remove();
        }
        self.owner.cleanup();
    }
}

/// Draws a view at the end of an element.
pub fn mount_to<V: IntoView>(parent: &web_sys::Element, draw: impl FnOnce() -> V) -> Mount {
    mount(parent, || draw().into_view())
}

/// Draws a view at the end of the page, for as long as the page lives.
pub fn mount_to_body<V: IntoView>(draw: impl FnOnce() -> V) {
    if let Some(body) = document().body() {
        mount_to(&body, draw).forget();
    }
}

fn mount(parent: &web_sys::Element, draw: impl FnOnce() -> View) -> Mount {
    // An error says that somebody has done it already.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let drawn = owner.with(|| {
        let drawn = Mounted::build(draw());
        drawn.insert(parent, None);
        drawn
    });
    Mount {
        owner,
        drawn: Some(drawn),
    }
}
