//! What has changed on the agenda since the person looked: in one line above it, on rows, and in full at
//! the session. All of it is in the second part; until that is here nothing is told as new.

use crate::render::prelude::*;
use gagas_domain::agenda::{Agenda, Change, News};
use gagas_domain::id::RecordId;
use gagas_domain::view::Session;

use super::look::Look;
use super::words;
use crate::components::{Button, Disclosure, Variant, focus_heading};
use crate::i18n::{agenda as texts, count, t};
use crate::platform::{format, rest::Rest};
use crate::route::Route;
use crate::state::{App, Looked};

/// What has changed about one session, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) id: RecordId,
    title: String,
    is_gone: bool,
    /// What its row says: *Dipindah, Ganti ruang*.
    pub(super) mark: String,
    /// A line for each change: *Dipindah: 08.00 → 09.30*.
    lines: String,
}

/// What is told on the page; a door to the second part.
#[inline(never)]
pub(super) fn work_out(app: App) -> Vec<Told> {
    let (agenda, zone) = (app.agenda(), app.zone());
    let mut all = Vec::new();
    for news in app.agenda_news() {
        all.push(tell(&news, &agenda, &zone));
    }
    all
}

fn tell(news: &News, agenda: &Agenda, zone: &str) -> Told {
    let now = &*news.session;
    let (mut mark, mut lines) = (String::new(), String::new());
    for change in &news.changes {
        let label = t(match change {
            Change::New => texts::NEW,
            Change::Moved => texts::MOVED,
            Change::Ends => texts::NEW_END,
            Change::Room => texts::NEW_ROOM,
            Change::Title => texts::NEW_TITLE,
            Change::Cancelled => texts::CANCELLED,
            Change::Revived => texts::REVIVED,
            Change::Removed => texts::REMOVED,
        });
        if !lines.is_empty() {
            mark += ", ";
            lines += "\n";
        }
        // That a session was called off its row says anyway.
        mark += match change {
            Change::Cancelled => t(texts::NEW),
            _ => label,
        };
        lines += label;
        if let Some(before) = &news.before {
            let said = |at| said(*change, at, (before, now), agenda, zone);
            if let (Some(from), Some(to)) = (said(before), said(now)) {
                lines += &[": ", &from, " → ", &to].concat();
            }
        }
    }
    Told {
        id: now.id,
        title: words::title(now),
        is_gone: news.changes == [Change::Removed],
        mark,
        lines,
    }
}

/// What a session says of what has changed, before or now; `None` where the change says it all.
fn said(
    change: Change,
    at: &Session,
    both: (&Session, &Session),
    agenda: &Agenda,
    zone: &str,
) -> Option<String> {
    let said = match change {
        Change::Moved => when(at, both, zone),
        Change::Ends => format::time(at.ends.ms(), zone),
        Change::Room => words::room(at, agenda),
        Change::Title => words::title(at),
        _ => return None,
    };
    // A session may have had no room, or have none now.
    Some(if said.is_empty() { "–".into() } else { said })
}

/// When `at` begins, with its end where before and now do not last alike, and its day where that changed.
fn when(at: &Session, (before, now): (&Session, &Session), zone: &str) -> String {
    let time = if before.minutes() == now.minutes() {
        format::time(at.starts.ms(), zone)
    } else {
        format::span(at.starts, at.ends, zone)
    };
    if before.day() == now.day() {
        return time;
    }
    [&format::tab_day(at.day()), " ", &time].concat()
}

/// The line above the agenda.
#[component]
pub fn Changed(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    effect(move || {
        if look.app.rest.get() == Rest::Here {
            look.agenda.track();
            self::look(look.app, Looked::Glance);
        }
    });
    let any = Memo::new(move |_| look.news.with(|all| !all.is_empty()));
    move || any.get().then(|| summary(look))
}

/// What has changed about the session that is shown. From now on it was looked at; what was told stays
/// until the page is left.
#[component]
pub(super) fn ChangedHere(look: Look, id: RecordId) -> impl IntoView {
    let told = RwSignal::new(String::new());
    effect(move || {
        let found = look.news.with(|all| {
            let found = all.iter().find(|told| told.id == id);
            found.map(|told| told.lines.clone())
        });
        if let Some(lines) = found {
            told.set(lines);
            // No frame is drawn while the page is hidden: then nobody has looked.
            request_animation_frame(move || self::look(look.app, Looked::At(id)));
        }
    });
    move || {
        let told = told.get();
        (!told.is_empty())
            .then(|| view! { <div class="notice wait"><p class="pre">{told}</p></div> })
    }
}

/// Keeps in mind what was looked at; a door to the second part.
#[inline(never)]
fn look(app: App, looked: Looked) {
    app.look(looked);
}

/// Draws how many sessions have changed, and unfolded all of them; a door to the second part.
#[inline(never)]
fn summary(look: Look) -> View {
    let summary = Signal::derive(move || {
        count(
            texts::CHANGE_ONE,
            texts::CHANGE_MANY,
            look.news.with(Vec::len),
        )
    });
    let all = move |()| {
        self::look(look.app, Looked::All);
        // What was pressed is gone.
        request_animation_frame(focus_heading);
    };
    let lines = move || look.news.get().into_iter().map(one).collect_view();
    view! {
        <div class="notice wait no-print">
            <Disclosure summary>
                <ul class="lines alike">{lines}</ul>
                <Button label=texts::SEEN_ALL variant=Variant::Quiet on_press=all/>
            </Disclosure>
        </div>
    }
}

fn one(told: Told) -> View {
    let href = (!told.is_gone).then(|| Route::Session(told.id).href());
    view! { <li><a class="title" href=href>{told.title}</a><p class="meta pre">{told.lines}</p></li> }
}
