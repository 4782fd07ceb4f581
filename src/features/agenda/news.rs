//! What has changed on the agenda since the person looked: in one line above it, on rows, and in full at
//! the session. All of it is in the second part; until that is here nothing is told as new.

use crate::render::prelude::*;
use gagas_domain::agenda::{Agenda, Change, News};
use gagas_domain::id::RecordId;
use gagas_domain::view::Session;

use super::look::Look;
use super::words;
use crate::components::{Button, Disclosure, Notice, Tone, Variant, focus_heading};
use crate::i18n::{Text, agenda as texts, count, t};
use crate::platform::{format, rest::Rest};
use crate::route::Route;
use crate::state::{App, Looked};

/// One change: what it is called, and, where there is an old and a new, both.
type Line = (&'static str, Option<String>);

/// What has changed about one session, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    id: RecordId,
    title: String,
    is_gone: bool,
    lines: Vec<Line>,
}

impl Told {
    /// What the changes of a session are called.
    pub(super) fn labels(all: &[Self], id: &RecordId) -> Vec<&'static str> {
        let lines = all.iter().filter(|told| told.id == *id);
        let lines = lines.flat_map(|told| &told.lines);
        lines.map(|(label, _)| *label).collect()
    }
}

/// What is told on the page; a door to the second part.
#[inline(never)]
pub(super) fn work_out(app: App) -> Vec<Told> {
    let (agenda, zone) = (app.agenda(), app.zone());
    let tell = |news: News| Told {
        id: news.session.id,
        title: words::title(&news.session),
        is_gone: news.changes == [Change::Removed],
        lines: lines(&news, &agenda, &zone),
    };
    app.agenda_news().into_iter().map(tell).collect()
}

fn lines(news: &News, agenda: &Agenda, zone: &str) -> Vec<Line> {
    let now = &*news.session;
    let line = |change: &Change| {
        let (label, tell): (Text, &dyn Fn(&Session) -> String) = match change {
            Change::New => return (t(texts::NEW), None),
            Change::Cancelled => return (t(texts::NOW_CANCELLED), None),
            Change::Revived => return (t(texts::REVIVED), None),
            Change::Removed => return (t(texts::REMOVED), None),
            Change::Moved => (texts::MOVED, &|session| when(session, news, zone)),
            Change::Ends => (texts::NEW_END, &|session| {
                format::time(session.ends.ms(), zone)
            }),
            Change::Room => (texts::NEW_ROOM, &|session| words::room(session, agenda)),
            Change::Title => (texts::NEW_TITLE, &|session| words::title(session)),
        };
        let both = news.before.as_ref().map(|before| {
            let known = |text: String| if text.is_empty() { "–".into() } else { text };
            [&known(tell(before)), " → ", &known(tell(now))].concat()
        });
        (t(label), both)
    };
    news.changes.iter().map(line).collect()
}

/// When a session begins, with its end where it lasts otherwise, and its day where that changed.
fn when(session: &Session, news: &News, zone: &str) -> String {
    let (before, now) = (news.before.as_ref(), &news.session);
    let same = |tell: fn(&Session) -> i64| before.is_some_and(|before| tell(before) == tell(now));
    let at = if same(Session::minutes) {
        format::time(session.starts.ms(), zone)
    } else {
        format::span(session.starts, session.ends, zone)
    };
    if before.is_some_and(|before| before.day() == now.day()) {
        return at;
    }
    [&format::tab_day(session.day()), " ", &at].concat()
}

/// The line above the agenda.
#[component]
pub fn Changed(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let here = Memo::new(move |_| look.app.rest.get() == Rest::Here);
    effect(move || {
        if here.get() {
            look.agenda.track();
            self::look(look.app, Looked::Glance);
        }
    });
    let any = Memo::new(move |_| look.news.with(|all| !all.is_empty()));
    move || any.get().then(|| draw(look, None))
}

/// What has changed about the session that is shown. From now on it was looked at; what was told stays
/// until the page is left.
#[component]
pub(super) fn ChangedHere(look: Look, id: RecordId) -> impl IntoView {
    let told = RwSignal::new(Vec::<Line>::new());
    effect(move || {
        let news = look
            .news
            .with(|all| all.iter().find(|told| told.id == id).cloned());
        let Some(news) = news else { return };
        told.set(news.lines);
        // No frame is drawn while the page is hidden: then nobody has looked.
        request_animation_frame(move || self::look(look.app, Looked::At(id)));
    });
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| draw(look, Some(told)))
    }
}

/// Keeps in mind what was looked at; a door to the second part.
#[inline(never)]
fn look(app: App, looked: Looked) {
    app.look(looked);
}

/// Draws these lines, or all news in a line that unfolds; a door to the second part.
#[inline(never)]
fn draw(look: Look, here: Option<Vec<Line>>) -> View {
    if let Some(lines) = here {
        return view! {
            <Notice tone=Tone::Wait>{lines.iter().map(|line| view! { <p>{sentence(line)}</p> }).collect_view()}</Notice>
        };
    }
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
    let key = |told: &Told| {
        let lines: Vec<String> = told.lines.iter().map(sentence).collect();
        [&*told.id.to_string(), &*told.title, &*lines.concat()].concat()
    };
    view! {
        <div class="no-print">
            <Notice tone=Tone::Wait>
                <Disclosure summary>
                    <ul class="lines">{each(move || look.news.get(), key, one)}</ul>
                    <Button label=t(texts::SEEN_ALL) variant=Variant::Quiet on_press=all/>
                </Disclosure>
            </Notice>
        </div>
    }
}

fn one(told: Told) -> View {
    let title = if told.is_gone {
        told.title.into_view()
    } else {
        view! { <a href=Route::Session(told.id).href()>{told.title}</a> }
    };
    let lines: Vec<String> = told.lines.iter().map(sentence).collect();
    view! { <li>{title}<p class="meta">{words::joined(&lines.iter().map(String::as_str).collect::<Vec<_>>())}</p></li> }
}

/// *Dipindah: 08.00 → 09.30*.
fn sentence((label, both): &Line) -> String {
    match both {
        Some(both) => [label, ": ", both].concat(),
        None => (*label).into(),
    }
}
