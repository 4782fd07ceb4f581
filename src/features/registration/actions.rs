//! What can be done with a ticket: picture, print, change, cancel, consents, export, deletion.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::patch::DELETION;
use gagas_domain::time::Instant;
use gagas_domain::value::Value;
use gagas_domain::view::{Consent, ConsentChoice};

use super::deadline::Deadline;
use super::form::Purpose;
use super::stored::{self, Held};
use super::{picture, send};
use crate::components::{
    Button, Confirm, Disclosure, Icon, LinkButton, Toaster, Variant, Width, YesNo,
};
use crate::i18n::{common, errors, lang, registration as texts, t, tf};
use crate::parts::{say_saved, slug};
use crate::platform::{clock, dom, files, format, share};
use crate::route::Route;
use crate::state::{App, EditError, Remembered};

/// The actions of a ticket.
#[component]
pub(super) fn Actions(app: App, held: Held, code: RwSignal<Option<String>>) -> impl IntoView {
    let toaster = Toaster::get();
    let (id, cancelled) = (held.id, held.cancelled);
    let shown = StoredValue::new(held);
    let pass_on = move |sharing: bool| {
        let workshop =
            untrack(|| app.workshop()).map(|w| w.title.get(lang().is_english()).to_owned());
        let words = match cancelled {
            true => t(texts::CANCELLED).into(),
            false => code.get_untracked().unwrap_or_default(),
        };
        spawn(async move {
            let held = shown.get_value();
            let picture = picture::draw(&held, &workshop.unwrap_or_default(), &words).await;
            let Some(picture) = picture else {
                return toaster.say(t(texts::PICTURE_FAILED));
            };
            // Who registers several people must tell their files apart.
            let name = slug(&held.registration.details.name);
            let name = [t(texts::PICTURE_FILE), "-", &name, ".png"].concat();
            if sharing {
                // Closing the share sheet is no failure.
                share::share_file(&name, "image/png", &picture).await;
            } else if !files::save_blob(&name, &picture) {
                toaster.say(t(texts::PICTURE_FAILED));
            }
        });
    };
    let shares = share::can_share_files().then(|| {
        view! { <Button label=common::SHARE width=Width::Full icon_before=Icon::Share2 on_press=move |()| pass_on(true)/> }
    });
    view! {
        <div class="actions no-print">
            <Button label=texts::PICTURE width=Width::Full icon_before=Icon::Download on_press=move |()| pass_on(false)/>
            {shares}
            <Button label=texts::PRINT width=Width::Full icon_before=Icon::Printer on_press=Callback::new(move |()| dom::print())/>
            <LinkButton label=texts::EDIT_TITLE width=Width::Full icon_before=Icon::Pencil
                href=Route::RegistrationForm(Some(id)).href()/>
        </div>
        <Deadline app/>
        <div class="no-print">
            <Disclosure summary=texts::CONSENTS><Consents app held=shown/></Disclosure>
            <Mine app held=shown cancelled/>
        </div>
    }
}

/// Export, cancelling and deletion.
#[component]
fn Mine(app: App, held: StoredValue<Held>, cancelled: bool) -> impl IntoView {
    let toaster = Toaster::get();
    let asking = RwSignal::new(false);
    let (id, own) = held.with_value(|held| (held.id, held.own));
    let export = Callback::new(move |()| {
        let json = held.with_value(|held| held.registration.to_value().to_json());
        if !files::save(t(texts::EXPORT_FILE), "application/json", json.as_bytes()) {
            toaster.say(t(texts::EXPORT_FAILED));
        }
    });
    let cancel = Callback::new(move |()| {
        let fields = vec![("cancelled".into(), Value::Bool(!cancelled))];
        match untrack(|| stored::write(app, &id, fields, Vec::new())) {
            Ok(_) => {
                let words = t(if cancelled {
                    common::STATE_SAVED
                } else {
                    texts::CANCELLED_DONE
                });
                say_saved(app, Some(toaster), words);
            }
            Err(EditError::Refused(code)) => toaster.say(errors::write_error(code)),
            Err(_) => toaster.say(t(texts::SEAL_FAILED)),
        }
    });
    let erase = Callback::new(move |()| {
        let fields = vec![(DELETION.into(), Value::Bool(true))];
        let gone = vec![(stored::name(&id), None)];
        if untrack(|| stored::write(app, &id, fields, gone)).is_ok() {
            // Half typed changes are the same person's data.
            app.drop_draft(&Purpose::Change(id).draft());
            if own {
                app.drop_draft(&Purpose::Own.draft());
                app.remember(&Remembered::default());
            }
            toaster.say(t(texts::ERASED));
            app.go(&Route::Registration);
        } else {
            toaster.say(t(texts::ERASE_FAILED));
        }
    });
    view! {
        <div class="actions">
            <Button label=texts::EXPORT variant=Variant::Quiet on_press=export/>
            <Button label=t(if cancelled { texts::RENEW } else { texts::CANCEL }) variant=Variant::Quiet on_press=cancel/>
            <Button label=texts::ERASE variant=Variant::Danger on_press=Callback::new(move |()| asking.set(true))/>
        </div>
        <Confirm open=asking on_close=Callback::new(move |()| asking.set(false)) on_confirm=erase
            title=texts::ERASE text=texts::ERASE_TEXT confirm=texts::ERASE cancel=common::CANCEL/>
    }
}

