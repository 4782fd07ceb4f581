//! The tags of an idea and the line about its author, on cards and on its page.

use crate::render::prelude::*;
use gagas_domain::board::{Board, Card};
use gagas_domain::view::Status;

use super::words;
use crate::components::{Tag, TagTone};
use crate::i18n::{codes, count, ideas as texts, t};
use crate::platform::format;
use crate::state::App;

/// The codes of an idea as tags, its official status first.
pub(super) fn tags(card: &Card) -> impl IntoView + use<> {
    let idea = &card.idea;
    let tone = match card.status {
        Status::Adopted | Status::Shortlisted => TagTone::Good,
        Status::New | Status::Declined | Status::Later => TagTone::Plain,
    };
    let status = (card.status != Status::New)
        .then(|| view! { <Tag label=codes::status(card.status) tone/> });
    let own = card
        .mine
        .then(|| view! { <Tag label=texts::OWN tone=TagTone::Good/> });
    let hidden = card
        .hidden
        .then(|| view! { <Tag label=texts::HIDDEN_MARK tone=TagTone::Bad/> });
    let plain = [
        idea.form.map(codes::form),
        idea.kind.map(codes::idea_type),
        idea.novelty.map(codes::novelty),
    ];
    let plain = plain.into_iter().flatten();
    let all: Vec<&'static str> = plain
        .chain(idea.shapes.iter().map(|shape| codes::shape(*shape)))
        .collect();
    let all = all.into_iter().map(|label| view! { <Tag label/> });
    view! { <div class="row">{own}{hidden}{status}{all.collect_view()}</div> }
}

/// Agency and author.
pub(super) fn byline(board: &Board, card: &Card) -> String {
    let idea = &card.idea;
    let agency = words::agency(board, idea.agency.as_ref(), idea.agency_other.as_deref());
    let name = match idea.anonymous {
        true => Some(t(texts::ANONYMOUS).to_owned()),
        false => idea.name.clone(),
    };
    let parts: Vec<String> = name.into_iter().chain(agency).collect();
    parts.join(" · ")
}

/// When something was written: the time on the same day, else the day as well. Not tracked.
pub(super) fn when(app: App, at_ms: u64) -> String {
    let (now, zone) = untrack(|| (app.now.get(), app.zone()));
    format::lately(i64::try_from(at_ms).unwrap_or(i64::MAX), now, &zone)
}

/// When it was handed in, counts of comments and, once revealed, of votes and those who gave them.
pub(super) fn counts(app: App, card: &Card) -> String {
    let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let said = number(card.comments);
    let comments = count(texts::COMMENT_ONE, texts::COMMENT_MANY, said);
    let since = when(app, card.idea.created_ms);
    let mut said = [&since, " · ", &*comments].concat();
    if let Some(votes) = votes(card) {
        said += " · ";
        said += &votes;
    }
    said
}

/// The votes for an idea and how many people gave them, once that is revealed.
pub(super) fn votes(card: &Card) -> Option<String> {
    let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let support = card.support?;
    let votes = count(texts::VOTES_ONE, texts::VOTES_MANY, number(support.votes));
    let voters = count(texts::VOTER_ONE, texts::VOTER_MANY, number(support.voters));
    Some([&votes, " · ", &*voters].concat())
}
