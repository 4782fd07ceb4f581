//! The ideas with their support, as only the organiser sees it before it is revealed.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::board::{Board, Card, Support};
use gagas_domain::tally::Tally;

use super::desk::Desk;
use super::place::back;
use super::rows::{self, Row, joined};
use super::{names, sheet};
use crate::components::{EmptyKind, EmptyState, Icon, PageHeader, TagTone};
use crate::i18n::{organiser as texts, t, tf};
use crate::route::Route;

/// The ideas that stand by themselves, the most supported first; of equals the older one.
pub(super) fn ranked(board: &Board, tally: &Tally) -> Vec<(Arc<Card>, Support)> {
    let support = |card: &Arc<Card>| (Arc::clone(card), tally.support(&card.idea.id));
    let mut all: Vec<_> = board.cards().map(support).collect();
    all.sort_by_key(|(card, support)| (Reverse(*support), card.idea.created_ms, card.idea.id));
    all
}

/// Draws the page.
pub(super) fn page(desk: Desk) -> View {
    let all = Memo::new(move |_| {
        desk.ideas.with(|ideas| {
            let ranked = ranked(&ideas.board, &ideas.tally);
            let row = |(card, support): (Arc<Card>, Support)| row(&ideas.board, &card, support);
            ranked.into_iter().map(row).collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    let counted = move || {
        desk.ideas.with(|ideas| {
            let tally = &ideas.tally;
            let votes = tally
                .ideas
                .values()
                .map(|support| support.votes)
                .sum::<u32>();
            let numbers = [votes, tally.voters, tally.ballots].map(|n| n.to_string());
            tf(texts::COUNTED, &[&numbers[0], &numbers[1], &numbers[2]])
        })
    };
    let body = move || {
        if is_empty.get() {
            let kind = EmptyKind::Nothing(Icon::Lightbulb);
            return view! {
                <EmptyState kind title=texts::NO_IDEAS text=texts::NO_IDEAS_TEXT/>
            }
            .into_view();
        }
        view! {
            <div class="stack board-tools">
                <p>{counted}</p>
                <p class="hint">{texts::COUNT_HINT}</p>
            </div>
            {rows::list(all)}
            {sheet::download(desk, texts::FILE_IDEAS, None, sheet::ideas)}
        }
        .into_view()
    };
    view! {
        <div class="page">
            <PageHeader title=texts::IDEAS_PAGE back=back()/>
            {body}
        </div>
    }
    .into_view()
}

fn row(board: &Board, card: &Card, support: Support) -> Row {
    let counts = [support.votes, support.voters, card.comments].map(|n| n.to_string());
    let hidden = card.hidden.then(|| (t(texts::HIDDEN), TagTone::Bad));
    let byline = [names::author_of(card), names::agency_of_idea(board, card)];
    Row {
        href: Route::Idea(card.idea.id).href(),
        title: card.idea.title.clone(),
        note: joined(&[&byline[0], &byline[1]]),
        counts: tf(texts::SUPPORT, &[&counts[0], &counts[1], &counts[2]]),
        marks: hidden.into_iter().collect(),
        here: false,
    }
}
