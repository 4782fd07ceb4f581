//! The idea board: cards, votes, comments, and the form that writes an idea.

use leptos::prelude::*;

use crate::components::PageHeader;
use gagas_domain::id::RecordId;

/// A page.
#[component]
pub fn IdeasPage() -> impl IntoView {
    view! { <PageHeader title="Ideas"/> }
}

/// A page.
#[component]
pub fn IdeaFormPage(
    /// The record.
    #[expect(unused_variables, reason = "drawn later")]
    id: Option<RecordId>,
) -> impl IntoView {
    view! { <PageHeader title="IdeaForm"/> }
}
