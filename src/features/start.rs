//! Opening a workshop, and the states in which none is open.

use leptos::prelude::*;

use crate::components::PageHeader;

/// A page.
#[component]
pub fn StartPage() -> impl IntoView {
    view! { <PageHeader title="Start"/> }
}

/// A page.
#[component]
pub fn AwaitingPage() -> impl IntoView {
    view! { <PageHeader title="Awaiting"/> }
}

/// A page.
#[component]
pub fn UnreadablePage() -> impl IntoView {
    view! { <PageHeader title="Unreadable"/> }
}

/// A page.
#[component]
pub fn UnknownPage() -> impl IntoView {
    view! { <PageHeader title="Unknown"/> }
}

/// Banners.
#[component]
pub fn Banners() -> impl IntoView {}
