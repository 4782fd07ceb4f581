//! One idea in full, or what stands in its place.

use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::board::{Card, Found};
use gagas_domain::id::RecordId;
use gagas_domain::view::Status;

use super::{act, comments::Comments, facts, other_version::OtherVersion, vote::vote, words};
use crate::components::{
    Back, Button, EmptyKind, EmptyState, Icon, LinkButton, Notice, PageHeader, Toaster, Variant,
};
use crate::i18n::{Text, codes, ideas as texts, t, tf};
use crate::parts::{Committee, Share};
use crate::route::{Params, Route};
use crate::state::{App, use_app};

/// What to draw; the idea's own content changes beneath it.
#[derive(Clone, PartialEq)]
enum Standing {
    Shown,
    Merged(RecordId),
    Hidden(Option<String>),
    Withdrawn,
    Unknown,
}

fn standing(app: App, id: &RecordId) -> Standing {
    if app.is_leaving(id) {
        return Standing::Withdrawn;
    }
    let board = app.board();
    match app.with_records(|records| board.find(records, id)) {
        Found::Idea(_) => Standing::Shown,
        Found::Merged(into) => Standing::Merged(into),
        Found::Hidden { reason } => Standing::Hidden(reason),
        Found::Withdrawn => Standing::Withdrawn,
        Found::Unknown => Standing::Unknown,
    }
}

#[component]
pub(super) fn Detail(id: RecordId, params: Memo<Params>) -> impl IntoView {
    let app = use_app();
    let state = Memo::new(move |_| standing(app, &id));
    let card = Memo::new(move |_| app.board().card(&id).cloned());
    let title = Memo::new(move |_| {
        let card = card.get();
        card.map(|card| card.idea.title.clone()).unwrap_or_default()
    });
    let heading = Signal::derive(move || match state.get() {
        Standing::Shown => title.get(),
        Standing::Merged(_) => t(texts::MERGED).into(),
        Standing::Hidden(_) => t(texts::HIDDEN).into(),
        Standing::Withdrawn => t(texts::WITHDRAWN).into(),
        Standing::Unknown => t(texts::UNKNOWN).into(),
    });
    effect(move || {
        if app.unread_on(&id) > 0 {
            // No frame is drawn while the page is hidden: then nobody has read them.
            request_animation_frame(move || app.read_comments(&id));
        }
    });
    let back = Back {
        href: Route::Ideas(params.get_untracked()).href(),
        label: t(texts::IDEAS).into(),
    };
    let content = move || match state.get() {
        Standing::Shown => view! {
            <OtherVersion id/>
            {move || card.get().map(|card| body(app, card))}
            <div class="actions">
                {vote(app, id)}
                <Share title route=Route::Idea(id)/>
                <Own id card/>
            </div>
            <Comments idea=id/>
        },
        Standing::Merged(into) => view! {
            <p>{texts::MERGED_TEXT}</p>
            <div class="actions">
                <LinkButton label=texts::MERGED_OPEN href=Route::Idea(into).href()/>
            </div>
        },
        Standing::Hidden(reason) => reason
            .map(|why| view! { <p>{tf(texts::REASON, &[&why])}</p> })
            .into_view(),
        Standing::Withdrawn => view! { <p>{texts::WITHDRAWN_TEXT}</p> },
        Standing::Unknown => {
            let kind = EmptyKind::Nothing(Icon::Lightbulb);
            view! { <EmptyState kind title=texts::UNKNOWN text=texts::UNKNOWN_TEXT/><Committee/> }
        }
    };
    view! {
        <PageHeader title=heading back/>
        {content}
    }
}

/// Everything that the idea says, and the official word on it.
fn body(app: App, card: Arc<Card>) -> impl IntoView {
    let idea = &card.idea;
    let edited = idea
        .edited_ms
        .map(|at| tf(texts::EDITED, &[&facts::when(app, at)]));
    let part = |heading: &'static str, text: Option<&str>| {
        text.map(|text| {
            view! { <section class="section"><h2>{heading}</h2><p class="pre">{text.to_owned()}</p></section> }
        })
    };
    let details = idea.details.iter();
    let details = details.map(|(detail, text)| part(words::question(*detail), Some(text)));
    view! {
        <p class="meta">{facts::byline(&app.board(), &card)}</p>
        <p class="meta">{facts::counts(app, &card)}{edited.map(|text| [" · ", &text].concat())}</p>
        {facts::tags(&card)}
        {official(&card)}
        {part(t(texts::PROBLEM), idea.problem.as_deref())}
        {part(t(texts::IDEA), idea.idea.as_deref())}
        {details.collect_view()}
    }
}

fn official(card: &Card) -> Option<impl IntoView + use<>> {
    let said = card.status != Status::New || card.answer.is_some() || card.reason.is_some();
    let status = codes::status(card.status);
    let reason = card.reason.as_ref().map(|why| tf(texts::REASON, &[why]));
    let answer = card.answer.clone();
    said.then(move || {
        view! {
            <section class="section">
                <h2>{texts::ANSWER}</h2>
                <Notice title=status>
                    {answer.map(|text| view! { <p class="pre">{text}</p> })}
                    {reason.map(|text| view! { <p>{text}</p> })}
                </Notice>
            </section>
        }
    })
}

/// What one can do with one's own idea.
#[component]
fn Own(id: RecordId, card: Memo<Option<Arc<Card>>>) -> impl IntoView {
    const SAID: Text = texts::IDEA_WITHDRAWN;
    let app = use_app();
    let toaster = Toaster::here();
    let mine = Memo::new(move |_| card.with(|card| card.as_ref().is_some_and(|c| c.mine)));
    let leave = move |()| act::withdraw(app, toaster, id, SAID);
    move || {
        mine.get().then(|| {
            view! {
                <LinkButton
                    label=texts::EDIT
                    href=Route::IdeaForm(Some(id)).href()
                    icon_before=Icon::Pencil
                />
                <Button
                    label=texts::WITHDRAW
                    variant=Variant::Danger
                    icon_before=Icon::Trash2
                    on_press=leave
                />
            }
        })
    }
}
