//! What agencies and people are called on the pages and in the tables.

use gagas_domain::board::{Board, Card};
use gagas_domain::view::Registration;

use crate::i18n::{Text, codes, lang, organiser as texts, registration as form, t};

/// What somebody filled in: what it is called, and how it is read.
pub(super) type Field = (Text, fn(&Registration, &Board) -> String);

/// Everything that can be filled in, in the order of the form.
pub(super) const FIELDS: [Field; 12] = [
    (form::FRONT, |held, _| held.details.titles_front.clone()),
    (form::NAME, |held, _| held.details.name.clone()),
    (form::BACK, |held, _| held.details.titles_back.clone()),
    (form::POSITION, |held, _| held.details.position.clone()),
    (form::AGENCY, |held, board| agency_of(board, held)),
    (form::ATTENDING, |held, _| {
        let attending = held.details.attending.map(codes::attending);
        attending.unwrap_or_default().into()
    }),
    (form::BEHALF_OF, |held, _| held.details.behalf_of.clone()),
    (form::PHONE, |held, _| held.details.phone.clone()),
    (form::EMAIL, |held, _| held.details.email.clone()),
    (form::NIP, |held, _| held.details.nip.clone()),
    (form::RANK, |held, _| held.details.rank.clone()),
    (form::ACCESS, |held, _| held.details.access.clone()),
];

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
