//! A ticket: its QR code and code in words, kept offline, and how far it has come.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::id::{PatchId, RecordId};
use gagas_domain::patch::Patch;
use gagas_domain::ticket::{Ticket, words};
use gagas_domain::view::{Agency, is_received};

use super::actions::Actions;
use super::stored::{self, Held};
use crate::components::{
    Back, Card, EmptyKind, EmptyState, Icon, LinkButton, PageHeader, Qr, SaveState, StateTone,
};
use crate::i18n::{codes, common, lang, registration as texts, t, tf};
use crate::platform::{fetch, format};
use crate::route::Route;
use crate::state::{App, use_app};
use crate::storage::workshop_store::QueueState;

/// The list of words for codes; kept offline with the app.
const WORDS: &str = "./words-id.txt";

/// A ticket that was made on this phone.
#[component]
pub fn TicketPage(
    /// The registration.
    id: RecordId,
) -> impl IntoView {
    let app = use_app();
    let held = Memo::new(move |_| stored::one(app, &id));
    let back = || Back {
        href: Route::Registration.href(),
        label: t(texts::TITLE).into(),
    };
    move || match held.get() {
        Some(held) => view! { <TicketView app held/> },
        None => view! {
            <div class="page">
                <PageHeader title=t(texts::UNKNOWN) back=back()/>
                <EmptyState kind=EmptyKind::Nothing(Icon::Ticket) title=t(texts::UNKNOWN)
                    text=Some(t(texts::UNKNOWN_TEXT).to_owned())>
                    <LinkButton label=t(texts::TITLE) href=Route::Registration.href()/>
                </EmptyState>
            </div>
        },
    }
}

#[component]
fn TicketView(app: App, held: Held) -> impl IntoView {
    let registration = held.registration.clone();
    let name = registration.full_name();
    let title = if held.cancelled {
        t(texts::CANCELLED_DONE).to_owned()
    } else if held.own {
        t(texts::REGISTERED).to_owned()
    } else {
        tf(texts::REGISTERED_OTHER, &[&name])
    };
    let ticket = Ticket {
        registration: held.id,
        secret: registration.ticket,
    };
    let code = RwSignal::new(None::<String>);
    spawn(async move {
        // Without the list the QR code alone must do.
        if let Ok(list) = fetch::text(WORDS).await
            && let Some(words) = words(&ticket.secret, &list)
        {
            code.set(Some(words.join(" · ")));
        }
    });
    let details = registration.details.clone();
    let agency = details.agency.and_then(|id| {
        let all = app.with_records_untracked(Agency::all);
        all.into_iter()
            .find(|agency| agency.id == id)
            .map(|agency| agency.name.get(lang().is_english()).to_owned())
    });
    let agency = agency.unwrap_or(details.agency_other);
    let attending = details.attending.map(codes::attending).unwrap_or_default();
    let retained = app
        .workshop()
        .and_then(|workshop| workshop.registration.retain_until);
    view! {
        <div class="page">
            <PageHeader title back=Back { href: Route::Registration.href(), label: t(texts::TITLE).into() }
                status=view! { <HandedOver app id=held.id/> }/>
            <Card>
                <div class="ticket center">
                    <p><b>{name}</b></p>
                    <p class="meta">{details.position} " · " {attending}</p>
                    <p class="meta">{agency}</p>
                    <Qr label=t(texts::QR) data=ticket.to_qr() too_long=t(texts::QR_FAILED)/>
                    <p class="big">{code}</p>
                    <p class="meta">{t(texts::SHOW)}</p>
                </div>
            </Card>
            <Actions app held code/>
            <p class="meta">{t(texts::PRIVACY)} " " {retained.map(|day| tf(texts::RETENTION, &[&format::short_day(day)]))}</p>
        </div>
    }
}

/// How far a registration has come.
#[component]
fn HandedOver(app: App, id: RecordId) -> impl IntoView {
    let state = Memo::new(move |_| {
        let mine: Vec<PatchId> = app.with_records(|records| {
            let record = records.find(&id);
            record
                .map(|record| {
                    record
                        .winners()
                        .iter()
                        .map(|patch| Patch::id(patch))
                        .collect()
                })
                .unwrap_or_default()
        });
        app.outbox.with(|all| {
            let of_record = all
                .iter()
                .filter(|queued| mine.contains(&PatchId::of(&queued.patch.body)));
            of_record.map(|queued| queued.state).next_back()
        })
    });
    let received = Memo::new(move |_| {
        let organiser = app.organiser_key();
        organiser.is_some_and(|key| app.with_records(|records| is_received(records, &key, &id)))
    });
    move || {
        let (tone, text) = match state.get() {
            Some(QueueState::Waiting) => (StateTone::Wait, t(texts::WAITS).to_owned()),
            _ if received.get() => (StateTone::Good, t(texts::RECEIVED).to_owned()),
            Some(QueueState::HandedOver { at_ms, .. }) => {
                let at = format::time(i64::try_from(at_ms).unwrap_or(0), &app.zone());
                (StateTone::Good, tf(texts::HANDED, &[&at]))
            }
            None => (StateTone::Good, t(common::STATE_SAVED).to_owned()),
        };
        view! { <SaveState tone=Signal::from(tone) text/> }
    }
}
