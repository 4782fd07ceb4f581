//! Turns views into DOM: one type of view, so that its code is in the wasm once.
//!
//! A [`View`] is a plain tree with live parts: closures that signals of leptos run again. What a live
//! part returns is fitted into what stands there (see `patch`), so that an input keeps its focus and
//! its caret. Signals, owners, contexts and components are those of leptos; only its generic renderer
//! is left out, which made the app three times as heavy. The macro `view!` writes the calls.
//!
//! It knows nothing of workshops and has no styles.

mod attribute;
mod build;
mod each;
mod element;
mod into_view;
pub mod later;
mod live;
mod mount;
mod patch;
pub mod prelude;
mod template;

pub use attribute::{IntoValue, Kind, Value};
pub use each::{Each, each};
pub use element::{Element, NodeRef};
pub use into_view::{CollectView, IntoView};
pub use mount::{Mount, mount_to, mount_to_body};
pub use template::{Part, fill};

use std::sync::Arc;

use crate::reactive::Memo;

/// What is to be drawn.
#[derive(Default)]
pub enum View {
    /// Nothing.
    #[default]
    Empty,
    /// A text of the source.
    Static(&'static str),
    /// A text.
    Text(String),
    /// An element.
    Element(Box<Element>),
    /// One after the other.
    Many(Vec<View>),
    /// What the closure returns, again whenever a signal changes that it read.
    Live(Box<dyn FnMut() -> View>),
    /// A list whose entries keep their nodes while their keys stay.
    Each(Box<Each>),
}

/// What stands between the tags of a component, drawn once.
pub type Children = Box<dyn FnOnce() -> View>;

/// What stands between the tags of a component, drawn as often as it likes.
pub type ChildrenFn = Arc<dyn Fn() -> View + Send + Sync>;

/// What a component's property `children` is made from.
pub trait IntoChildren<F> {
    /// Boxes the closure.
    fn into_children(draw: F) -> Self;
}

impl<F: FnOnce() -> View + 'static> IntoChildren<F> for Children {
    fn into_children(draw: F) -> Self {
        Box::new(draw)
    }
}

impl<F: Fn() -> View + Send + Sync + 'static> IntoChildren<F> for ChildrenFn {
    fn into_children(draw: F) -> Self {
        Arc::new(draw)
    }
}

/// Draws its children while a condition holds, and anew only when the condition changes.
#[leptos::component]
pub fn Show<W: Fn() -> bool + Send + Sync + 'static>(
    /// The condition.
    when: W,
    /// What it draws.
    children: ChildrenFn,
) -> View {
    let when = Memo::new(move |_| when());
    (move || when.get().then(|| children())).into_view()
}
