//! The ticket as a picture, to keep in the phone's gallery or pass on.

use gagas_domain::ticket::Ticket;

use super::stored::Held;
use crate::components::qr_runs;
use crate::platform::{files, picture};

/// Draws a ticket and saves it; answers whether the browser took the file.
pub(super) async fn save(held: &Held, workshop: &str, code: &str, file: &str) -> bool {
    let ticket = Ticket {
        registration: held.id,
        secret: held.registration.ticket,
    };
    let Some(runs) = qr_runs(&ticket.to_qr()) else {
        return false;
    };
    let name = held.registration.full_name();
    let lines = [workshop, &*name, &*held.registration.details.position];
    match picture::draw(&lines, runs.size, &runs.runs, code).await {
        Some(blob) => files::save_blob(file, &blob),
        None => false,
    }
}
