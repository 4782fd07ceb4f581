//! The ideas with their support, as only the organiser sees it before it is revealed.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::board::{Board, Card, Support};
use gagas_domain::tally::Tally;

use super::desk::Desk;
use super::sheet::{self, Download};
use super::{back, names};
use crate::components::{Button, EmptyKind, EmptyState, Icon, PageHeader, Tag, TagTone, Width};
use crate::i18n::{organiser as texts, t, tf};
use crate::platform::format;
use crate::route::Route;

/// How many lines stand there without being asked for, and how many more at a time.
const CHUNK: usize = 60;

/// The ideas that stand by themselves, the most supported first; of equals the older one.
pub(super) fn ranked(board: &Board, tally: &Tally) -> Vec<(Arc<Card>, Support)> {
    let support = |card: &Arc<Card>| (Arc::clone(card), tally.support(&card.idea.id));
    let mut all: Vec<_> = board.cards().map(support).collect();
    all.sort_by_key(|(card, support)| (Reverse(*support), card.idea.created_ms, card.idea.id));
    all
}

#[component]
pub(super) fn Ideas(desk: Desk) -> impl IntoView {
    let all = Memo::new(move |_| {
        desk.board
            .with(|board| desk.tally.with(|tally| ranked(board, tally)))
    });
    let limit = RwSignal::new(CHUNK);
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    let left = Memo::new(move |_| all.with(Vec::len).saturating_sub(limit.get()));
    let counted = move || {
        desk.tally.with(|tally| {
            let votes = tally
                .ideas
                .values()
                .map(|support| support.votes)
                .sum::<u32>();
            let numbers = [votes, tally.voters, tally.ballots].map(|n| n.to_string());
            tf(texts::COUNTED, &[&numbers[0], &numbers[1], &numbers[2]])
        })
    };
    let lines = move || {
        let limit = limit.get();
        all.with(|all| all.iter().take(limit).cloned().collect::<Vec<_>>())
    };
    let row = move |(card, support): (Arc<Card>, Support)| line(desk, &card, support);
    let key = |(card, support): &(Arc<Card>, Support)| {
        let counts = [support.votes, support.voters, card.comments];
        let counts = counts.map(|n| n.to_string()).join(".");
        let edited = card.idea.edited_ms.unwrap_or_default().to_string();
        let hidden = if card.hidden { "h" } else { "" };
        [&*card.idea.id.to_string(), &counts, &edited, hidden].join(" ")
    };
    let more = move |()| limit.update(|limit| *limit += CHUNK);
    let label = Signal::derive(move || tf(texts::MORE, &[&format::number(left.get())]));
    let body = move || {
        if is_empty.get() {
            let kind = EmptyKind::Nothing(Icon::Lightbulb);
            return view! {
                <EmptyState kind title=t(texts::NO_IDEAS) text=t(texts::NO_IDEAS_TEXT)/>
            };
        }
        view! {
            <div class="stack">
                <p>{counted}</p>
                <p class="hint">{t(texts::COUNT_HINT)}</p>
            </div>
            <ol class="lines section">{each(lines, key, row)}</ol>
            <Show when=move || { left.get() > 0 }>
                <div class="actions"><Button label width=Width::Full on_press=more/></div>
            </Show>
            <section class="section">
                <Download desk name=texts::FILE_IDEAS table=sheet::ideas/>
            </section>
        }
    };
    view! {
        <div class="page">
            <PageHeader title=t(texts::IDEAS_PAGE) back=back()/>
            {body}
        </div>
    }
}

fn line(desk: Desk, card: &Card, support: Support) -> impl IntoView + use<> {
    let board = desk.board.get_untracked();
    let parts = [names::author_of(card), names::agency_of_idea(&board, card)];
    let byline: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let counts = [support.votes, support.voters, card.comments].map(|n| n.to_string());
    let hidden = card
        .hidden
        .then(|| view! { <div class="row"><Tag label=t(texts::HIDDEN) tone=TagTone::Bad/></div> });
    view! {
        <li class="ticket-line">
            <a href=Route::Idea(card.idea.id).href()>{card.idea.title.clone()}</a>
            <p class="meta">{byline.join(" · ")}</p>
            <p class="num">{tf(texts::SUPPORT, &[&counts[0], &counts[1], &counts[2]])}</p>
            {hidden}
        </li>
    }
}
