//! The list of registrations, and beside it on wide screens the one that is open.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::roster::{Content, Entry};
use gagas_domain::text::Query;

use super::desk::Desk;
use super::place::{Place, back};
use super::rows::{self, Row, joined};
use super::{entry, names, overview, sheet};
use crate::components::{EmptyKind, EmptyState, Icon, PageHeader, SearchField};
use crate::i18n::{common, organiser as texts, t, tf};
use crate::platform::format;

/// Draws the page.
pub(super) fn page(desk: Desk, place: Memo<Place>) -> View {
    let open = Memo::new(move |_| match place.get() {
        Place::Registration(id) => Some(id),
        _ => None,
    });
    let beside = move || match open.get() {
        Some(id) => entry::details(desk, id),
        None => view! {
            <EmptyState kind=EmptyKind::Nothing(Icon::Ticket) title=texts::CHOOSE/>
        }
        .into_view(),
    };
    view! {
        <div class="split" data-show=move || if open.get().is_some() { "detail" } else { "list" }>
            <div>
                <PageHeader title=texts::REGISTRATIONS back=back()/>
                {overview::opening(desk)}
                {list(desk, open)}
            </div>
            <div>{beside}</div>
        </div>
    }
    .into_view()
}

fn list(desk: Desk, open: Memo<Option<RecordId>>) -> View {
    let typed = RwSignal::new(String::new());
    let all = Memo::new(move |_| desk.roster.with(|roster| roster.entries.len()));
    let found = Memo::new(move |_| {
        let query = typed.with(|typed| Query::new(typed));
        let open = open.get();
        desk.ideas.with(|ideas| {
            desk.roster.with(|roster| {
                let found = roster.search(&query, ideas.board.agencies());
                let row = |entry: &Entry| row(entry, &ideas.board, open);
                found.into_iter().map(row).collect::<Vec<_>>()
            })
        })
    });
    let counts = move || {
        let shown = found.with(Vec::len);
        tf(
            texts::SHOWN,
            &[&format::number(shown), &format::number(all.get())],
        )
    };
    let is_empty = Memo::new(move |_| all.get() == 0);
    let draw = move || {
        if is_empty.get() {
            let kind = EmptyKind::Nothing(Icon::Ticket);
            return view! {
                <EmptyState kind title=texts::NO_REGISTRATIONS text=texts::NO_REGISTRATIONS_TEXT/>
            }
            .into_view();
        }
        view! {
            <div class="stack board-tools">
                <SearchField id="registration-search" label=texts::SEARCH value=typed
                    on_input=move |text| typed.set(text) clear=common::CLEAR_SEARCH/>
                <p class="meta" role="status">{counts}</p>
            </div>
            {rows::list(found)}
            {sheet::download(desk, texts::FILE_REGISTRATIONS, Some(texts::CSV_PRIVATE), sheet::registrations)}
        }
        .into_view()
    };
    view! { {draw} }.into_view()
}

fn row(entry: &Entry, board: &gagas_domain::board::Board, open: Option<RecordId>) -> Row {
    let id = entry.sealed.id;
    let note = entry.registration().map(|held| {
        let agency = names::agency_of(board, held);
        joined(&[&held.details.position, &agency])
    });
    Row {
        href: Place::Registration(id).href(),
        title: title(entry),
        note: note.unwrap_or_default(),
        counts: String::new(),
        marks: entry::marks(entry),
        here: open == Some(id),
    }
}

/// What a registration is called: by its person's name, where that can be read.
pub(super) fn title(entry: &Entry) -> String {
    let word = match &entry.content {
        Content::Open(held) => return held.full_name(),
        Content::Sealed => texts::SEALED,
        Content::Unreadable(_) => texts::UNREADABLE,
    };
    let id = entry.sealed.id.to_string();
    [t(word), " ", id.get(..6).unwrap_or_default()].concat()
}
