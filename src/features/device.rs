//! What is kept on this device: how much, backup, restore, erasing, what waits, other workshops.

use leptos::prelude::*;

use crate::components::PageHeader;

/// A page.
#[component]
pub fn MorePage() -> impl IntoView {
    view! { <PageHeader title="More"/> }
}

/// A page.
#[component]
pub fn DevicePage() -> impl IntoView {
    view! { <PageHeader title="Device"/> }
}

/// A page.
#[component]
pub fn OutboxPage() -> impl IntoView {
    view! { <PageHeader title="Outbox"/> }
}

/// A page.
#[component]
pub fn WorkshopsPage() -> impl IntoView {
    view! { <PageHeader title="Workshops"/> }
}
