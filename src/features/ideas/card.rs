//! One idea in the list.

use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::text::clip;

use super::{facts, vote::vote};
use crate::components::{Tag, TagTone};
use crate::i18n::{count, ideas as texts};
use crate::route::Route;
use crate::state::use_app;

/// How much of the problem a card shows, in characters.
const PROBLEM: usize = 160;

#[component]
pub(super) fn IdeaCard(id: RecordId) -> impl IntoView {
    let app = use_app();
    let seen = Memo::new(move |_| {
        let board = app.board();
        let card = Arc::clone(board.card(&id)?);
        let byline = facts::byline(&board, &card);
        let is_open = app.route.with(|route| *route == Route::Idea(id));
        Some((card, byline, is_open, app.unread_on(&id)))
    });
    move || {
        let (card, byline, is_open, unread) = seen.get()?;
        let unread = (unread > 0).then(|| {
            let label = count(texts::NEW_COMMENT_ONE, texts::NEW_COMMENT_MANY, unread);
            view! { <p class="row"><Tag label tone=TagTone::Now/></p> }
        });
        let class = if is_open {
            "card stack idea open"
        } else {
            "card stack idea"
        };
        let problem = card.idea.problem.as_deref().map(shortened);
        Some(view! {
            <article class=class>
                <h3>
                    <a href=Route::Idea(id).href() aria-current=is_open.then_some("true")>
                        {card.idea.title.clone()}
                    </a>
                </h3>
                <p class="meta">{byline}</p>
                {problem.map(|text| view! { <p>{text}</p> })}
                {facts::tags(&card)}
                {unread}
                <div class="row spread">
                    <span class="meta">{facts::counts(app, &card)}</span>
                    {vote(app, id)}
                </div>
            </article>
        })
    }
}

fn shortened(text: &str) -> String {
    let short = clip(text, PROBLEM);
    let more = if short.len() < text.trim().len() {
        "…"
    } else {
        ""
    };
    [short, more].concat()
}
