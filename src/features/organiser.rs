//! The organiser's room: who registered, which agencies are missing, which ideas there are, and a table of each.
//!
//! Everything comes from what is on this device, however it arrived. What is in the boxes is held only while the room is
//! open and is never stored.
#![expect(unreachable_pub, reason = "the component macro makes props public")]

mod agencies;
mod desk;
mod entry;
mod ideas;
mod names;
mod overview;
mod registrations;
mod remind;
mod sheet;
mod table;

use crate::render::prelude::*;
use gagas_domain::id::RecordId;

use crate::components::Back;
use crate::i18n::{organiser as texts, t};
use crate::route::{Room, Route};
use crate::state::use_app;
use desk::Desk;

/// What is drawn; another registration beside the list draws nothing anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Overview,
    Registrations,
    Agencies,
    Ideas,
}

/// The room, and what of it the address names.
#[component]
pub fn RoomPage() -> impl IntoView {
    let app = use_app();
    let desk = Desk::open(app);
    let place = Memo::new(move |held: Option<&Place>| match app.route.get() {
        Route::Organiser(Room::Overview) => Place::Overview,
        Route::Organiser(Room::Registrations | Room::Registration(_)) => Place::Registrations,
        Route::Organiser(Room::Agencies) => Place::Agencies,
        Route::Organiser(Room::Ideas) => Place::Ideas,
        // The page is about to go.
        _ => held.copied().unwrap_or(Place::Overview),
    });
    move || match place.get() {
        Place::Overview => view! { <overview::Overview desk/> },
        Place::Registrations => view! { <registrations::Registrations desk/> },
        Place::Agencies => view! { <agencies::Agencies desk/> },
        Place::Ideas => view! { <ideas::Ideas desk/> },
    }
}

/// The address of a page of the room.
fn href(room: Room) -> String {
    Route::Organiser(room).href()
}

/// The address of a registration.
fn entry_href(id: RecordId) -> String {
    href(Room::Registration(id))
}

/// The way back to the overview.
fn back() -> Back {
    Back {
        href: href(Room::Overview),
        label: t(texts::ROOM).into(),
    }
}
