//! The idea board: cards, votes, comments, and the form that writes an idea.
#![expect(unreachable_pub, reason = "the component macro makes props public")]

mod act;
mod card;
mod comment_form;
mod comments;
mod detail;
mod facts;
mod filters;
mod form;
mod form_fields;
mod head;
mod list;
mod other_version;
mod params;
mod similar;
mod vote;
mod words;

pub use form::IdeaFormPage;

use crate::render::prelude::*;

use crate::components::{EmptyKind, EmptyState, Icon};
use crate::i18n::ideas as texts;
use crate::route::{Params, Route};
use crate::state::use_app;

/// The board, and beside it on wide screens the idea that is open.
#[component]
pub fn IdeasPage() -> impl IntoView {
    let app = use_app();
    // The filters outlive the look at one idea.
    let params = Memo::new(move |held: Option<&Params>| match app.route.get() {
        Route::Ideas(params) => params,
        _ => held.cloned().unwrap_or_default(),
    });
    let open = Memo::new(move |_| match app.route.get() {
        Route::Idea(id) => Some(id),
        _ => None,
    });
    let beside = move || match open.get() {
        Some(id) => view! { <detail::Detail id params/> },
        None => view! {
            <EmptyState kind=EmptyKind::Nothing(Icon::Lightbulb) title=texts::CHOOSE/>
        },
    };
    view! {
        <div class="split" data-show=move || if open.get().is_some() { "detail" } else { "list" }>
            <div>
                <head::Head/>
                <filters::Filters params/>
                <list::List params/>
            </div>
            <div>{beside}</div>
        </div>
    }
}
