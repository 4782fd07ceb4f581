//! What can be done with a ticket: picture, print, change, cancel, consents, export, deletion.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::keys::AuthorRole;
use gagas_domain::kind::Kind;
use gagas_domain::time::Instant;
use gagas_domain::value::Value;

use super::deadline::Deadline;
use super::form::Purpose;
use super::stored::{self, Held};
use super::{picture, send};
use crate::components::{
    Button, Confirm, Disclosure, Icon, LinkButton, Toaster, Variant, Width, YesNo,
};
use crate::i18n::{common, errors, lang, registration as texts, t, tf};
use crate::parts::say_saved;
use crate::platform::{clock, dom, files};
use crate::route::Route;
use crate::state::{App, Edit, EditError, Remembered};

/// The actions of a ticket.
#[component]
pub(super) fn Actions(app: App, held: Held, code: RwSignal<Option<String>>) -> impl IntoView {
    let toaster = Toaster::get();
    let (id, cancelled) = (held.id, held.cancelled);
    let shown = StoredValue::new(held);
    let save = Callback::new(move |()| {
        let workshop =
            untrack(|| app.workshop()).map(|w| w.title.get(lang().is_english()).to_owned());
        let words = code.get_untracked().unwrap_or_default();
        spawn(async move {
            let held = shown.get_value();
            let saved = picture::save(
                &held,
                &workshop.unwrap_or_default(),
                &words,
                t(texts::PICTURE_FILE),
            )
            .await;
            if !saved {
                toaster.say(t(texts::PICTURE_FAILED));
            }
        });
    });
    view! {
        <div class="actions no-print">
            <Button label=texts::PICTURE width=Width::Full icon_before=Icon::Download on_press=save/>
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
        let nonce = app.with_records_untracked(|records| Some(records.get(&id)?.nonce().to_vec()));
        let edit = Edit {
            by: AuthorRole::Registration,
            kind: Kind::Registration,
            nonce: nonce.unwrap_or_default(),
            fields: vec![("cancelled".into(), Value::Bool(!cancelled))],
            meta: Vec::new(),
        };
        match app.edit(edit) {
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
        app.leave(&id);
        if app.withdraw(&id).is_ok() {
            app.keep(&stored::name(&id), None);
            // Half typed changes are the same person's data.
            app.drop_draft(&Purpose::Change(id).draft());
            if own {
                app.drop_draft(&Purpose::Own.draft());
                app.remember(&Remembered::default());
            }
            toaster.say(t(texts::ERASED));
            app.go(&Route::Registration);
        } else {
            app.stay(&id);
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

/// The consents as they were given; each can be withdrawn or given at any time.
#[component]
fn Consents(app: App, held: StoredValue<Held>) -> impl IntoView {
    let toaster = Toaster::get();
    let asked = untrack(|| app.workshop())
        .map(|w| w.registration.consents.clone())
        .unwrap_or_default();
    let one = move |(at, consent): (usize, gagas_domain::view::Consent)| {
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
            let nonce =
                app.with_records_untracked(|records| Some(records.get(&id)?.nonce().to_vec()));
            spawn(async move {
                let sent =
                    send::send(app, registration, nonce.unwrap_or_default(), None, false).await;
                match sent {
                    Ok(_) => say_saved(app, Some(toaster), t(common::STATE_SAVED)),
                    Err(words) => toaster.say(words),
                }
            });
        });
        view! {
            <YesNo id=["ticket-consent-", &at.to_string()].concat() legend yes=t(texts::YES)
                no=t(texts::NO) value=Signal::from(choice) on_change=choose>
                <p>{text}</p>
            </YesNo>
        }
    };
    view! { <div class="stack">{asked.into_iter().enumerate().map(one).collect_view()}</div> }
}
