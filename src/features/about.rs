//! What Gagas is, how accessible it is, and news from the organiser.

use leptos::prelude::*;

use crate::components::PageHeader;

/// A page.
#[component]
pub fn AboutPage() -> impl IntoView {
    view! { <PageHeader title="About"/> }
}

/// A page.
#[component]
pub fn AnnouncementsPage() -> impl IntoView {
    view! { <PageHeader title="Announcements"/> }
}
