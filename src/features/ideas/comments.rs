//! The comments on one idea.

use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::board::CommentRow;
use gagas_domain::id::RecordId;

use super::{act, comment_form::CommentForm, facts, other_version::OtherVersion};
use crate::components::{Button, Tag, TagTone, Toaster, Variant, focus_id};
use crate::i18n::{agenda, ideas as texts, t, tf};
use crate::state::{App, use_app};

#[component]
pub(super) fn Comments(idea: RecordId) -> impl IntoView {
    let app = use_app();
    let editing = RwSignal::new(None::<RecordId>);
    let rows = Memo::new(move |_| {
        let board = app.board();
        let rows = board.comments(&idea).iter().cloned();
        rows.filter(|row| !app.is_leaving(&row.comment.id))
            .collect::<Vec<Arc<CommentRow>>>()
    });
    // What was new when the page was opened stays marked until it is left.
    let new: Vec<RecordId> =
        untrack(|| app.with_unread(|all| all.iter().map(|each| each.1).collect()));
    let new = move |id: &RecordId| new.contains(id);
    view! {
        <section class="section">
            <h2>{texts::COMMENTS}</h2>
            {move || rows.with(Vec::is_empty).then(|| view! { <p class="hint">{texts::NO_COMMENTS}</p> })}
            <ul class="lines">
                {each(move || rows.get(), key, move |row| {
                    let new = new(&row.comment.id);
                    said(app, row, editing, new)
                })}
            </ul>
            {move || {
                let held = editing.get();
                view! { <CommentForm idea held done=Callback::new(move |()| editing.set(None))/> }
            }}
        </section>
    }
}

fn said(
    app: App,
    row: Arc<CommentRow>,
    editing: RwSignal<Option<RecordId>>,
    new: bool,
) -> impl IntoView {
    let toaster = Toaster::here();
    let comment = &row.comment;
    let id = comment.id;
    let time = |at: u64| facts::when(app, at);
    let name = match comment.anonymous {
        true => Some(t(texts::ANONYMOUS).to_owned()),
        false => comment.name.clone(),
    };
    let edited = comment.edited_ms.map(|at| tf(texts::EDITED, &[&time(at)]));
    let parts = [
        name,
        row.agency.clone(),
        Some(time(comment.created_ms)),
        edited,
    ];
    let about: Vec<String> = parts.into_iter().flatten().collect();
    let hidden = row
        .hidden
        .then(|| view! { <Tag label=texts::HIDDEN_MARK tone=TagTone::Bad/> });
    let new = new.then(|| view! { <Tag label=agenda::NEW tone=TagTone::Now/> });
    let own = row.mine.then(|| {
        let leave = move |()| {
            // A form that went on editing it would hand in what is about to be gone.
            if editing.get_untracked() == Some(id) {
                editing.set(None);
            }
            act::withdraw(app, toaster, id, texts::COMMENT_WITHDRAWN);
        };
        let edit = move |()| {
            editing.set(Some(id));
            // The form stands at the end of the page.
            request_animation_frame(|| focus_id("comment-text"));
        };
        view! {
            <OtherVersion id/>
            <div class="row">
                <Button label=texts::EDIT variant=Variant::Quiet on_press=edit/>
                <Button label=texts::WITHDRAW variant=Variant::Quiet on_press=leave/>
            </div>
        }
    });
    view! {
        <li class="comment">
            <p class="meta">{about.join(" · ")}</p>
            <p class="pre">{comment.text.clone()}</p>
            {new}
            {hidden}
            {own}
        </li>
    }
}

/// A comment that changes is drawn anew.
fn key(row: &Arc<CommentRow>) -> String {
    let edited = row.comment.edited_ms.unwrap_or_default();
    [
        &*row.comment.id.to_string(),
        &edited.to_string(),
        if row.hidden { "h" } else { "" },
    ]
    .concat()
}
