//! The organiser's room: who registered, which agencies are missing, which ideas there are, and a table of each.
//!
//! Everything comes from what is on this device, however it arrived. What is in the boxes is held only while the room is
//! open and is never stored.

mod agencies;
mod desk;
mod entry;
mod ideas;
mod link;
mod names;
mod overview;
mod place;
mod registrations;
mod remind;
mod rows;
mod sheet;
mod table;

use crate::render::prelude::*;

use crate::route::Route;
use crate::state::use_app;
use desk::Desk;
use place::Place;

/// What is drawn; another registration beside the list draws nothing anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Overview,
    Registrations,
    Agencies,
    Ideas,
    Link,
}

/// The room, and what of it the address names.
#[component]
pub fn RoomPage() -> impl IntoView {
    let app = use_app();
    let desk = Desk::open(app);
    let place = Memo::new(move |held: Option<&Place>| match app.route.get() {
        Route::Organiser(path) => Place::read(&path),
        // The page is about to go.
        _ => held.copied().unwrap_or(Place::Overview),
    });
    let page = Memo::new(move |_| match place.get() {
        Place::Overview => Page::Overview,
        Place::Registrations | Place::Registration(_) => Page::Registrations,
        Place::Agencies => Page::Agencies,
        Place::Ideas => Page::Ideas,
        Place::Link => Page::Link,
    });
    move || match page.get() {
        Page::Overview => overview::page(desk),
        Page::Registrations => registrations::page(desk, place),
        Page::Agencies => agencies::page(desk),
        Page::Ideas => ideas::page(desk),
        Page::Link => link::page(desk),
    }
}
