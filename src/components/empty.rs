//! What stands where content would: nothing yet, still loading, or failed.

use super::MaybeText;
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// Why there is no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyKind {
    /// There is none; the icon says of what.
    Nothing(Icon),
    /// It is on its way.
    Loading,
    /// It could not be had. Announced at once when it appears.
    Failed,
}

/// A screen or part without content: says why, and what can be done.
#[component]
pub fn EmptyState(
    /// Why there is no content.
    kind: EmptyKind,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The words.
    #[prop(optional, into)]
    text: MaybeText,
    /// What can be done about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, role) = match kind {
        EmptyKind::Nothing(_) => ("empty", None),
        EmptyKind::Loading => ("empty", Some("status")),
        EmptyKind::Failed => ("empty bad", Some("alert")),
    };
    let sign = match kind {
        EmptyKind::Nothing(shown) => icon(shown),
        EmptyKind::Failed => icon(Icon::TriangleAlert),
        EmptyKind::Loading => view! { <i class="spin"></i> },
    };
    view! {
        <div class=class role=role>
            {sign}
            <h2>{title}</h2>
            {move || text.get().map(|text| view! { <p>{text}</p> })}
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}
