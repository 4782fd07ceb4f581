//! The head of the list: the workshop, where and when, the zone of its times, and its tools.

use crate::render::prelude::*;
use gagas_domain::time::Day;
use gagas_domain::view::Workshop;

use super::calendar::{self, Which};
use super::look::Look;
use super::words;
use crate::components::{Icon, Menu, MenuItem, PageHeader};
use crate::i18n::{agenda as texts, common, lang, t, tf};
use crate::platform::{dom, format, rest::Rest};

/// The head of the list.
#[component]
pub fn Head(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let title = Signal::derive(move || {
        let of = |w: &Workshop| w.title.get(lang().is_english()).to_owned();
        let title = look.app.workshop().map(|workshop| of(&workshop));
        title.unwrap_or_else(|| t(common::AGENDA).into())
    });
    let beside = Memo::new(move |_| look.chosen.with(Option::is_some));
    // A page has one `h1`, and beside a session that is the session's title.
    move || {
        if beside.get() {
            view! { <header class="head no-print"><p class="title">{title}</p><div class="meta"><Where look/></div></header> }
        } else {
            let subtitle = view! { <Where look/> };
            let tools = view! { <Tools look/> };
            view! { <PageHeader title subtitle tools/> }
        }
    }
}

#[component]
fn Where(look: Look) -> impl IntoView {
    let app = look.app;
    let place = move || {
        let workshop = app.workshop();
        let venue = workshop
            .as_ref()
            .and_then(|w| w.venue.clone())
            .unwrap_or_default();
        let days = look.agenda.with(|agenda| agenda.days());
        let first = workshop
            .as_ref()
            .and_then(|w| w.starts)
            .or(days.first().copied());
        let last = workshop
            .as_ref()
            .and_then(|w| w.ends)
            .or(days.last().copied());
        words::joined(&[&venue, &dates(first, last)])
    };
    let zone = Memo::new(move |_| {
        let starts = look
            .agenda
            .with(|agenda| agenda.sessions().first().map(|s| s.starts.ms()));
        format::zone_name(
            starts.unwrap_or_else(|| app.now.get_untracked()),
            &app.zone(),
        )
    });
    let differs = Memo::new(move |_| look.agenda.with(words::phone_differs));
    view! {
        <p>{place}</p>
        <p>{move || tf(texts::ZONE, &[&zone.get()])}</p>
        {move || differs.get().then(|| view! { <p class="no-print">{texts::PHONE_DIFFERS}</p> })}
    }
}

/// *11–12 Nov 2020*, or both dates in short.
fn dates(first: Option<Day>, last: Option<Day>) -> String {
    let (Some(first), Some(last)) = (first, last) else {
        return first.or(last).map_or_else(String::new, format::long_day);
    };
    if first == last {
        return format::long_day(first);
    }
    let ((year, month, day), (to_year, to_month, _)) = (first.date(), last.date());
    let begins = if (year, month) == (to_year, to_month) {
        day.to_string()
    } else {
        format::short_day(first)
    };
    [&begins, "–", &format::short_day(last)].concat()
}

#[component]
fn Tools(look: Look) -> impl IntoView {
    let save = move |which: Which| Callback::new(move |()| calendar::save(look.app, &which));
    let all = save(Which::All);
    let starred = save(Which::Starred);
    let print = Callback::new(move |()| {
        // After the menu has closed.
        request_animation_frame(|| request_animation_frame(dom::print));
    });
    view! {
        <Menu label=texts::ACTIONS close=common::CLOSE>
            <MenuItem label=texts::ICS_STARRED shows=Icon::Star on_press=starred/>
            <MenuItem label=texts::ICS_ALL shows=Icon::CalendarPlus on_press=all/>
            {move || (look.app.sync.get() == Rest::Here).then(|| calendar::subscribe(look.app))}
            <MenuItem label=texts::PRINT shows=Icon::Printer on_press=print/>
        </Menu>
    }
}
