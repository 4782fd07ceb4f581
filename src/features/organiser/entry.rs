//! One registration in full: everything that was filled in, and how it stands.

use crate::render::prelude::*;
use gagas_domain::board::Board;
use gagas_domain::id::RecordId;
use gagas_domain::nip::Nip;
use gagas_domain::roster::{Content, Entry};
use gagas_domain::view::{Consent, Registration, whatsapp_digits};

use super::desk::Desk;
use super::registrations::title_of_unread;
use super::{entry_href, href, names};
use crate::components::{
    Back, EmptyKind, EmptyState, Icon, LinkButton, Notice, PageHeader, SaveState, StateTone, Tag,
    TagTone, Tone,
};
use crate::i18n::{codes, lang, organiser as texts, registration as form, t, tf};
use crate::platform::format;
use crate::route::Room;
use crate::state::App;

/// How a registration stands, as tags; nothing where there is nothing to say.
pub(super) fn marks(entry: &Entry) -> impl IntoView + use<> {
    let content = match entry.content {
        Content::Open(_) => None,
        Content::Sealed => Some((t(texts::SEALED), TagTone::Now)),
        Content::Unreadable(_) => Some((t(texts::UNREADABLE), TagTone::Bad)),
    };
    let cancelled = entry.sealed.cancelled;
    let all = [
        cancelled.then(|| (t(texts::CANCELLED), TagTone::Bad)),
        content,
        entry.twin.map(|_| (t(texts::TWICE), TagTone::Now)),
        entry
            .state
            .as_deref()
            .map(|state| (texts::decided(state), TagTone::Good)),
    ];
    let all: Vec<_> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| {
        let all = all
            .into_iter()
            .map(|(label, tone)| view! { <Tag label tone/> });
        view! { <div class="row">{all.collect_view()}</div> }
    })
}

#[component]
pub(super) fn Details(desk: Desk, id: RecordId) -> impl IntoView {
    let entry = Memo::new(move |_| desk.roster.with(|roster| roster.find(&id).cloned()));
    let title = Signal::derive(move || match entry.get() {
        None => t(texts::UNKNOWN).to_owned(),
        Some(entry) => match entry.registration() {
            Some(held) => held.full_name(),
            None => title_of_unread(&entry),
        },
    });
    let back = Back {
        href: href(Room::Registrations),
        label: t(texts::REGISTRATIONS).into(),
    };
    let body = move || match entry.get() {
        None => {
            let kind = EmptyKind::Nothing(Icon::Ticket);
            view! { <EmptyState kind title=t(texts::UNKNOWN) text=t(texts::UNKNOWN_TEXT)/> }
        }
        Some(entry) => {
            let board = desk.board.get();
            view! { <div class="stack">{standing(&entry)} {content(desk.app, &board, &entry)}</div> }
        }
    };
    view! {
        <PageHeader title back/>
        {body}
    }
}

/// What is to be known before it is read.
fn standing(entry: &Entry) -> impl IntoView + use<> {
    let told = (entry.registration().is_some()).then(|| {
        let (tone, words) = match entry.received {
            true => (StateTone::Good, t(texts::RECEIVED)),
            false => (StateTone::Wait, t(texts::NOT_RECEIVED)),
        };
        view! { <SaveState tone=Signal::from(tone) text=words/> }
    });
    let cancelled = entry.sealed.cancelled.then(|| {
        view! { <Notice tone=Tone::Wait><p>{t(texts::CANCELLED_TEXT)}</p></Notice> }
    });
    let unreadable = match entry.content {
        Content::Unreadable(why) => Some(texts::unreadable(why)),
        _ => None,
    };
    let unreadable =
        unreadable.map(|words| view! { <Notice tone=Tone::Bad><p>{words}</p></Notice> });
    let twin = entry.twin.map(|other| {
        view! {
            <Notice tone=Tone::Wait>
                <p>{t(texts::TWICE_TEXT)}</p>
                <LinkButton label=t(texts::TWICE_SEE) href=entry_href(other)/>
            </Notice>
        }
    });
    let state = entry.state.as_deref().map(|state| {
        view! { <p><Tag label=texts::decided(state) tone=TagTone::Good/></p> }
    });
    view! { {told} {cancelled} {unreadable} {twin} {state} }
}

