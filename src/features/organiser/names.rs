//! What agencies and people are called on the pages and in the tables.

use gagas_domain::board::{Board, Card};
use gagas_domain::view::Registration;

use crate::i18n::{lang, organiser as texts, t};

/// The agency somebody registered from, or the name that was typed.
pub(super) fn agency_of(board: &Board, registration: &Registration) -> String {
    let details = &registration.details;
    let listed = details.agency.and_then(|id| board.agency(&id));
    match listed {
        Some(agency) => agency.name.get(lang().is_english()).into(),
        None => details.agency_other.clone(),
    }
}

/// The agency an idea comes from; empty where it names none.
pub(super) fn agency_of_idea(board: &Board, card: &Card) -> String {
    let listed = card.idea.agency.and_then(|id| board.agency(&id));
    match listed {
        Some(agency) => agency.name.get(lang().is_english()).into(),
        None => card.idea.agency_other.clone().unwrap_or_default(),
    }
}

/// The author of an idea. One who is anonymous to peers wrote no name, and none is looked for.
pub(super) fn author_of(card: &Card) -> String {
    match (&card.idea.name, card.idea.anonymous) {
        (_, true) => t(texts::ANONYMOUS).into(),
        (Some(name), false) => name.clone(),
        (None, false) => String::new(),
    }
}
