//! The list of registrations, and beside it on wide screens the one that is open.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::roster::{Content, Entry};
use gagas_domain::text::Query;

use super::desk::Desk;
use super::entry::{Details, marks};
use super::overview::Opening;
use super::sheet::{self, Download};
use super::{back, entry_href, names};
use crate::components::{Button, EmptyKind, EmptyState, Icon, PageHeader, SearchField, Width};
use crate::i18n::{common, organiser as texts, t, tf};
use crate::platform::format;
use crate::route::{Room, Route};

/// How many lines stand there without being asked for, and how many more at a time.
const CHUNK: usize = 60;

#[component]
pub(super) fn Registrations(desk: Desk) -> impl IntoView {
    let app = desk.app;
    let open = Memo::new(move |_| match app.route.get() {
        Route::Organiser(Room::Registration(id)) => Some(id),
        _ => None,
    });
    let beside = move || match open.get() {
        Some(id) => view! { <Details desk id/> },
        None => view! {
            <EmptyState kind=EmptyKind::Nothing(Icon::Ticket) title=t(texts::CHOOSE)/>
        },
    };
    view! {
        <div class="split" data-show=move || if open.get().is_some() { "detail" } else { "list" }>
            <div><List desk open/></div>
            <div>{beside}</div>
        </div>
    }
}

/// A line of the list: what it says, and whether it is the open one.
#[derive(Clone, PartialEq)]
struct Line {
    entry: Entry,
    agency: String,
}

#[component]
fn List(desk: Desk, open: Memo<Option<RecordId>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let limit = RwSignal::new(CHUNK);
    let found = Memo::new(move |_| {
        let query = typed.with(|typed| Query::new(typed));
        desk.board.with(|board| {
            desk.roster.with(|roster| {
                let line = |entry: &Entry| Line {
                    agency: entry
                        .registration()
                        .map(|held| names::agency_of(board, held))
                        .unwrap_or_default(),
                    entry: entry.clone(),
                };
                let found = roster.search(&query, board.agencies());
                found.into_iter().map(line).collect::<Vec<_>>()
            })
        })
    });
    let all = Memo::new(move |_| desk.roster.with(|roster| roster.entries.len()));
    let shown = Memo::new(move |_| found.with(Vec::len));
    let counts = move || {
        let (shown, all) = (format::number(shown.get()), format::number(all.get()));
        tf(texts::SHOWN, &[&shown, &all])
    };
    let search = Callback::new(move |text: String| {
        typed.set(text);
        limit.set(CHUNK);
    });
    let left = Memo::new(move |_| shown.get().saturating_sub(limit.get()));
    let more = move |()| limit.update(|limit| *limit += CHUNK);
    let label = Signal::derive(move || tf(texts::MORE, &[&format::number(left.get())]));
    let lines = move || {
        let limit = limit.get();
        found.with(|found| found.iter().take(limit).cloned().collect::<Vec<_>>())
    };
    let body = move || {
        if all.get() == 0 {
            let kind = EmptyKind::Nothing(Icon::Ticket);
            return view! {
                <EmptyState kind title=t(texts::NO_REGISTRATIONS) text=t(texts::NO_REGISTRATIONS_TEXT)/>
            };
        }
        view! {
            <div class="stack board-tools">
                <SearchField id="registration-search" label=t(texts::SEARCH) value=typed
                    on_input=search clear=t(common::CLEAR_SEARCH)/>
                <p class="meta" role="status">{counts}</p>
            </div>
            <ul class="lines">{each(lines, key, move |line| row(line, open))}</ul>
            <Show when=move || { left.get() > 0 }>
                <div class="actions"><Button label width=Width::Full on_press=more/></div>
            </Show>
            <section class="section">
                <Download desk name=texts::FILE_REGISTRATIONS table=sheet::registrations/>
                <p class="hint">{t(texts::CSV_PRIVATE)}</p>
            </section>
        }
    };
    view! {
        <PageHeader title=t(texts::REGISTRATIONS) back=back()/>
        <Opening desk/>
        {body}
    }
}

/// Changes with everything that a line shows.
fn key(line: &Line) -> String {
    let entry = &line.entry;
    let flags = [
        entry.sealed.cancelled,
        entry.twin.is_some(),
        matches!(entry.content, Content::Sealed),
    ];
    let flags = flags.map(|on| if on { "1" } else { "0" }).concat();
    let state = entry.state.as_deref().unwrap_or_default();
    [
        &*entry.sealed.id.to_string(),
        &entry.held.to_string(),
        &flags,
        state,
        &line.agency,
    ]
    .concat()
}

fn row(line: Line, open: Memo<Option<RecordId>>) -> impl IntoView {
    let Line { entry, agency } = line;
    let id = entry.sealed.id;
    let (name, position) = match entry.registration() {
        Some(held) => (held.full_name(), held.details.position.clone()),
        None => (title_of_unread(&entry), String::new()),
    };
    let parts: Vec<String> = [position, agency]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let here = move || (open.get() == Some(id)).then_some("true");
    view! {
        <li class="ticket-line">
            <a href=entry_href(id) aria-current=here>{name}</a>
            <p class="meta">{parts.join(" · ")}</p>
            {marks(&entry)}
        </li>
    }
}

/// What a registration is called whose name cannot be read.
pub(super) fn title_of_unread(entry: &Entry) -> String {
    let word = match entry.content {
        Content::Sealed => texts::SEALED,
        _ => texts::UNREADABLE,
    };
    let short: String = entry.sealed.id.to_string().chars().take(6).collect();
    [t(word), " ", &short].concat()
}