/// Which text was answered, how, and when.
fn said(app: App, choice: &ConsentChoice) -> String {
    let yes = t(if choice.yes { texts::YES } else { texts::NO });
    let version = tf(texts::CONSENT_VERSION, &[&choice.version.to_string()]);
    let zone = untrack(|| app.zone());
    let at = choice.at.map(|at| format::moment(at.ms(), &zone));
    let at = at.map(|at| [" · ", &*at].concat()).unwrap_or_default();
    [&version, " · ", yes, &at].concat()
}

/// The consents as they were given; each can be withdrawn or given at any time.
#[component]
fn Consents(app: App, held: StoredValue<Held>) -> impl IntoView {
    let toaster = Toaster::get();
    let asked = untrack(|| app.workshop())
        .map(|w| w.registration.consents.clone())
        .unwrap_or_default();
    let given = held.with_value(|held| held.registration.details.consents.clone());
    // What was answered and is not asked any more still stands.
    let is_asked = |id: &str| asked.iter().any(|consent| consent.id == id);
    let past = given.iter().filter(|choice| !is_asked(&choice.id));
    let past = past.map(
        |choice| view! { <p class="meta">{[&choice.id, ": ", &*said(app, choice)].concat()}</p> },
    );
    let past = past.collect_view();
    let one = move |(at, consent): (usize, Consent)| {
        let last = given.iter().find(|choice| choice.id == consent.id);
        let last = last.map(|choice| view! { <p class="meta">{said(app, choice)}</p> });
        let text = consent.text.get(lang().is_english()).to_owned();
        let choice = held.with_value(|held| {
            held.registration
                .details
                .choice(&consent.id, consent.version)
        });
        let legend = if consent.required {
            texts::CONSENT_REQUIRED
        } else {
            texts::CONSENT_FREE
        };
        let legend = tf(legend, &[&(at + 1).to_string()]);
        let key = StoredValue::new(consent.id);
        let choose = Callback::new(move |yes: bool| {
            let now = clock::now_ms();
            let now = Instant::new(now, clock::offset_minutes(now));
            let mut registration = held.with_value(|held| held.registration.clone());
            key.with_value(|key| registration.details.choose(key, consent.version, yes, now));
            let id = held.with_value(|held| held.id);
            let Some(nonce) = untrack(|| stored::nonce(app, &id)) else {
                return toaster.say(t(texts::UNKNOWN));
            };
            spawn(async move {
                match send::send(app, registration, nonce, None, false).await {
                    Ok(_) => say_saved(app, Some(toaster), t(common::STATE_SAVED)),
                    Err(words) => toaster.say(words),
                }
            });
        });
        view! {
            <YesNo id=["ticket-consent-", &at.to_string()].concat() legend yes=t(texts::YES)
                no=t(texts::NO) value=Signal::from(choice) on_change=choose>
                <p>{text}</p>
                {last}
            </YesNo>
        }
    };
    view! { <div class="stack">{asked.into_iter().enumerate().map(one).collect_view()}{past}</div> }
}
