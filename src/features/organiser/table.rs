//! The tables, as pure functions: which columns there are and what stands in each cell.

use gagas_domain::board::Board;
use gagas_domain::csv::{Cell, Separator, Table};
use gagas_domain::id::RecordId;
use gagas_domain::roster::{Content, Entry, Roster, Turnout};
use gagas_domain::tally::Tally;
use gagas_domain::time::Instant;
use gagas_domain::view::{Consent, Registration};

use super::{ideas::ranked, names};
use crate::i18n::{
    Lang, Text, codes, common, ideas as board_texts, lang, organiser as texts,
    registration as form, t,
};

/// The separator of the interface's language: where the comma stands in numbers, cells are separated by semicolons.
fn separator() -> Separator {
    match lang() {
        Lang::Id => Separator::Semicolon,
        Lang::En => Separator::Comma,
    }
}

fn begin(titles: &[Text]) -> Table {
    let titles: Vec<&str> = titles.iter().map(|title| t(*title)).collect();
    Table::new(separator(), &titles)
}

/// Who registered. `offset` is that of the workshop's zone, in minutes east of UTC. The secret of a ticket stays out.
pub(super) fn registrations(
    roster: &Roster,
    board: &Board,
    asked: &[Consent],
    offset: i16,
) -> String {
    let mut titles: Vec<&str> = names::FIELDS.iter().map(|(title, _)| t(*title)).collect();
    let purposes = asked.iter();
    titles.extend(purposes.map(|consent| consent.text.get(lang().is_english())));
    let after = [
        texts::STATE,
        texts::NOTE,
        texts::WRITTEN,
        texts::CHANGED,
        texts::NUMBER,
    ];
    titles.extend(after.map(t));
    let mut table = Table::new(separator(), &titles);
    for entry in &roster.entries {
        let held = entry.registration();
        let read = |(_, read): &names::Field| held.map(|held| read(held, board));
        let mut words: Vec<String> = names::FIELDS
            .iter()
            .map(|field| read(field).unwrap_or_default())
            .collect();
        words.extend(asked.iter().map(|consent| choice(held, consent).into()));
        words.extend([state(entry).into(), note(entry)]);
        let id = entry.sealed.id.to_string();
        let mut row: Vec<Cell<'_>> = words.iter().map(|text| Cell::Text(text)).collect();
        row.extend([
            moment(Some(entry.sealed.created_ms), offset),
            moment(entry.sealed.edited_ms, offset),
            Cell::Text(&id),
        ]);
        table.row(&row);
    }
    table.finish()
}

/// Every agency with what came from it.
pub(super) fn agencies(turnout: &Turnout) -> String {
    let mut table = begin(&[
        form::AGENCY,
        texts::SHORT,
        texts::REGISTERED_TITLE,
        texts::MISSING_TITLE,
        common::IDEAS,
    ]);
    for row in &turnout.agencies {
        let missing = if row.registered == 0 {
            t(texts::MISSING_YES)
        } else {
            ""
        };
        table.row(&[
            Cell::Text(row.agency.name.get(lang().is_english())),
            Cell::Text(row.agency.short.as_deref().unwrap_or_default()),
            Cell::Count(row.registered),
            Cell::Text(missing),
            Cell::Count(row.ideas),
        ]);
    }
    table.finish()
}

/// The ideas with their support. Whoever is anonymous to peers stays so: a table is passed on.
pub(super) fn ideas(board: &Board, tally: &Tally, offset: i16) -> String {
    let mut table = begin(&[
        board_texts::TITLE,
        board_texts::PROBLEM,
        board_texts::IDEA,
        board_texts::AGENCY,
        texts::AUTHOR,
        board_texts::FORM,
        board_texts::TYPE,
        board_texts::SHAPE,
        board_texts::NOVELTY,
        texts::VOTES_TITLE,
        texts::VOTERS,
        texts::COMMENTS,
        board_texts::STATUS,
        texts::WRITTEN,
        texts::NUMBER,
    ]);
    let count = |n: u32| Cell::Count(usize::try_from(n).unwrap_or(usize::MAX));
    for (card, support) in ranked(board, tally) {
        let idea = &card.idea;
        let shapes: Vec<&str> = idea
            .shapes
            .iter()
            .map(|shape| codes::shape(*shape))
            .collect();
        let status = if card.hidden {
            t(texts::HIDDEN)
        } else {
            codes::status(card.status)
        };
        table.row(&[
            Cell::Text(&idea.title),
            Cell::Text(idea.problem.as_deref().unwrap_or_default()),
            Cell::Text(idea.idea.as_deref().unwrap_or_default()),
            Cell::Text(&names::agency_of_idea(board, &card)),
            Cell::Text(&names::author_of(&card)),
            Cell::Text(idea.form.map(codes::form).unwrap_or_default()),
            Cell::Text(idea.kind.map(codes::idea_type).unwrap_or_default()),
            Cell::Text(&shapes.join(" / ")),
            Cell::Text(idea.novelty.map(codes::novelty).unwrap_or_default()),
            count(support.votes),
            count(support.voters),
            count(card.comments),
            Cell::Text(status),
            moment(Some(idea.created_ms), offset),
            Cell::Text(&idea.id.to_string()),
        ]);
    }
    table.finish()
}

fn moment(at_ms: Option<u64>, offset: i16) -> Cell<'static> {
    match at_ms.and_then(|ms| i64::try_from(ms).ok()) {
        Some(ms) => Cell::Moment(Instant::new(ms, offset)),
        None => Cell::Text(""),
    }
}

fn choice(held: Option<&Registration>, consent: &Consent) -> &'static str {
    let made = held.map(|held| held.details.choice(&consent.id, consent.version));
    match made {
        None => "",
        Some(Some(true)) => t(texts::YES),
        Some(Some(false)) => t(texts::NO),
        Some(None) => t(texts::UNASKED),
    }
}

fn state(entry: &Entry) -> &'static str {
    match (&entry.content, entry.state.as_deref()) {
        _ if entry.sealed.cancelled => t(texts::CANCELLED),
        (Content::Sealed, _) => t(texts::SEALED),
        (Content::Unreadable(_), _) => t(texts::UNREADABLE),
        (Content::Open(_), Some(state)) => texts::decided(state),
        (Content::Open(_), None) => t(texts::HOLDS),
    }
}

/// What is to be known beside it: why it cannot be read, or whose twin it is.
fn note(entry: &Entry) -> String {
    if let Content::Unreadable(why) = entry.content {
        return texts::unreadable(why).into();
    }
    let twin = |other: RecordId| [t(texts::TWICE), ": ", &other.to_string()].concat();
    entry.twin.map(twin).unwrap_or_default()
}

#[cfg(test)]
mod tests;
