//! The card while nothing is on: what comes next, and in how long.

use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::agenda::{Agenda, Now};
use gagas_domain::view::Session;

use super::look::Look;
use super::words;
use crate::components::{Card, CardTone};
use crate::i18n::{agenda as texts, t, tf};
use crate::platform::format;
use crate::route::Route;

/// Nothing is on; something comes.
#[component]
pub fn Coming(
    /// What the page looks at.
    look: Look,
    /// What is on, and what comes.
    now: Memo<Now>,
) -> impl IntoView {
    let next = Memo::new(move |_| now.with(|now| now.next.clone()));
    let wait = Memo::new(move |_| now.with(|now| now.minutes_to_next.unwrap_or(0)));
    let label = move || [t(texts::UP_NEXT), " · ", &until(wait.get())].concat();
    let lines = move || {
        let zone = look.app.zone();
        let line = |session: &Arc<Session>| {
            let day = format::long_day(session.day());
            let at = format::span(session.starts, session.ends, &zone);
            let at = [&at, " ", &format::zone_name(session.starts.ms(), &zone)].concat();
            let place = look
                .agenda
                .with(|agenda: &Arc<Agenda>| words::room(session, agenda));
            view! {
                <h2><a href=Route::Session(session.id).href()>{words::title(session)}</a></h2>
                <p class="meta">{words::joined(&[&day, &at, &place])}</p>
            }
        };
        next.get().iter().map(line).collect_view()
    };
    view! {
        <section class="no-print" aria-label=texts::UP_NEXT>
            <Card tone=CardTone::Now><p class="now-label">{label}</p>{lines}</Card>
        </section>
    }
}

/// *18 menit lagi*, *2 jam 5 menit lagi*, *3 hari lagi*.
fn until(minutes: i64) -> String {
    match minutes {
        ..120 => tf(texts::IN_MINUTES, &[&minutes.to_string()]),
        120..2880 => {
            let (hours, rest) = ((minutes / 60).to_string(), (minutes % 60).to_string());
            tf(texts::IN_HOURS, &[&hours, &rest])
        }
        _ => tf(texts::IN_DAYS, &[&(minutes / 1440).to_string()]),
    }
}
