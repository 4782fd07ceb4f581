//! The list: a heading for each day, one for each beginning, and the sessions that begin then.
//!
//! All sessions are in the page, for paper too; filters only hide rows, and the clock only marks them.

use crate::render::prelude::*;
use gagas_domain::agenda::{AgendaDay, Slot};

use super::look::{Look, Shows, is_narrowed};
use super::row::row;
use super::words;
use crate::components::{Button, EmptyKind, EmptyState, Icon};
use crate::i18n::{agenda as texts, t};
use crate::platform::format;
use crate::route::{Params, Route};

/// All sessions, by days and beginnings.
#[component]
pub fn List(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let days = Memo::new(move |_| look.agenda.with(|agenda| agenda.by_day()));
    view! {
        <div class="programme">
            {move || days.get().into_iter().map(|each| day(look, each)).collect_view()}
        </div>
        <Nothing look/>
    }
}

fn day(look: Look, day: AgendaDay) -> impl IntoView {
    let ids: Vec<_> = day
        .slots
        .iter()
        .flat_map(|slot| &slot.rows)
        .map(|row| row.session.id)
        .collect();
    let off = move || {
        look.shown
            .with(|shown| !ids.iter().any(|id| shown.contains_key(id)))
    };
    view! {
        <section class="day" class:off=off>
            <h2>{format::long_day(day.day)}</h2>
            {day.slots.into_iter().map(|each| slot(look, each)).collect_view()}
        </section>
    }
}

fn slot(look: Look, slot: Slot) -> impl IntoView {
    let ids: Vec<_> = slot.rows.iter().map(|row| row.session.id).collect();
    // How many lanes the rows that are left need; none where nothing is left.
    let lanes = Memo::new(move |_| {
        look.shown.with(|shown| {
            let lanes = ids.iter().filter_map(|id| shown.get(id));
            lanes.map(|(_, lanes)| *lanes).max().unwrap_or(0)
        })
    });
    let zone = look.app.zone();
    view! {
        <div class="slot" class:off=move || lanes.get() == 0 class:parallel=move || { lanes.get() > 1 }>
            <h3>{words::time(slot.starts, &zone)}</h3>
            <ul style=("--lanes", move || lanes.get().max(1).to_string())>
                {slot.rows.into_iter().map(|each| row(look, each, &zone)).collect_view()}
            </ul>
        </div>
    }
}

/// What stands there where no row is left.
#[component]
fn Nothing(look: Look) -> impl IntoView {
    let nothing = Memo::new(move |_| look.shown.with(|shown| shown.is_empty()));
    let any = Memo::new(move |_| look.agenda.with(|agenda| !agenda.sessions().is_empty()));
    let narrowed = Memo::new(move |_| look.params.with(is_narrowed));
    let all = move |()| {
        look.app.adjust(Route::Agenda(
            Params::default().with("day", super::look::ALL),
        ));
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
                    {back.then(|| view! { <Button label=t(texts::ALL_DAYS) on_press=all/> })}
                </EmptyState>
            </div>
        })
    }
}
