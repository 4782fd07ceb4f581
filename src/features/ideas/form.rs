//! The form that writes an idea, or changes one's own: draft, checks and handing in.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::kind::Kind;
use gagas_domain::view::{FormErrors, IdeaField, IdeaInput, changed_fields};

use super::act;
use super::form_fields::{FieldsOf, Typed, field_id};
use super::head::BoardState;
use crate::components::{
    Back, Button, EmptyKind, EmptyState, ErrorSummary, Icon, PageHeader, Problem, Toaster, Variant,
    Width,
};
use crate::i18n::{common, errors as error_words, ideas as texts, t};
use crate::parts::{Restored, say_saved};
use crate::route::Route;
use crate::state::{App, Edit, EditError, Remembered, draft_name, fresh_nonce, use_app};

/// What one's own record says now, with its nonce.
fn held(app: App, id: Option<RecordId>) -> Option<(Vec<u8>, IdeaInput)> {
    let id = id?;
    app.role_of(&id)?;
    app.with_records_untracked(|all| {
        let record = all.get(&id)?;
        Some((record.nonce().to_vec(), IdeaInput::read(record)))
    })
}

/// Writes what of a checked idea is not as the form began with, and clears its draft in the same commit.
fn hand_in(
    app: App,
    valid: &IdeaInput,
    begun: &IdeaInput,
    id: Option<RecordId>,
    form: &str,
) -> Result<RecordId, EditError> {
    let mut meta = vec![(draft_name(form), None)];
    let (by, nonce, fields) = match id {
        None => (
            app.author_role(valid.anonymous)?,
            fresh_nonce(),
            valid.written(),
        ),
        Some(id) => {
            let (nonce, _) = held(app, Some(id)).ok_or(EditError::NotYours)?;
            let fields = changed_fields(&begun.written(), &valid.written());
            if fields.is_empty() {
                app.drop_draft(form);
                return Ok(id);
            }
            let role = app.role_of(&id).ok_or(EditError::NotYours)?;
            meta.push(app.written(&id, &fields));
            (role, nonce, fields)
        }
    };
    let edit = Edit {
        by,
        kind: Kind::Idea,
        nonce,
        fields,
        meta,
    };
    app.edit(edit)
}

fn remember(app: App, valid: &IdeaInput) {
    let before = app.remembered();
    app.remember(&Remembered {
        name: if valid.name.is_empty() {
            before.name
        } else {
            valid.name.clone()
        },
        agency: valid.agency,
        agency_other: valid.agency_other.clone(),
    });
}

fn fresh(app: App) -> IdeaInput {
    let known = app.remembered();
    IdeaInput {
        name: known.name,
        agency: known.agency,
        agency_other: known.agency_other,
        ..IdeaInput::default()
    }
}

/// The form of a new idea, or of one's own.
#[component]
pub fn IdeaFormPage(
    /// The idea that is changed; `None` for a new one.
    id: Option<RecordId>,
) -> impl IntoView {
    let app = use_app();
    let before = held(app, id).map(|(_, input)| input);
    if id.is_some() && before.is_none() {
        let kind = EmptyKind::Nothing(Icon::Lightbulb);
        return view! {
            <div class="page">
                <PageHeader title=texts::CHANGE back=back(id)/>
                <EmptyState kind title=texts::NOT_YOURS/>
            </div>
        };
    }
    let start = before.unwrap_or_else(|| fresh(app));
    view! { <IdeaForm id start/> }
}

fn back(id: Option<RecordId>) -> Back {
    Back {
        href: id.map_or_else(Route::ideas, Route::Idea).href(),
        label: t(common::BACK).into(),
    }
}

#[component]
fn IdeaForm(id: Option<RecordId>, start: IdeaInput) -> impl IntoView {
    let app = use_app();
    let toaster = Toaster::here();
    let form = StoredValue::new(match id {
        Some(id) => ["idea.", &id.to_string()].concat(),
        None => "idea.new".to_owned(),
    });
    let draft = form.with_value(|form| app.draft(form));
    let restored = RwSignal::new(draft.is_some());
    // The record may say something else by now: only what is typed here goes over it.
    let begun = draft.as_ref().and_then(|draft| draft.get(act::BEGUN));
    let original =
        StoredValue::new(begun.map_or_else(|| start.clone(), |held| IdeaInput::read(held)));
    let now = draft.map_or_else(|| start.clone(), |draft| IdeaInput::read(&draft));
    let input = RwSignal::new(now);
    let start = StoredValue::new(start);
    let errors = RwSignal::new(FormErrors::<IdeaField>::new());
    let attempts = RwSignal::new(0);
    app.guard(
        Memo::new(move |_| {
            input.with(|now| original.with_value(|first| now != first) && !now.is_empty())
        })
        .into(),
    );
    let keep = Callback::new(move |()| {
        let begun = original.get_value();
        let (draft, same) = input.with_untracked(|now| (now.draft(), *now == begun));
        form.with_value(|form| match same {
            true => app.drop_draft(form),
            false => app.keep_draft(form, &act::over(draft, id.map(|_| begun.draft()))),
        });
    });
    let discard = move |()| {
        input.set(start.get_value());
        original.set_value(start.get_value());
        form.with_value(|form| app.drop_draft(form));
        restored.set(false);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let valid = match input.with_untracked(IdeaInput::validate) {
            Ok(valid) => valid,
            Err(found) => {
                errors.set(found);
                return attempts.update(|n| *n += 1);
            }
        };
        errors.set(Vec::new());
        let begun = original.get_value();
        let said = form.with_value(|form| hand_in(app, &valid, &begun, id, form));
        match said {
            Ok(written) => {
                remember(app, &valid);
                original.set_value(input.get_untracked());
                app.go(&Route::Idea(written));
                say_saved(app, toaster, t(common::STATE_SAVED));
            }
            Err(error) => {
                if let Some(toaster) = toaster {
                    toaster.say(act::why(error));
                }
            }
        }
    };
    let problems = Signal::derive(move || {
        let line = |(field, error): (IdeaField, _)| Problem {
            field: field_id(field),
            text: [
                super::form_fields::label(field),
                ": ",
                &error_words::field_error(error),
            ]
            .concat(),
        };
        errors.get().into_iter().map(line).collect::<Vec<_>>()
    });
    let typed = Typed {
        input,
        errors,
        keep,
    };
    let title = t(if id.is_some() {
        texts::CHANGE
    } else {
        texts::NEW
    });
    view! {
        <form class="page" novalidate on:submit=submit>
            <PageHeader title back=back(id)/>
            <BoardState/>
            <Restored restored discard/>
            <ErrorSummary title=error_words::FIX_THESE problems attempts/>
            <FieldsOf typed id/>
            <div class="dock">
                <Button label=texts::HAND_IN variant=Variant::Primary width=Width::Full/>
            </div>
        </form>
    }
}
