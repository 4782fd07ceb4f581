//! Short texts that people type or scan.

use gagas_domain::nip::{Nip, masked};
use gagas_domain::ticket::Ticket;
use gagas_domain::time::{Day, Instant};

use crate::holds;

/// What a camera read.
pub(crate) fn ticket(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Some(ticket) = Ticket::parse(text) {
        holds("a ticket has one text", ticket.to_qr() == text.trim());
    }
}

/// Times and days.
pub(crate) fn time(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Some(at) = Instant::parse(text) {
        holds("an instant is on its day", at.day().since(at.day()) == 0);
        holds(
            "a day has 1,440 minutes",
            (0..1_440).contains(&at.minute_of_day()),
        );
    }
    if let Some(day) = Day::parse(text) {
        holds("a day has one form", day.to_string() == text);
        holds("days are counted", day.plus(1).since(day) == 1);
    }
}

/// Numbers of civil servants.
pub(crate) fn nip(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(nip) = Nip::judge(text) {
        let again = Nip::judge(&nip.grouped());
        holds(
            "a number is read as it is shown",
            again.is_ok_and(|again| again.digits() == nip.digits()),
        );
    }
    drop(masked(text));
}
