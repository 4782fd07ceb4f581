//! What the parts of the page look at together: the filters out of the address, what they leave, and
//! what is on. Memos throughout, so that a tick of the clock changes only what it must.

use gagas_domain::sorted::{SortedMap, SortedSet};
use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::agenda::{Agenda, AgendaFilter};
use gagas_domain::id::RecordId;
use gagas_domain::text::Query;
use gagas_domain::time::{Day, Instant};
use gagas_domain::zone::Zone;

use super::news::{self, Told};
use crate::platform::rest::Rest;
use crate::route::{Params, Route};
use crate::state::App;

/// The value of `day` that asks for all days.
pub(super) const ALL: &str = "all";

/// Which view a tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// All days.
    All,
    /// One day.
    Day(Day),
    /// What was starred.
    Starred,
}

/// Sessions that are shown: their lane, and how many lanes stand side by side.
pub(super) type Shown = SortedMap<RecordId, (usize, usize)>;

/// What the parts share.
#[derive(Clone, Copy)]
pub struct Look {
    pub(super) app: App,
    pub(super) agenda: Memo<Arc<Agenda>>,
    /// The filters; those of the last list while one session is shown.
    pub(super) params: Memo<Params>,
    /// The session that the address names.
    pub(super) chosen: Memo<Option<RecordId>>,
    pub(super) shows: Memo<Shows>,
    pub(super) shown: Memo<Shown>,
    pub(super) running: Memo<SortedSet<RecordId>>,
    /// The day at the venue.
    pub(super) today: Memo<Day>,
    /// What has changed since the person looked.
    pub(super) news: Memo<Vec<Told>>,
}

impl Look {
    pub(super) fn new(app: App) -> Self {
        let agenda = Memo::new(move |_| app.agenda());
        let params = Memo::new(move |held: Option<&Params>| match app.route.get() {
            Route::Agenda(params) => params,
            _ => held.cloned().unwrap_or_default(),
        });
        let chosen = Memo::new(move |_| match app.route.get() {
            Route::Session(id) => Some(id),
            _ => None,
        });
        let today = Memo::new(move |_| {
            let zone = Zone::of(&app.zone()).map(|zone| zone.offset_minutes);
            let written = || {
                let first = |agenda: &Arc<Agenda>| agenda.sessions().first().map(|s| s.starts);
                agenda.with(first).map_or(0, Instant::offset_minutes)
            };
            Instant::new(app.now.get(), zone.unwrap_or_else(written)).day()
        });
        let shows = Memo::new(move |_| {
            let opening = || agenda.with(|agenda| agenda.opening_day(today.get()));
            params
                .with(|params| shows(params).or_else(|| opening().map(Shows::Day)))
                .unwrap_or(Shows::All)
        });
        let shown = Memo::new(move |_| {
            let filter = params.with(|params| filter(params, shows.get()));
            let starred = app.starred();
            let days = agenda.with(|agenda| agenda.filtered(&filter, &starred).by_day());
            let rows = days
                .into_iter()
                .flat_map(|day| day.slots)
                .flat_map(|slot| slot.rows);
            rows.map(|row| (row.session.id, (row.lane, row.lanes)))
                .collect()
        });
        let running = Memo::new(move |_| {
            let now = app.now.get();
            let on = |agenda: &Arc<Agenda>| {
                let on = agenda
                    .sessions()
                    .iter()
                    .filter(|session| session.runs_at(now));
                on.map(|session| session.id).collect()
            };
            agenda.with(on)
        });
        let news = Memo::new(move |_| match app.rest.get() {
            Rest::Here => news::work_out(app),
            _ => Vec::new(),
        });
        Self {
            app,
            agenda,
            params,
            chosen,
            shows,
            shown,
            running,
            today,
            news,
        }
    }

    /// Changes one filter; an empty value takes it away.
    pub(super) fn set(self, name: &str, value: &str) {
        let params = self.params.get_untracked().with(name, value);
        self.app.adjust(Route::Agenda(params));
    }

    /// Where a view stands, with the other filters as they are.
    pub(super) fn href(self, shows: Shows) -> String {
        self.params.with(|params| {
            let others = params.with("day", "").with("starred", "");
            let params = match shows {
                Shows::All => others.with("day", ALL),
                Shows::Day(day) => others.with("day", &day.to_string()),
                Shows::Starred => others.with("starred", "1"),
            };
            Route::Agenda(params).href()
        })
    }
}

/// Tells whether a list was narrowed by more than its tab.
pub(super) fn is_narrowed(params: &Params) -> bool {
    ["q", "track", "room"]
        .iter()
        .any(|name| params.get(name).is_some())
}

/// What the address asks for; a search without a day looks at all days.
fn shows(params: &Params) -> Option<Shows> {
    if params.get("starred").is_some() {
        return Some(Shows::Starred);
    }
    match params.get("day") {
        Some(ALL) => Some(Shows::All),
        Some(day) => Day::parse(day).map(Shows::Day),
        None => is_narrowed(params).then_some(Shows::All),
    }
}

fn filter(params: &Params, shows: Shows) -> AgendaFilter {
    let text = |name| params.get(name).map(String::from);
    AgendaFilter {
        day: match shows {
            Shows::Day(day) => Some(day),
            _ => None,
        },
        track: text("track"),
        room: text("room"),
        starred: shows == Shows::Starred,
        query: Query::new(params.get("q").unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_looks_at_all_days_until_one_is_asked_for() {
        let none = Params::default();
        assert_eq!(shows(&none), None);
        let search = none.with("q", "izin");
        assert_eq!(shows(&search), Some(Shows::All));
        let day = search.with("day", "2020-11-12");
        assert_eq!(shows(&day), Day::parse("2020-11-12").map(Shows::Day));
        assert_eq!(shows(&day.with("starred", "1")), Some(Shows::Starred));
        assert_eq!(shows(&none.with("day", "soon")), None);
    }

    #[test]
    fn filters_combine() {
        let params = Params::default()
            .with("room", "aula")
            .with("track", "a")
            .with("q", "izin");
        let filter = filter(&params, Shows::Starred);
        assert_eq!(
            (filter.room.as_deref(), filter.track.as_deref()),
            (Some("aula"), Some("a"))
        );
        assert!(filter.starred && !filter.query.is_empty() && filter.day.is_none());
    }
}
