//! A ticket: its QR code and code in words, kept offline, and how far it has come.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::sync::Verdict;
use gagas_domain::ticket::{Ticket, unpack, words};
use gagas_domain::view::{ADMITTED, Admission, Agency, WAITING, is_received};

use super::actions::Actions;
use super::stored::{self, Held};
use crate::components::{
    Back, Card, EmptyKind, EmptyState, Icon, LinkButton, PageHeader, Qr, SaveState, StateTone,
};
use crate::i18n::{codes, lang, registration as texts, t, tf};
use crate::parts::{Committee, unsaved};
use crate::platform::rest::Rest;
use crate::platform::{fetch, format};
use crate::route::Route;
use crate::state::{App, Step, use_app};

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
        None => {
            let away = stored::elsewhere(app);
            let away = away.iter().find(|(of, _)| *of == id);
            let (title, text) = match away {
                Some(_) => (texts::ELSEWHERE, texts::ELSEWHERE_TEXT),
                None => (texts::UNKNOWN, texts::UNKNOWN_TEXT),
            };
            let (label, route) = match away {
                Some((_, true)) => (texts::RENEW, Route::RegistrationForm(None)),
                _ => (texts::TITLE, Route::Registration),
            };
            view! {
                <div class="page">
                    <PageHeader title back=back()/>
                    <EmptyState kind=EmptyKind::Nothing(Icon::Ticket) title text>
                        <LinkButton label href=route.href()/>
                    </EmptyState>
                    <Committee/>
                </div>
            }
        }
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
            && let Some(words) = words(&ticket.secret, &unpack(&list))
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
                    <Qr label=texts::QR data=ticket.to_qr() too_long=texts::QR_FAILED/>
                    <p class="big">{code}</p>
                    <p class="meta">{t(if held.cancelled { texts::CANCELLED } else { texts::SHOW })}</p>
                </div>
            </Card>
            <Actions app held code/>
            <p class="meta">{texts::PRIVACY} " " {retained.map(|day| tf(texts::RETENTION, &[&format::short_day(day)]))}</p>
        </div>
    }
}

/// How far a registration has come: on this phone, sent, received by the committee; and what became of it.
#[component]
fn HandedOver(app: App, id: RecordId) -> impl IntoView {
    let step = Memo::new(move |_| app.step(&id));
    let received = Memo::new(move |_| {
        let organiser = app.organiser_key();
        organiser.is_some_and(|key| app.with_records(|records| is_received(records, &key, &id)))
    });
    let served = Memo::new(move |_| app.sends());
    let is_here = Memo::new(move |_| app.with_records(|records| records.find(&id).is_some()));
    let state = move || {
        let (tone, text) = unsaved(app).unwrap_or_else(|| match step.get() {
            _ if !is_here.get() => (StateTone::Good, t(texts::ELSEWHERE).to_owned()),
            Step::Refused => (StateTone::Bad, t(texts::REFUSED).to_owned()),
            Step::Kept if served.get() => (StateTone::Wait, t(texts::TO_SEND).to_owned()),
            Step::Kept => (StateTone::Wait, t(texts::WAITS).to_owned()),
            _ if received.get() => (StateTone::Good, t(texts::RECEIVED).to_owned()),
            Step::InFile(at_ms) => {
                let at = format::time(i64::try_from(at_ms).unwrap_or(0), &app.zone());
                (StateTone::Good, tf(texts::HANDED, &[&at]))
            }
            Step::Sent => (StateTone::Good, t(texts::SENT).to_owned()),
        });
        view! { <SaveState tone=Signal::from(tone) text/> }
    };
    let place = move || (app.sync.get() == Rest::Here).then(|| place(app, id));
    view! { {state}{place} }
}

/// What became of it; a door to the part that a server needs, for nobody else judges.
#[inline(never)]
fn place(app: App, id: RecordId) -> View {
    let verdict = Memo::new(move |_| decided(app, &id).or_else(|| app.verdict(&id)));
    let words = move || {
        let words = match verdict.get()? {
            Verdict::Accepted => t(texts::ACCEPTED).to_owned(),
            Verdict::Waiting(n) => tf(texts::WAITING, &[&n.to_string()]),
            Verdict::Late => t(texts::CAME_LATE).to_owned(),
        };
        Some(view! { <p class="meta">{words}</p> })
    };
    words.into_view()
}

/// The place that the committee gave, which outranks the server's verdict.
fn decided(app: App, id: &RecordId) -> Option<Verdict> {
    let organiser = app.organiser_key()?;
    app.with_records(|records| {
        let word = records.get(&Admission::id(&organiser, id))?;
        let position = word.int("position").and_then(|at| u32::try_from(at).ok());
        match word.text("state")? {
            ADMITTED => Some(Verdict::Accepted),
            WAITING => Some(Verdict::Waiting(position.unwrap_or(1))),
            _ => None,
        }
    })
}
