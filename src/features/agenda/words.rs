//! How a session is put into words: times, places, people.

use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::agenda::{Agenda, phone_time};
use gagas_domain::time::Instant;
use gagas_domain::view::Session;

use crate::i18n::{agenda as texts, lang, tf};
use crate::platform::{clock, format};

/// The title in the reader's language.
pub(super) fn title(session: &Session) -> String {
    session.title.get(lang().is_english()).into()
}

/// The name of its room; empty where it has none.
pub(super) fn room(session: &Session, agenda: &Agenda) -> String {
    let code = session.room.as_deref();
    code.map_or_else(String::new, |code| {
        agenda.room_name(code, lang().is_english()).into()
    })
}

/// The name of its track; empty where it has none.
pub(super) fn track(session: &Session, agenda: &Agenda) -> String {
    let code = session.track.as_deref();
    code.map_or_else(String::new, |code| {
        agenda.track_name(code, lang().is_english()).into()
    })
}

/// Who speaks and where: *Nama, Nama · Aula*.
pub(super) fn who_and_where(session: &Session, agenda: &Agenda) -> String {
    let names: Vec<&str> = session
        .speakers
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    joined(&[&names.join(", "), &room(session, agenda)])
}

/// Joins what is not empty: *a · b*.
pub(super) fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// How long it lasts; empty where that is not known.
pub(super) fn duration(session: &Session) -> String {
    match session.minutes() {
        0 => String::new(),
        minutes => tf(texts::MINUTES, &[&minutes.to_string()]),
    }
}

/// A time for people and machines.
pub(super) fn time(at: Instant, zone: &str) -> impl IntoView + use<> {
    view! { <time datetime=at.to_string()>{format::time(at.ms(), zone)}</time> }
}

/// A span as the phone's own clock tells it; `None` where it tells the same.
pub(super) fn phone_span(session: &Session) -> Option<String> {
    let own = |at: Instant| phone_time(at, clock::offset_minutes(at.ms()));
    own(session.starts)?;
    // The phone's zone, as the clock on its screen.
    let span = format::span(
        session.starts,
        session.ends,
        &crate::platform::dom::phone_zone(),
    );
    // There it may be another day.
    let day = Instant::new(
        session.starts.ms(),
        clock::offset_minutes(session.starts.ms()),
    )
    .day();
    let day = (day != session.day()).then(|| [&format::tab_day(day), ", "].concat());
    Some(tf(
        texts::PHONE_TIME,
        &[&[&day.unwrap_or_default(), &*span].concat()],
    ))
}

/// Tells whether the phone's clock tells other times than the agenda.
pub(super) fn phone_differs(agenda: &Arc<Agenda>) -> bool {
    let differs = |at: Instant| phone_time(at, clock::offset_minutes(at.ms())).is_some();
    agenda
        .sessions()
        .iter()
        .any(|session| differs(session.starts))
}
