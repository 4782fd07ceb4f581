//! The head of the board: counts, votes that are left, and how the board stands.

use crate::render::prelude::*;
use gagas_domain::view::{Idea, Phase};
use gagas_domain::window::Window;

use super::words;
use crate::components::{Notice, PageHeader, Tone};
use crate::i18n::{ideas as texts, t, tf};
use crate::parts::SaveLine;
use crate::platform::format;
use crate::state::use_app;

#[component]
pub(super) fn Head() -> impl IntoView {
    let app = use_app();
    let counts = Memo::new(move |_| {
        let board = app.board();
        let leaving = app.leaving();
        let ideas = board.cards().map(|card| &*card.idea);
        let ideas = ideas.filter(|idea| !leaving.contains(&idea.id));
        let agency = |idea: &Idea| (idea.agency, idea.agency_other.clone());
        let mut agencies: Vec<_> = ideas.map(agency).collect();
        let ideas = agencies.len();
        agencies.sort_unstable();
        agencies.dedup();
        (ideas, agencies.len())
    });
    let words = move || {
        let (ideas, agencies) = counts.get();
        let ideas = words::counted(texts::IDEA_ONE, texts::IDEA_MANY, ideas);
        let agencies = words::counted(texts::AGENCY_ONE, texts::AGENCY_MANY, agencies);
        tf(texts::COUNTS, &[&ideas, &agencies])
    };
    view! {
        <PageHeader
            title=texts::IDEAS
            subtitle=view! { <p>{words}</p> }
            status=view! { <SaveLine/> }
        />
        <Votes/>
        <BoardState/>
    }
}

/// The votes as dots and in words.
#[component]
fn Votes() -> impl IntoView {
    let app = use_app();
    let votes = Memo::new(move |_| {
        let board = app.board();
        board.is_voting().then(|| board.votes())
    });
    move || {
        votes.get().map(|votes| {
            let dot = |used| view! { <i class=if used { "vote used" } else { "vote" }></i> };
            let few = votes.budget <= 12;
            let dots = few.then(|| votes.dots().map(dot).collect_view());
            let (left, all) = (votes.left().to_string(), votes.budget.to_string());
            view! {
                <p class="votes">
                    <span aria-hidden="true">{dots}</span>
                    {tf(texts::VOTES_LEFT, &[&left, &all])}
                </p>
            }
        })
    }
}

/// Says what a hand-in now will be; never refuses one.
#[component]
pub(super) fn BoardState() -> impl IntoView {
    let app = use_app();
    let window = Memo::new(move |_| app.board().window(app.now.get()));
    let collecting = Memo::new(move |_| app.board().settings().phase == Some(Phase::Collect));
    let words = move || match window.get() {
        Window::NotYet { opens } => {
            let at = format::moment(opens.ms(), &app.zone());
            Some(tf(texts::NOT_YET, &[&at]))
        }
        Window::Closed { closed } => {
            let at = format::moment(closed.ms(), &app.zone());
            Some(tf(texts::CLOSED, &[&at]))
        }
        Window::Open { .. } => collecting.get().then(|| t(texts::COLLECT).into()),
    };
    move || words().map(|text| view! { <Notice tone=Tone::Wait><p>{text}</p></Notice> })
}