fn content(app: App, board: &Board, entry: &Entry) -> impl IntoView + use<> {
    let zone = untrack(|| app.zone());
    let moment = |ms: u64| format::moment(i64::try_from(ms).unwrap_or(0), &zone);
    let mut facts = match entry.registration() {
        Some(held) => facts(board, held),
        None => Vec::new(),
    };
    facts.push((t(texts::WRITTEN), moment(entry.sealed.created_ms)));
    if let Some(edited) = entry.sealed.edited_ms {
        facts.push((t(texts::CHANGED), moment(edited)));
    }
    facts.push((t(texts::NUMBER), entry.sealed.id.to_string()));
    let fact = |(name, value): (&'static str, String)| {
        view! { <div><dt>{name}</dt><dd class="pre">{value}</dd></div> }
    };
    let reach = entry.registration().map(reach);
    let asked = untrack(|| app.workshop()).map(|w| w.registration.consents.clone());
    let consents = entry
        .registration()
        .map(|held| consents(held, &asked.unwrap_or_default(), &zone));
    view! {
        {reach}
        <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
        {consents}
    }
}

/// What was filled in, in the order of the form.
fn facts(board: &Board, held: &Registration) -> Vec<(&'static str, String)> {
    let details = &held.details;
    let attending = details.attending.map(codes::attending).unwrap_or_default();
    let judged = Nip::judge(&details.nip);
    let mut nip = match &judged {
        Ok(nip) => nip.grouped(),
        Err(_) => details.nip.clone(),
    };
    if let Some(words) = texts::nip(&judged) {
        nip.push('\n');
        nip.push_str(words);
    }
    let all = [
        (form::FRONT, details.titles_front.clone()),
        (form::NAME, details.name.clone()),
        (form::BACK, details.titles_back.clone()),
        (form::POSITION, details.position.clone()),
        (form::AGENCY, names::agency_of(board, held)),
        (form::ATTENDING, attending.into()),
        (form::BEHALF_OF, details.behalf_of.clone()),
        (form::PHONE, details.phone.clone()),
        (form::EMAIL, details.email.clone()),
        (form::NIP, nip),
        (form::RANK, details.rank.clone()),
        (form::ACCESS, details.access.clone()),
    ];
    let filled = all.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| (t(name), value)).collect()
}

/// The ways to reach somebody.
fn reach(held: &Registration) -> impl IntoView + use<> {
    let details = &held.details;
    let digits = whatsapp_digits(&details.phone);
    let ways = [
        digits.as_ref().map(|_| {
            let dialled: String = details
                .phone
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            (Icon::Phone, t(texts::CALL), ["tel:", &dialled].concat())
        }),
        digits.map(|digits| {
            let chat = ["https://wa.me/", &digits].concat();
            (Icon::MessageCircle, t(texts::WHATSAPP), chat)
        }),
        (!details.email.is_empty()).then(|| {
            let address = ["mailto:", &details.email].concat();
            (Icon::Mail, t(texts::EMAIL), address)
        }),
    ];
    let ways = ways.into_iter().flatten();
    let links = ways.map(|(icon, label, href)| {
        view! { <LinkButton label href icon_before=icon/> }
    });
    view! { <div class="actions">{links.collect_view()}</div> }
}

/// Each purpose that is asked for, with the choice about its present text.
fn consents(held: &Registration, asked: &[Consent], zone: &str) -> impl IntoView + use<> {
    let one = |consent: &Consent| {
        let mut made = held.details.consents.iter();
        let made = made.find(|made| made.id == consent.id && made.version == consent.version);
        let words = match made {
            None => t(texts::UNASKED).to_owned(),
            Some(made) => {
                let choice = t(if made.yes { texts::YES } else { texts::NO });
                match made.at {
                    Some(at) => tf(texts::CHOSEN_AT, &[choice, &format::moment(at.ms(), zone)]),
                    None => choice.into(),
                }
            }
        };
        let text = consent.text.get(lang().is_english()).to_owned();
        view! { <div><dt>{text}</dt><dd><b>{words}</b></dd></div> }
    };
    let all: Vec<View> = asked.iter().map(one).collect();
    (!all.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{t(form::CONSENTS)}</h2>
                <dl class="facts">{all}</dl>
            </section>
        }
    })
}
