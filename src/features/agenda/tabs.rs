//! The tabs: each day, all days, and what was starred.

use crate::render::prelude::*;

use super::look::{Look, Shows};
use crate::components::{Icon, Tab, Tabs};
use crate::i18n::{agenda as texts, t};
use crate::platform::format;

/// The tabs.
#[component]
pub fn DayTabs(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let stars = Memo::new(move |_| {
        let starred = look.app.starred();
        look.agenda.with(|agenda| agenda.starred(&starred).len())
    });
    let tabs = Memo::new(move |_| {
        let days = look.agenda.with(|agenda| agenda.days());
        let today = look.today.get();
        let tab = |shows, label, note: &str, icon| Tab {
            href: look.href(shows),
            label,
            note: note.into(),
            icon,
        };
        let several = days.len() > 1;
        let mut tabs: Vec<Tab> = Vec::with_capacity(days.len() + 2);
        for day in days {
            let note = if day == today { t(texts::TODAY) } else { "" };
            tabs.push(tab(Shows::Day(day), format::tab_day(day), note, None));
        }
        let label = [t(texts::STARRED), " ", &stars.get().to_string()].concat();
        tabs.push(tab(Shows::Starred, label, "", Some(Icon::Star)));
        if several {
            tabs.push(tab(Shows::All, t(texts::ALL_DAYS).into(), "", None));
        }
        tabs
    });
    let current = Memo::new(move |_| look.href(look.shows.get()));
    view! { <Tabs label=texts::DAYS tabs current/> }
}
