//! The registration form: its draft, its errors, and handing it in.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::keys::AuthorRole;
use gagas_domain::kind::Kind;
use gagas_domain::merge::Record;
use gagas_domain::readiness::Readiness;
use gagas_domain::view::{FormErrors, RegistrationField, RegistrationInput, RegistrationSettings};

use super::State;
use super::deadline::Deadline;
use super::fields::Fields;
use super::stored::Held;
use super::{send, stored};
use crate::components::{
    Back, Button, ErrorSummary, Notice, PageHeader, Problem, SaveState, StateTone, Tone, Variant,
    Width,
};
use crate::i18n::{common, errors, registration as texts, t, tf};
use crate::parts::{Committee, Restored, unsaved};
use crate::platform::{format, random};
use crate::route::Route;
use crate::state::{App, Remembered, fresh_nonce};

/// For whom the form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Own,
    Other,
    Change(RecordId),
}

impl Purpose {
    pub(super) fn draft(self) -> String {
        match self {
            Self::Own => "registration.self".into(),
            Self::Other => "registration.other".into(),
            Self::Change(id) => ["registration.", &id.to_string()].concat(),
        }
    }

    fn title(self) -> &'static str {
        t(match self {
            Self::Own => texts::FORM_TITLE,
            Self::Other => texts::OTHER_TITLE,
            Self::Change(_) => texts::EDIT_TITLE,
        })
    }
}

/// What the form begins with where there is no draft: what is held, or what is remembered.
fn begin(app: App, purpose: Purpose) -> RegistrationInput {
    let held = untrack(|| match purpose {
        Purpose::Own => stored::all(app).into_iter().find(|held| held.own),
        Purpose::Other => None,
        Purpose::Change(id) => stored::one(app, &id),
    });
    if let Some(held) = held {
        return held.registration.details;
    }
    let remembered = app.remembered();
    match purpose {
        Purpose::Own => RegistrationInput {
            name: remembered.name,
            agency: remembered.agency,
            agency_other: remembered.agency_other,
            ..RegistrationInput::default()
        },
        Purpose::Other | Purpose::Change(_) => RegistrationInput::default(),
    }
}

/// The nonce of the record to write, and what it holds already; why there is none, in words.
///
/// One's own registration is written over where there is one, so that its ticket stays. A deleted
/// record takes nothing any more, so who registers again after that gets the next one.
fn target(app: App, purpose: Purpose) -> Result<(Vec<u8>, Option<Held>), String> {
    let is_dead = |id: &RecordId| {
        app.with_records_untracked(|records| records.find(id).is_some_and(Record::is_dead))
    };
    let found = match purpose {
        Purpose::Other => return Ok((fresh_nonce(), None)),
        Purpose::Change(id) => untrack(|| stored::nonce(app, &id)).map(|nonce| (nonce, id)),
        Purpose::Own => {
            let id = |nonce: Vec<u8>| {
                let id = app.own_record(AuthorRole::Registration, &Kind::Registration, &nonce);
                Some((nonce, id.ok()?))
            };
            let mut all = (0..=u8::MAX).map(stored::own_nonce).filter_map(id);
            all.find(|(_, id)| !is_dead(id))
        }
    };
    let (nonce, id) = found.ok_or(t(texts::UNKNOWN))?;
    Ok((nonce, untrack(|| stored::one(app, &id))))
}

