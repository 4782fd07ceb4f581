//! One session in the list.

use crate::render::prelude::*;
use gagas_domain::agenda::Row;
use gagas_domain::id::RecordId;
use gagas_domain::view::{Session, SessionType};

use super::look::Look;
use super::words;
use crate::components::{Icon, IconButton, Tag, TagTone};
use crate::i18n::{agenda as texts, t, tf};
use crate::route::Route;

/// The id of the link to a session; "jump to now" leads there.
pub(super) fn row_id(id: &RecordId) -> String {
    ["s-", &id.to_string()].concat()
}

/// How a session stands among the others.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// Its lane, and how many lanes stand side by side; `None` where it is not shown.
    pub(super) place: Option<(usize, usize)>,
    is_on: bool,
    is_chosen: bool,
    is_starred: bool,
    /// What has changed since the person looked, in words.
    news: Option<String>,
}

impl Standing {
    /// How the session stands now. Tracked.
    pub(super) fn of(look: Look, id: &RecordId) -> Self {
        Self {
            place: look.shown.with(|shown| shown.get(id).copied()),
            is_on: look.running.with(|on| on.contains(id)),
            is_chosen: look.chosen.with(|chosen| *chosen == Some(*id)),
            is_starred: look.app.is_starred(id),
            news: look.news.with(|all| {
                let told = all.iter().find(|told| told.id == *id);
                told.map(|told| told.mark.clone())
            }),
        }
    }
}

pub(super) fn row(look: Look, row: &Row, stands: &Standing, zone: &str) -> impl IntoView + use<> {
    let session = &row.session;
    let id = session.id;
    let class = match (
        session.kind == SessionType::Break,
        stands.place,
        stands.is_on,
    ) {
        (_, None, _) => "item off",
        (true, _, false) => "item break",
        (true, _, true) => "item break on",
        (false, _, false) => "item",
        (false, _, true) => "item on",
    };
    let lane = stands.place.map_or(0, |(lane, _)| lane) + 1;
    let title = words::title(session);
    let title = if session.cancelled {
        view! { <s>{title}</s> }
    } else {
        title.into_view()
    };
    let who = untrack(|| {
        look.agenda
            .with(|agenda| words::who_and_where(session, agenda))
    });
    let chosen = stands.is_chosen.then_some("true");
    view! {
        <li class=class style=("--lane", lane.to_string())>
            <div>
                <a class="title" id=row_id(&id) href=Route::Session(id).href() aria-current=chosen>{title}</a>
                <p class="meta">{times(session, zone)}</p>
                {words::phone_span(session).map(|span| view! { <p class="meta no-print">{span}</p> })}
                {(!who.is_empty()).then(|| view! { <p class="meta">{who}</p> })}
                {marks(row, stands)}
            </div>
            {star(look, session, stands.is_starred)}
        </li>
    }
}

/// *08.00–08.30 · 30 mnt*.
fn times(session: &Session, zone: &str) -> impl IntoView + use<> {
    let ends = (session.minutes() > 0).then(|| {
        let lasts = words::duration(session);
        view! { "–"{words::time(session.ends, zone)}" · "{lasts} }
    });
    view! { {words::time(session.starts, zone)}{ends} }
}

/// What must be seen at a glance, in words.
fn marks(row: &Row, stands: &Standing) -> Option<View> {
    let parallel = stands.place.is_some_and(|(_, lanes)| lanes > 1);
    let all = [
        (stands.is_on, texts::NOW, TagTone::Now),
        (row.session.cancelled, texts::CANCELLED, TagTone::Bad),
        (parallel, texts::PARALLEL, TagTone::Plain),
        (row.shares_room, texts::ROOM_CLASH, TagTone::Bad),
    ];
    let all = all.into_iter().filter(|mark| mark.0);
    let mut all: Vec<View> = all
        .map(|(_, label, tone)| view! { <Tag label=t(label) tone/> })
        .collect();
    if let Some(label) = stands.news.clone() {
        all.push(view! { <Tag label tone=TagTone::Now/> });
    }
    (!all.is_empty()).then(|| view! { <p class="row marks">{all}</p> })
}

/// The star; a break has none.
fn star(look: Look, session: &Session, is_starred: bool) -> Option<impl IntoView + use<>> {
    let id = session.id;
    let name = tf(texts::STAR, &[&words::title(session)]);
    (session.kind != SessionType::Break).then(|| {
        let toggle = move |()| {
            look.app.toggle_star(&id);
        };
        let pressed = Signal::from(is_starred);
        view! { <IconButton label=name shows=Icon::Star pressed on_press=toggle/> }
    })
}
