//! Links and codes to pass on.

use leptos::prelude::*;

use crate::components::PageHeader;

/// A page.
#[component]
pub fn SharePage() -> impl IntoView {
    view! { <PageHeader title="Share"/> }
}
