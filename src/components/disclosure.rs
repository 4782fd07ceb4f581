//! Something that can be unfolded.

use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// How a disclosure starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Folded.
    #[default]
    Closed,
    /// Unfolded.
    Open,
}

/// A native disclosure.
#[component]
pub fn Disclosure(
    /// What can be unfolded.
    #[prop(into)]
    summary: Signal<String>,
    /// How it starts.
    #[prop(optional)]
    start: Start,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=start == Start::Open>
            <summary>{icon(Icon::ChevronRight)}<span>{summary}</span></summary>
            {children()}
        </details>
    }
}
