//! Registration: its state, the form, tickets, consents, and registering others.

use leptos::prelude::*;

use crate::components::PageHeader;
use gagas_domain::id::RecordId;

/// A page.
#[component]
pub fn RegistrationPage() -> impl IntoView {
    view! { <PageHeader title="Registration"/> }
}

/// A page.
#[component]
pub fn FormPage(
    /// The record.
    #[expect(unused_variables, reason = "drawn later")]
    id: Option<RecordId>,
) -> impl IntoView {
    view! { <PageHeader title="Form"/> }
}

/// A page.
#[component]
pub fn OtherPage() -> impl IntoView {
    view! { <PageHeader title="Other"/> }
}

/// A page.
#[component]
pub fn TicketPage(
    /// The record.
    #[expect(unused_variables, reason = "drawn later")]
    id: RecordId,
) -> impl IntoView {
    view! { <PageHeader title="Ticket"/> }
}