/// The form.
#[component]
pub(super) fn Form(app: App, purpose: Purpose) -> impl IntoView {
    let is_change = matches!(purpose, Purpose::Change(_));
    let draft = app.draft(&purpose.draft());
    let restored = RwSignal::new(draft.is_some());
    let begun = draft.map_or_else(
        || begin(app, purpose),
        |draft| RegistrationInput::read(&draft),
    );
    let input = RwSignal::new(begun);
    let errors = RwSignal::new(FormErrors::<RegistrationField>::new());
    let attempts = RwSignal::new(0_u32);
    let failure = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let touched = RwSignal::new(restored.get_untracked());
    let settings = Memo::new(move |_| {
        app.workshop()
            .map(|workshop| workshop.registration.clone())
            .unwrap_or_default()
    });
    let change = Callback::new(move |next: RegistrationInput| {
        app.keep_draft(&purpose.draft(), &next.draft());
        if !touched.get_untracked() {
            touched.set(true);
        }
        // What is wrong stays said until it is right; nothing new is said before the next attempt.
        if !errors.with_untracked(Vec::is_empty) {
            let judged = settings.with_untracked(|settings| next.validate(settings, None, [0; 16]));
            let wrong = judged.err().unwrap_or_default();
            errors.update(|shown| shown.retain(|error| wrong.contains(error)));
        }
        input.set(next);
    });
    app.guard(touched.into());
    let discard = move |()| {
        app.drop_draft(&purpose.draft());
        restored.set(false);
        touched.set(false);
        errors.set(Vec::new());
        input.set(begin(app, purpose));
    };
    // Whoever sends again takes the place of a ticket that is not here.
    let elsewhere =
        purpose == Purpose::Own && untrack(|| stored::elsewhere(app).iter().any(|(_, own)| *own));
    let hand_in = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (nonce, held) = match target(app, purpose) {
            Ok(target) => target,
            Err(words) => return failure.set(Some(words)),
        };
        let typed = input.get_untracked();
        let valid = settings.with_untracked(|settings| {
            typed.validate(
                settings,
                held.as_ref().map(|held| &held.registration),
                random::bytes(),
            )
        });
        let registration = match valid {
            Ok(registration) => registration,
            Err(found) => {
                errors.set(found);
                return attempts.update(|n| *n += 1);
            }
        };
        busy.set(true);
        spawn(async move {
            if purpose == Purpose::Own {
                app.remember(&Remembered {
                    name: registration.details.name.clone(),
                    agency: registration.details.agency,
                    agency_other: registration.details.agency_other.clone(),
                });
            }
            let revive = purpose == Purpose::Own;
            let sent = send::send(app, registration, nonce, Some(purpose.draft()), revive).await;
            busy.set(false);
            match sent {
                Ok(id) => {
                    touched.set(false);
                    // The ticket itself says how far it has come.
                    app.go(&Route::Ticket(id));
                }
                Err(words) => failure.set(Some(words)),
            }
        });
    };
    view! {
        <div class="page">
            <PageHeader
                title=purpose.title()
                back=Back { href: Route::Registration.href(), label: t(texts::TITLE).into() }
                status=draft_state(app, touched).into_view()
            />
            <div class="field">
                {if is_change {
                    view! { <Deadline app/> }
                } else {
                    view! { <State app only_unusual=true/> }
                }}
            </div>
            {elsewhere.then(|| view! { <div class="field"><Notice tone=Tone::Wait><p>{texts::ELSEWHERE_TEXT}</p></Notice></div> })}
            <Restored restored discard/>
            <form on:submit=hand_in novalidate>
                <Summary errors attempts settings/>
                <Fields app input change errors settings/>
                <Footer app input settings/>
                {(!is_change).then(|| view! { <Deadline app/> })}
                {move || failure.get().map(|words| view! { <Notice tone=Tone::Bad><p>{words}</p></Notice> })}
                <Button label=texts::SEND variant=Variant::Primary width=Width::Full busy/>
            </form>
            <Committee/>
        </div>
    }
}

fn draft_state(app: App, touched: RwSignal<bool>) -> impl IntoView {
    let state = move || (StateTone::Good, t(common::DRAFT_SAVED).into());
    move || {
        touched.get().then(|| {
            let (tone, text) = unsaved(app).unwrap_or_else(state);
            view! { <SaveState tone text/> }
        })
    }
}

#[component]
fn Summary(
    errors: RwSignal<FormErrors<RegistrationField>>,
    attempts: RwSignal<u32>,
    settings: Memo<RegistrationSettings>,
) -> impl IntoView {
    let problems = move || {
        let settings = settings.get();
        let problem = |(field, error): &(RegistrationField, _)| Problem {
            field: super::fields::id(*field),
            text: [
                &super::fields::label(*field, &settings),
                ": ",
                &*errors::field_error(*error),
            ]
            .concat(),
        };
        errors.with(|all| all.iter().map(problem).collect::<Vec<_>>())
    };
    view! { <ErrorSummary title=errors::FIX_THESE problems=Signal::derive(problems) attempts/> }
}

#[component]
fn Footer(
    app: App,
    input: RwSignal<RegistrationInput>,
    settings: Memo<RegistrationSettings>,
) -> impl IntoView {
    let ready = move || {
        let ready = input.with(|input| settings.with(|settings| Readiness::of(input, settings)));
        tf(
            texts::READY,
            &[&ready.done.to_string(), &ready.required.to_string()],
        )
    };
    let kept = move || {
        let until = settings.with(|settings| settings.retain_until);
        until.map(|day| tf(texts::RETENTION, &[&format::short_day(day)]))
    };
    let sealed = move || {
        app.workshop()
            .is_some_and(|workshop| workshop.seal.is_some())
    };
    view! {
        <p class="meta">{texts::PRIVACY} " " {kept}</p>
        <p class="meta">{ready}</p>
        {move || (!sealed()).then(|| view! { <Notice tone=Tone::Wait><p>{texts::NO_SEAL}</p></Notice> })}
    }
}
