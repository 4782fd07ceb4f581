//! Registration: its state, the form, tickets, consents, and registering others.
#![expect(unreachable_pub, reason = "the component macro makes props public")]

mod actions;
mod deadline;
mod fields;
mod form;
mod picture;
mod send;
mod stored;
mod ticket;

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::readiness::{Places, RegistrationState};
use gagas_domain::time::Instant;
use gagas_domain::view::OTHERS_LIMIT;

use crate::components::{Back, LinkButton, Notice, PageHeader, Tag, TagTone, Tone, Variant, Width};
use crate::i18n::{registration as texts, t, tf};
use crate::parts::Committee;
use crate::platform::format;
use crate::route::Route;
use crate::state::{App, use_app};
use form::{Form, Purpose};
pub use ticket::TicketPage;

/// The state of registration, and the tickets on this phone.
#[component]
pub fn RegistrationPage() -> impl IntoView {
    let app = use_app();
    let tickets = Memo::new(move |_| stored::all(app));
    let elsewhere = Memo::new(move |_| stored::elsewhere(app));
    let has_own = move || {
        let away = elsewhere.with(|all| all.iter().any(|(_, own)| *own));
        away || tickets.with(|all| all.iter().any(|held| held.own))
    };
    let register = move || {
        (!has_own()).then(|| {
            view! {
                <LinkButton label=texts::FORM_TITLE href=Route::RegistrationForm(None).href()
                    variant=Variant::Primary width=Width::Full/>
            }
        })
    };
    let other = move || {
        if tickets.with(|all| is_full(all)) {
            view! { <p class="meta">{texts::TOO_MANY}</p> }
        } else {
            view! {
                <LinkButton label=texts::OTHER_TITLE href=Route::RegistrationOther.href() width=Width::Full/>
            }
        }
    };
    view! {
        <div class="page">
            <PageHeader title=texts::TITLE/>
            <div class="stack">
                <State app/>
                <p>{texts::NEEDED}</p>
                <div class="actions">{register}{other}</div>
                {move || tickets.with(|all| elsewhere.with(|away| list(all, away)))}
            </div>
            <Committee/>
        </div>
    }
}

/// Whether this phone has registered as many others as it may.
fn is_full(all: &[stored::Held]) -> bool {
    all.iter().filter(|held| !held.own).count() >= OTHERS_LIMIT
}

fn list(all: &[stored::Held], elsewhere: &[(RecordId, bool)]) -> View {
    if all.is_empty() && elsewhere.is_empty() {
        return View::Empty;
    }
    let line = |held: &stored::Held| {
        let cancelled = held
            .cancelled
            .then(|| view! { <Tag label=texts::CANCELLED tone=TagTone::Bad/> });
        view! {
            <li class="ticket-line">
                <a href=Route::Ticket(held.id).href()>{held.registration.full_name()}</a>
                <p class="meta">{held.registration.details.position.clone()}</p>
                {cancelled}
            </li>
        }
    };
    let lines = all.iter().map(line).collect_view();
    let away = |(id, _): &(RecordId, bool)| {
        view! { <li class="ticket-line"><a href=Route::Ticket(*id).href()>{texts::ELSEWHERE}</a></li> }
    };
    let away = elsewhere.iter().map(away).collect_view();
    view! { <section class="section"><h2>{texts::TICKETS}</h2><ul class="lines">{lines}{away}</ul></section> }
}

/// Whether one can register, said before anything is typed; nothing where that is as usual, if asked.
#[component]
fn State(app: App, #[prop(optional)] only_unusual: bool) -> impl IntoView {
    let state = Memo::new(move |_| {
        let settings = app.workshop().map(|workshop| workshop.registration.clone());
        settings.map(|settings| {
            // Nobody sees others' registrations: only a server knows how many there are.
            RegistrationState::at(&settings, app.taken(), app.now.get())
        })
    });
    let moment = move |at: Instant| format::moment(at.ms(), &app.zone());
    let words = move |state: RegistrationState| match state {
        RegistrationState::NotYet { opens } => (Tone::Wait, tf(texts::NOT_YET, &[&moment(opens)])),
        RegistrationState::Full { capacity } => {
            (Tone::Wait, tf(texts::FULL, &[&capacity.to_string()]))
        }
        RegistrationState::Closed { closed } => (Tone::Wait, tf(texts::CLOSED, &[&moment(closed)])),
        RegistrationState::Open { closes, places } => {
            let until = closes.map(|at| tf(texts::OPEN_UNTIL, &[&moment(at)]));
            let mut words = until.unwrap_or_else(|| t(texts::OPEN).into());
            let room = match places {
                Places::Unlimited => None,
                Places::Left(n) => Some((texts::LEFT, n)),
                Places::Unknown { capacity } => Some((texts::CAPACITY, capacity)),
            };
            if let Some((text, n)) = room {
                words.push(' ');
                words.push_str(&tf(text, &[&n.to_string()]));
            }
            (Tone::Info, words)
        }
    };
    move || {
        let (tone, words) = words(state.get()?);
        let shown = !only_unusual || tone == Tone::Wait;
        shown.then(|| view! { <Notice tone><p>{words}</p></Notice> })
    }
}

/// The form for oneself, or of a registration that is changed.
#[component]
pub fn FormPage(
    /// The registration to change; none for a new one.
    id: Option<RecordId>,
) -> impl IntoView {
    let app = use_app();
    view! { <Form app purpose=id.map_or(Purpose::Own, Purpose::Change)/> }
}

/// The form for somebody else.
#[component]
pub fn OtherPage() -> impl IntoView {
    let app = use_app();
    if untrack(|| is_full(&stored::all(app))) {
        return view! {
            <div class="page">
                <PageHeader title=texts::OTHER_TITLE
                    back=Back { href: Route::Registration.href(), label: t(texts::TITLE).into() }/>
                <p>{texts::TOO_MANY}</p>
            </div>
        };
    }
    view! { <Form app purpose=Purpose::Other/> }
}
