//! The card of what is on and what comes next. Its words follow the clock; its structure changes
//! only when sessions do, so that focus stays where it is.

use std::sync::Arc;

use crate::render::later::finish;
use crate::render::prelude::*;
use gagas_domain::agenda::{Moment, Now};
use gagas_domain::view::Session;

use super::coming::Coming;
use super::look::Look;
use super::row::row_id;
use super::words;
use crate::components::{Button, Card, CardTone, Icon, Progress, Variant, focus_id};
use crate::i18n::{agenda as texts, t, tf};
use crate::platform::format;
use crate::route::{Params, Route};

/// The card of what is on and what comes next.
#[component]
pub fn NowCard(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let now = Memo::new(move |_| {
        let at = look.app.now.get();
        look.agenda.with(|agenda| calm(agenda.now(at)))
    });
    let moment = Memo::new(move |_| now.with(|now| now.moment));
    move || match moment.get() {
        Moment::Empty => View::Empty,
        Moment::After => view! { <p class="meta no-print">{texts::OVER}</p> },
        Moment::Running => view! { <Running look now/> },
        _ => view! { <Coming look now/> },
    }
}

/// Whole percents only: the bar needs no more, and the card is not drawn on each tick.
fn calm(mut now: Now) -> Now {
    for running in &mut now.running {
        running.permille -= running.permille % 10;
    }
    now
}

#[component]
fn Running(look: Look, now: Memo<Now>) -> impl IntoView {
    let on = move || {
        let on = now.with(|now| now.running.iter().map(|r| Arc::clone(&r.session)).collect());
        let on: Vec<Arc<Session>> = on;
        on
    };
    view! {
        <section class="no-print" aria-label=texts::NOW>
            <Card tone=CardTone::Now>
                {each(on, |s: &Arc<Session>| [&*s.id.to_string(), &s.changed_ms.to_string()].concat(), move |s| one(look, now, &s))}
                <NextLine look now/>
                <Jump look/>
            </Card>
        </section>
    }
}

/// One session that is on.
fn one(look: Look, now: Memo<Now>, session: &Arc<Session>) -> impl IntoView + use<> {
    let id = session.id;
    let at = move |read: fn(&gagas_domain::agenda::Running) -> i64| {
        now.with(|now| now.running.iter().find(|r| r.session.id == id).map(read))
            .unwrap_or(0)
    };
    let left = move || {
        let minutes = at(|running| running.minutes_left).to_string();
        [t(texts::NOW), " · ", &tf(texts::LEFT, &[&minutes])].concat()
    };
    let percent = Signal::derive(move || {
        u8::try_from(at(|running| i64::from(running.permille / 10))).unwrap_or(100)
    });
    let zone = look.app.zone();
    let span = format::span(session.starts, session.ends, &zone);
    let span = [&span, " ", &format::zone_name(session.starts.ms(), &zone)].concat();
    let place = untrack(|| look.agenda.with(|agenda| words::room(session, agenda)));
    view! {
        <div class="on">
            <p class="now-label">{left}</p>
            <h2><a href=Route::Session(id).href()>{words::title(session)}</a></h2>
            <p class="meta">{words::joined(&[&span, &place])}</p>
            <Progress label=texts::PROGRESS percent/>
        </div>
    }
}

/// What comes next, in one line.
#[component]
fn NextLine(look: Look, now: Memo<Now>) -> impl IntoView {
    let next = Memo::new(move |_| now.with(|now| now.next.clone()));
    move || {
        let next = next.get();
        let first = next.first()?;
        // What comes tomorrow is no business of today's card.
        let today = first.day() == look.today.get();
        today.then(|| {
            let titles: Vec<String> = next.iter().map(|s| words::title(s)).collect();
            let at = format::time(first.starts.ms(), &look.app.zone());
            view! { <p class="meta">{tf(texts::NEXT, &[&at, &titles.join(", ")])}</p> }
        })
    }
}

/// Offers to go to the row of what is on; never goes by itself.
#[component]
fn Jump(look: Look) -> impl IntoView {
    let target = move || look.running.with_untracked(|on| on.iter().next().copied());
    let jump = move |()| {
        let Some(id) = target() else { return };
        if !look.shown.with_untracked(|shown| shown.contains_key(&id)) {
            let day = look.today.get_untracked().to_string();
            look.app
                .adjust(Route::Agenda(Params::default().with("day", &day)));
        }
        finish();
        request_animation_frame(move || request_animation_frame(move || focus_id(&row_id(&id))));
    };
    view! { <Button label=texts::JUMP icon_before=Icon::Clock variant=Variant::Quiet on_press=jump/> }
}
