//! The cards in sections, drawn piece by piece: a board of 10,000 ideas opens as fast as one of 30.

use crate::render::later::turn;
use crate::render::prelude::*;
use gagas_domain::board::Section;
use gagas_domain::id::RecordId;

use super::{card::IdeaCard, filters, params as read, words};
use crate::components::{Button, EmptyKind, EmptyState, Icon, LinkButton, Variant, Width};
use crate::i18n::{ideas as texts, t, tf};
use crate::platform::format;
use crate::route::{Params, Route};
use crate::state::use_app;

/// How many cards are drawn with the page, and how many more at a time after it.
const FIRST: usize = 6;
/// How many stand there without being asked for, and how many more at a time.
const CHUNK: usize = 30;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    /// The heading of a section, with its count.
    Heading(String, usize),
    /// A card.
    Idea(RecordId),
}

impl Row {
    fn key(&self) -> String {
        match self {
            Self::Heading(title, n) => [&*n.to_string(), " ", title].concat(),
            Self::Idea(id) => id.to_string(),
        }
    }

    fn draw(self) -> View {
        match self {
            Self::Heading(title, n) => view! {
                <h2 class="theme">{title}" "<small>{format::number(n)}</small></h2>
            },
            Self::Idea(id) => view! { <IdeaCard id/> },
        }
    }
}

fn rows(section: Section) -> impl Iterator<Item = Row> {
    let title = section.theme.map(|theme| theme.title);
    let title = title.unwrap_or_else(|| t(texts::NO_THEME).into());
    let ideas = section
        .cards
        .into_iter()
        .map(|card| Row::Idea(card.idea.id));
    let heading = Row::Heading(title, ideas.len());
    [heading].into_iter().chain(ideas)
}

#[component]
pub(super) fn List(params: Memo<Params>) -> impl IntoView {
    let app = use_app();
    let person = StoredValue::new(app.person());
    let all = Memo::new(move |_| {
        let board = app.board();
        let (filter, sort) = params.with(|params| (read::filter(params), read::sort(params)));
        let mut cards = person.with_value(|person| board.list(&filter, sort, person));
        let leaving = app.leaving();
        cards.retain(|card| !leaving.contains(&card.idea.id));
        if board.themes().is_empty() {
            return cards.iter().map(|card| Row::Idea(card.idea.id)).collect();
        }
        let sections = board.sections(&cards);
        sections.into_iter().flat_map(rows).collect::<Vec<_>>()
    });
    let limit = RwSignal::new(CHUNK);
    effect(move || {
        params.track();
        limit.set(CHUNK);
    });
    let turns = [(); CHUNK / FIRST - 1].map(|()| turn());
    let shown = move || {
        let waiting = turns.iter().filter(|turn| !turn.get()).count();
        let limit = limit.get().saturating_sub(waiting * FIRST);
        all.with(|all| all.iter().take(limit).cloned().collect::<Vec<_>>())
    };
    let left = Memo::new(move |_| all.with(Vec::len).saturating_sub(limit.get()));
    let more = move |()| limit.update(|limit| *limit += CHUNK);
    let label = Signal::derive(move || tf(texts::MORE, &[&format::number(left.get())]));
    let found = move || {
        let set = params.get();
        (!set.is_empty()).then(|| {
            let is_idea = |row: &&Row| matches!(row, Row::Idea(_));
            let n = all.with(|all| all.iter().filter(is_idea).count());
            let said =
                words::counted(texts::IDEA_ONE, texts::IDEA_MANY, n) + &filters::said(app, &set);
            view! { <p class="meta found" role="status">{said}</p> }
        })
    };
    view! {
        <h2 class="sr-only">{texts::IDEAS}</h2>
        {found}
        <div class="stack">
            {each(shown, Row::key, Row::draw)}
        </div>
        {move || all.with(Vec::is_empty).then(|| view! { <Nothing params/> })}
        <Show when=move || { left.get() > 0 }>
            <div class="actions">
                <Button label width=Width::Full on_press=more/>
            </div>
        </Show>
        <div class="dock">
            <LinkButton
                label=texts::WRITE
                href=Route::IdeaForm(None).href()
                variant=Variant::Primary
                width=Width::Full
                icon_before=Icon::Pencil
            />
        </div>
    }
}

#[component]
fn Nothing(params: Memo<Params>) -> impl IntoView {
    let filtered = params.with(|params| !read::filter(params).is_empty());
    if filtered {
        let kind = EmptyKind::Nothing(Icon::Search);
        return view! { <EmptyState kind title=texts::NO_MATCH/> };
    }
    let kind = EmptyKind::Nothing(Icon::Lightbulb);
    view! { <EmptyState kind title=texts::NONE text=texts::NONE_TEXT/> }
}
