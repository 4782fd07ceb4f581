//! The pages of the second part of the wasm, which is loaded while the first page is looked at.
//!
//! `crates/xtask/src/web/parts.rs` names the modules of that part. [`draw`] is its door: what stands on
//! the first page must not call anything else there.

use super::Page;
use crate::features::{about, device, ideas, registration, sharing, start};
use crate::render::prelude::*;

/// Draws a page of the second part.
#[inline(never)]
pub(super) fn draw(page: Page) -> View {
    match page {
        // They are of other parts.
        Page::Loading | Page::Agenda | Page::Organiser => View::Empty,
        Page::Above => view! { <start::Above/> },
        Page::Start => view! { <start::StartPage/> },
        Page::Awaiting => view! { <start::AwaitingPage/> },
        Page::Unreadable => view! { <start::UnreadablePage/> },
        Page::Ideas => view! { <ideas::IdeasPage/> },
        Page::IdeaForm(id) => view! { <ideas::IdeaFormPage id/> },
        Page::Registration => view! { <registration::RegistrationPage/> },
        Page::RegistrationForm(id) => view! { <registration::FormPage id/> },
        Page::RegistrationOther => view! { <registration::OtherPage/> },
        Page::Ticket(id) => view! { <registration::TicketPage id/> },
        Page::More => view! { <device::MorePage/> },
        Page::Device => view! { <device::DevicePage/> },
        Page::Outbox => view! { <device::OutboxPage/> },
        Page::Share => view! { <sharing::SharePage/> },
        Page::Workshops => view! { <device::WorkshopsPage/> },
        Page::Announcements => view! { <about::AnnouncementsPage/> },
        Page::About => view! { <about::AboutPage/> },
        Page::Unknown => view! { <start::UnknownPage/> },
    }
}
