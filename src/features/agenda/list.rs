//! The list: a heading for each day, one for each beginning, and the sessions that begin then.
//!
//! All sessions are in the page, for paper too; filters only hide rows, and the clock only marks them.

use std::cell::Cell;

use crate::render::later::later;
use crate::render::prelude::*;
use gagas_domain::agenda::{AgendaDay, Slot};

use super::look::{Look, Shows, is_narrowed};
use super::row::{Standing, row};
use super::words;
use crate::components::{Button, EmptyKind, EmptyState, Icon};
use crate::i18n::{agenda as texts, t};
use crate::platform::{dom, format};
use crate::route::{Params, Route};

/// How many beginnings are drawn at a time: the first screen, and then some with each frame.
const CHUNK: usize = 3;

/// All sessions, by days and beginnings.
#[component]
pub fn List(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let days = Memo::new(move |_| look.agenda.with(|agenda| agenda.by_day()));
    // What stands already stays while it is drawn anew.
    let drawn = Cell::new(false);
    let programme = move || {
        let whole = drawn.replace(true);
        let days = days.get().into_iter();
        days.map(|each| day(look, each, whole)).collect_view()
    };
    view! {
        <div class="programme">{programme}</div>
        <Nothing look/>
    }
}

fn day(look: Look, day: AgendaDay, whole: bool) -> impl IntoView {
    let ids: Vec<_> = day
        .slots
        .iter()
        .flat_map(|slot| &slot.rows)
        .map(|row| row.session.id)
        .collect();
    let off = Memo::new(move |_| {
        look.shown
            .with(|shown| !ids.iter().any(|id| shown.contains_key(id)))
    });
    // Below what a server wrote into the page nobody waits for a first screen.
    let is_first = |n| n == 0 && !off.get_untracked() && !dom::is_there("published");
    let chunks = day.slots.chunks(CHUNK).map(<[Slot]>::to_vec).enumerate();
    let chunks = chunks.map(|(n, slots)| {
        later(whole || is_first(n), move || {
            slots
                .iter()
                .map(|each| slot(look, each.clone()))
                .collect_view()
        })
    });
    view! {
        <section class="day" class:off=off>
            <h2>{format::long_day(day.day)}</h2>
            {chunks.collect_view()}
        </section>
    }
}

/// One beginning. It is one live part: its rows are drawn anew when what is around them changes.
fn slot(look: Look, slot: Slot) -> impl IntoView {
    let places = slot
        .rows
        .iter()
        .map(|row| row.session.id)
        .collect::<Vec<_>>();
    let stands = Memo::new(move |_| places.iter().map(|id| Standing::of(look, id)).collect());
    let zone = look.app.zone();
    move || {
        let stands: Vec<Standing> = stands.get();
        // How many lanes the rows that are left need; none where nothing is left.
        let lanes = stands.iter().filter_map(|row| row.place);
        let lanes = lanes.map(|(_, lanes)| lanes).max().unwrap_or(0);
        let class = match lanes {
            0 => "slot off",
            1 => "slot",
            _ => "slot parallel",
        };
        let rows = slot.rows.iter().zip(stands);
        let rows = rows.map(|(each, stands)| row(look, each, &stands, &zone));
        view! {
            <div class=class>
                <h3>{words::time(slot.starts, &zone)}</h3>
                <ul style=("--lanes", lanes.max(1).to_string())>{rows.collect_view()}</ul>
            </div>
        }
    }
}

/// What stands there where no row is left.
#[component]
fn Nothing(look: Look) -> impl IntoView {
    let nothing = Memo::new(move |_| look.shown.with(|shown| shown.is_empty()));
    let any = Memo::new(move |_| look.agenda.with(|agenda| !agenda.sessions().is_empty()));
    let narrowed = Memo::new(move |_| look.params.with(is_narrowed));
    let all = move |()| {
        // Other filters go first; what was typed goes only where it alone is in the way.
        let day = Params::default().with("day", super::look::ALL);
        let before = look.params.get_untracked();
        let typed = day.with("q", before.get("q").unwrap_or_default());
        let next = if typed == before { day } else { typed };
        look.app.adjust(Route::Agenda(next));
    };
    move || {
        if !nothing.get() {
            return None;
        }
        let stars = look.shows.get() == Shows::Starred && !narrowed.get();
        let (title, text, shown) = match (any.get(), stars) {
            (false, _) => (texts::EMPTY, texts::EMPTY_TEXT, Icon::CalendarDays),
            (true, true) => (texts::NO_STARS, texts::NO_STARS_TEXT, Icon::Star),
            (true, false) => (texts::NOTHING, texts::NOTHING_TEXT, Icon::Search),
        };
        let text = Some(t(text).to_owned());
        let back = any.get();
        Some(view! {
            <div class="no-print">
                <EmptyState kind=EmptyKind::Nothing(shown) title=t(title) text>
                    {back.then(|| view! { <Button label=texts::ALL_DAYS on_press=all/> })}
                </EmptyState>
            </div>
        })
    }
}
