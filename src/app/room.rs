//! The organiser's pages, in the third part of the wasm, which only organisers' devices load.
//!
//! [`draw`] is its door, named in `crates/xtask/src/web/parts.rs`: nothing outside must call anything else there.

use crate::features::organiser;
use crate::render::prelude::*;

/// Draws the organiser's room.
#[inline(never)]
pub(super) fn draw() -> View {
    view! { <organiser::RoomPage/> }
}
