//! The agenda: days, now and next, stars, one session, calendar files and print.

use leptos::prelude::*;

use crate::components::PageHeader;

/// A page.
#[component]
pub fn AgendaPage() -> impl IntoView {
    view! { <PageHeader title="Agenda"/> }
}
