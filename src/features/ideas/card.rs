//! One idea in the list.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::text::clip;

use super::{facts, vote::Vote};
use crate::route::Route;
use crate::state::use_app;

/// How much of the problem a card shows, in characters.
const PROBLEM: usize = 160;

#[component]
pub(super) fn IdeaCard(id: RecordId) -> impl IntoView {
    let app = use_app();
    let card = Memo::new(move |_| app.board().card(&id).cloned());
    let title = move || card.get().map(|card| card.idea.title.clone());
    let about = move || {
        card.get().map(|card| {
            let author = facts::byline(&app.board(), &card);
            let problem = card.idea.problem.as_deref().map(|text| {
                let short = clip(text, PROBLEM);
                let more = if short.len() < text.trim().len() {
                    "…"
                } else {
                    ""
                };
                [short, more].concat()
            });
            view! {
                <p class="meta">{author}</p>
                {problem.map(|text| view! { <p>{text}</p> })}
                {facts::tags(&card)}
            }
        })
    };
    let counts = move || card.get().map(|card| facts::counts(&card));
    let open = move || (app.route.get() == Route::Idea(id)).then_some("true");
    view! {
        <article class="card stack idea">
            <h3><a href=Route::Idea(id).href() aria-current=open>{title}</a></h3>
            {about}
            <div class="row spread">
                <span class="meta">{counts}</span>
                <Vote id/>
            </div>
        </article>
    }
}
