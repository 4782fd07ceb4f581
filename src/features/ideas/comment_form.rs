//! Writing a comment, or changing one's own.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::kind::Kind;
use gagas_domain::view::{COMMENT_LIMIT, CommentField, CommentInput, FormErrors, changed_fields};

use super::act;
use super::form_fields::{error_of, say_left};
use crate::components::{
    Button, Checkbox, Keyboard, Limit, Lines, TextField, Toaster, Variant, focus_heading,
};
use crate::i18n::{common, ideas as texts, t};
use crate::parts::say_saved;
use crate::state::{App, Edit, EditError, draft_name, fresh_nonce, use_app};

/// What is in the form at first, and what it began with.
fn start(
    app: App,
    idea: RecordId,
    held: Option<&RecordId>,
    form: &str,
) -> (CommentInput, CommentInput) {
    let draft = app.draft(form);
    let typed = draft.as_ref().and_then(|draft| CommentInput::read(draft));
    let begun = draft
        .as_ref()
        .and_then(|draft| CommentInput::read(draft.get(act::BEGUN)?));
    let record = || {
        let id = held?;
        app.with_records_untracked(|all| CommentInput::read(all.get(id)?))
    };
    let begun = begun.or_else(record).unwrap_or_else(|| {
        let known = app.remembered();
        CommentInput {
            idea,
            text: String::new(),
            name: known.name,
            agency: known.agency,
            anonymous: false,
        }
    });
    (typed.unwrap_or_else(|| begun.clone()), begun)
}

/// Writes what of a checked comment is not as the form began with, and clears its draft in the same commit.
fn hand_in(
    app: App,
    valid: &CommentInput,
    begun: &CommentInput,
    held: Option<&RecordId>,
    form: &str,
) -> Result<(), EditError> {
    let found =
        held.and_then(|id| app.with_records_untracked(|all| Some(all.get(id)?.nonce().to_vec())));
    let mut meta = vec![(draft_name(form), None)];
    let (by, nonce, fields) = match held.zip(found) {
        Some((id, nonce)) => {
            let role = app.role_of(id).ok_or(EditError::NotYours)?;
            let fields = changed_fields(&begun.written(), &valid.written());
            meta.push(app.written(id, &fields));
            (role, nonce, fields)
        }
        None => {
            let role = app.author_role(valid.anonymous)?;
            (role, fresh_nonce(), valid.written())
        }
    };
    if fields.is_empty() {
        app.drop_draft(form);
        return Ok(());
    }
    let edit = Edit {
        by,
        kind: Kind::Comment,
        nonce,
        fields,
        meta,
    };
    app.edit(edit).map(drop)
}

#[component]
pub(super) fn CommentForm(
    idea: RecordId,
    held: Option<RecordId>,
    done: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let toaster = Toaster::here();
    let form = ["comment.", &held.unwrap_or(idea).to_string()].concat();
    let (typed, begun) = start(app, idea, held.as_ref(), &form);
    let input = RwSignal::new(typed);
    let begun = StoredValue::new(begun);
    let form = StoredValue::new(form);
    let errors = RwSignal::new(FormErrors::<CommentField>::new());
    app.guard(Memo::new(move |_| input.with(|input| !input.text.trim().is_empty())).into());
    let change = move |with: &dyn Fn(&mut CommentInput)| {
        input.update(|input| with(input));
        let begun = held.map(|_| begun.with_value(CommentInput::draft));
        let draft = act::over(input.with_untracked(CommentInput::draft), begun);
        form.with_value(|form| app.keep_draft(form, &draft));
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let valid = match input.with_untracked(CommentInput::validate) {
            Ok(valid) => valid,
            Err(found) => return errors.set(found),
        };
        errors.set(Vec::new());
        let begun = begun.get_value();
        let said = form.with_value(|form| hand_in(app, &valid, &begun, held.as_ref(), form));
        match said {
            Ok(()) => {
                input.update(|input| input.text.clear());
                done.run(());
                say_saved(app, toaster, t(common::STATE_SAVED));
            }
            Err(error) => {
                if let Some(toaster) = toaster {
                    toaster.say(act::why(error));
                }
            }
        }
    };
    let cancel = move |()| {
        form.with_value(|form| app.drop_draft(form));
        // What was pressed is gone.
        request_animation_frame(focus_heading);
        done.run(());
    };
    let may_hide = held.is_none() && app.board().settings().anonymous;
    let label = t(if held.is_some() {
        texts::COMMENT_EDIT
    } else {
        texts::COMMENT_TEXT
    });
    let anonymous = Signal::derive(move || input.with(|input| input.anonymous));
    view! {
        <form novalidate on:submit=submit class="section">
            <TextField
                id="comment-text"
                label
                lines=Lines::Many
                limit=Limit { chars: COMMENT_LIMIT, say: say_left }
                value=Signal::derive(move || input.with(|input| input.text.clone()))
                on_input=move |text: String| change(&|input| input.text.clone_from(&text))
                error=error_of(errors, CommentField::Text)
            />
            <Show when=move || !anonymous.get()>
                <TextField
                    id="comment-name"
                    label=texts::NAME
                    optional=common::OPTIONAL
                    keyboard=Keyboard::Name
                    autocomplete="name"
                    value=Signal::derive(move || input.with(|input| input.name.clone()))
                    on_input=move |text: String| change(&|input| input.name.clone_from(&text))
                    error=error_of(errors, CommentField::Name)
                />
            </Show>
            {may_hide.then(|| view! {
                <Checkbox
                    id="comment-anonymous"
                    label=texts::UNNAMED
                    checked=anonymous
                    on_change=move |on: bool| change(&|input| input.anonymous = on)
                />
            })}
            <div class="actions">
                <Button label=texts::COMMENT_SEND/>
                {held.map(|_| view! { <Button label=common::CANCEL variant=Variant::Quiet on_press=cancel/> })}
            </div>
        </form>
    }
}
