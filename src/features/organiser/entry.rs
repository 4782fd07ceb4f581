//! One registration in full: everything that was filled in, and how it stands.

use crate::render::prelude::*;
use gagas_domain::board::Board;
use gagas_domain::id::RecordId;
use gagas_domain::nip::Nip;
use gagas_domain::roster::{Content, Entry};
use gagas_domain::view::{Consent, Registration, whatsapp_digits};

use super::desk::Desk;
use super::names;
use super::place::Place;
use super::registrations::title;
use super::rows::{Mark, tags};
use crate::components::{
    Back, EmptyKind, EmptyState, Icon, LinkButton, Notice, PageHeader, SaveState, StateTone,
    TagTone, Tone,
};
use crate::i18n::{lang, organiser as texts, registration as form, t, tf};
use crate::platform::format;
use crate::state::App;

/// A name and its value.
type Fact = (String, String);

/// How a registration stands.
pub(super) fn marks(entry: &Entry) -> Vec<Mark> {
    let mut marks = Vec::new();
    if entry.sealed.cancelled {
        marks.push((t(texts::CANCELLED), TagTone::Bad));
    }
    match entry.content {
        Content::Open(_) => {}
        Content::Sealed => marks.push((t(texts::SEALED), TagTone::Now)),
        Content::Unreadable(_) => marks.push((t(texts::UNREADABLE), TagTone::Bad)),
    }
    if entry.twin.is_some() {
        marks.push((t(texts::TWICE), TagTone::Now));
    }
    if let Some(state) = entry.state.as_deref() {
        marks.push((texts::decided(state), TagTone::Good));
    }
    marks
}

/// Draws a registration, or what stands in its place.
pub(super) fn details(desk: Desk, id: RecordId) -> View {
    let entry = Memo::new(move |_| desk.roster.with(|roster| roster.find(&id).cloned()));
    let heading = Signal::derive(move || {
        entry.with(|entry| match entry {
            Some(entry) => title(entry),
            None => t(texts::UNKNOWN).to_owned(),
        })
    });
    let back = Back {
        href: Place::Registrations.href(),
        label: t(texts::REGISTRATIONS).into(),
    };
    let body = move || match entry.get() {
        Some(entry) => content(desk, &entry),
        None => {
            let kind = EmptyKind::Nothing(Icon::Ticket);
            view! { <EmptyState kind title=texts::UNKNOWN text=texts::UNKNOWN_TEXT/> }.into_view()
        }
    };
    view! { <PageHeader title=heading back/>{body} }.into_view()
}

fn content(desk: Desk, entry: &Entry) -> View {
    let app = desk.app;
    let zone = untrack(|| app.zone());
    let mut facts = Vec::new();
    let (mut ways, mut consents) = (Vec::new(), Vec::new());
    let mut told = None;
    if let Some(held) = entry.registration() {
        desk.ideas
            .with_untracked(|ideas| filled_in(&ideas.board, held, &mut facts));
        ways = reach(held);
        consents = choices(app, held, &zone);
        told = Some(match entry.received {
            true => (StateTone::Good, t(texts::RECEIVED)),
            false => (StateTone::Wait, t(texts::NOT_RECEIVED)),
        });
    }
    let moment = |ms: u64| format::moment(i64::try_from(ms).unwrap_or(0), &zone);
    let mut add = |name, value| facts.push((String::from(t(name)), value));
    add(texts::WRITTEN, moment(entry.sealed.created_ms));
    if let Some(edited) = entry.sealed.edited_ms {
        add(texts::CHANGED, moment(edited));
    }
    add(texts::NUMBER, entry.sealed.id.to_string());
    let told = told.map(|(tone, words)| view! { <SaveState tone=Signal::from(tone) text=words/> });
    let links = ways.into_iter().map(|(icon, label, href)| {
        view! { <LinkButton label href icon_before=icon/> }
    });
    let agreed = (!consents.is_empty()).then(|| {
        view! { <section class="section"><h2>{form::CONSENTS}</h2>{list(consents)}</section> }
    });
    view! {
        <div class="stack">
            {told}
            {tags(marks(entry))}
            {notices(entry)}
            <div class="actions">{links.collect_view()}</div>
            {list(facts)}
            {agreed}
        </div>
    }
    .into_view()
}

/// What is to be known before it is read.
fn notices(entry: &Entry) -> View {
    let mut all = Vec::new();
    if entry.sealed.cancelled {
        all.push((Tone::Wait, t(texts::CANCELLED_TEXT), None));
    }
    if let Content::Unreadable(why) = entry.content {
        all.push((Tone::Bad, texts::unreadable(why), None));
    }
    if let Some(other) = entry.twin {
        all.push((Tone::Wait, t(texts::TWICE_TEXT), Some(other)));
    }
    let notice = |(tone, words, other): (Tone, &'static str, Option<RecordId>)| {
        let link = other.map(|id| {
            view! { <LinkButton label=texts::TWICE_SEE href=Place::Registration(id).href()/> }
        });
        view! { <Notice tone><p>{words}</p>{link}</Notice> }
    };
    all.into_iter().map(notice).collect_view()
}

fn list(facts: Vec<Fact>) -> View {
    let fact = |(name, value): Fact| {
        view! { <div><dt>{name}</dt><dd class="pre">{value}</dd></div> }
    };
    let facts = facts.into_iter().map(fact).collect_view();
    view! { <dl class="facts">{facts}</dl> }.into_view()
}

/// What was filled in; a civil servant's number grouped, with what it looks like.
fn filled_in(board: &Board, held: &Registration, facts: &mut Vec<Fact>) {
    for (name, read) in names::FIELDS {
        let mut value = read(held, board);
        if name == form::NIP {
            let judged = Nip::judge(&value);
            if let Ok(nip) = &judged {
                value = nip.grouped();
            }
            if let Some(words) = texts::nip(&judged) {
                value.push('\n');
                value.push_str(words);
            }
        }
        if !value.is_empty() {
            facts.push((t(name).into(), value));
        }
    }
}

/// The ways to reach somebody.
fn reach(held: &Registration) -> Vec<(Icon, &'static str, String)> {
    let details = &held.details;
    let mut ways = Vec::new();
    if let Some(digits) = whatsapp_digits(&details.phone) {
        ways.push((
            Icon::Phone,
            t(texts::CALL),
            ["tel:", &details.phone].concat(),
        ));
        let chat = ["https://wa.me/", &digits].concat();
        ways.push((Icon::MessageCircle, t(texts::WHATSAPP), chat));
    }
    if !details.email.is_empty() {
        let address = ["mailto:", &details.email].concat();
        ways.push((Icon::Mail, t(texts::EMAIL), address));
    }
    ways
}

/// Each purpose that is asked for, with the choice about its present text.
fn choices(app: App, held: &Registration, zone: &str) -> Vec<Fact> {
    let asked = untrack(|| app.workshop()).map(|w| w.registration.consents.clone());
    let one = |consent: Consent| {
        let mut made = held.details.consents.iter();
        let made = made.find(|made| made.id == consent.id && made.version == consent.version);
        let choice = t(match made.map(|made| made.yes) {
            None => texts::UNASKED,
            Some(true) => texts::YES,
            Some(false) => texts::NO,
        });
        let words = match made.and_then(|made| made.at) {
            Some(at) => tf(texts::CHOSEN_AT, &[choice, &format::moment(at.ms(), zone)]),
            None => choice.into(),
        };
        (consent.text.get(lang().is_english()).to_owned(), words)
    };
    asked.unwrap_or_default().into_iter().map(one).collect()
}
