//! The organiser's room: what the committee sees of its workshop, on devices that hold its seed.

use crate::render::prelude::*;

use crate::components::{Back, PageHeader};
use crate::i18n::{common, organiser as texts, t};
use crate::route::Route;

/// The room.
#[component]
pub fn RoomPage() -> impl IntoView {
    let back = Back {
        href: Route::More.href(),
        label: t(common::MORE).into(),
    };
    view! {
        <div class="page">
            <PageHeader title=t(texts::ROOM) back/>
        </div>
    }
}
