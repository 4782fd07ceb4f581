//! The ticket as a picture, to keep in the phone's gallery or pass on.

use gagas_domain::ticket::Ticket;
use web_sys::Blob;

use super::stored::Held;
use crate::components::qr_runs;
use crate::platform::picture;

/// Draws a ticket, with `code` below it.
pub(super) async fn draw(held: &Held, workshop: &str, code: &str) -> Option<Blob> {
    let ticket = Ticket {
        registration: held.id,
        secret: held.registration.ticket,
    };
    let runs = qr_runs(&ticket.to_qr())?;
    let name = held.registration.full_name();
    let lines = [workshop, &*name, &*held.registration.details.position];
    picture::draw(&lines, runs.size, &runs.runs, code).await
}
