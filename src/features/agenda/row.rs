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

pub(super) fn row(look: Look, row: Row, zone: &str) -> impl IntoView + use<> {
    let session = row.session;
    let id = session.id;
    let place = Memo::new(move |_| look.shown.with(|shown| shown.get(&id).copied()));
    let lane = move || (place.get().map_or(0, |(lane, _)| lane) + 1).to_string();
    let class = if session.kind == SessionType::Break {
        "item break"
    } else {
        "item"
    };
    let on = Memo::new(move |_| look.running.with(|on| on.contains(&id)));
    let chosen = move || (look.chosen.get() == Some(id)).then_some("true");
    let title = words::title(&session);
    let title = if session.cancelled {
        view! { <s>{title}</s> }
    } else {
        title.into_view()
    };
    let who = untrack(|| {
        look.agenda
            .with(|agenda| words::who_and_where(&session, agenda))
    });
    view! {
        <li
            class=class
            class:off=move || place.with(Option::is_none)
            class:on=on
            style=("--lane", lane)
        >
            <div>
                <a class="title" id=row_id(&id) href=Route::Session(id).href() aria-current=chosen>{title}</a>
                <p class="meta">{times(&session, zone)}</p>
                {words::phone_span(&session).map(|span| view! { <p class="meta no-print">{span}</p> })}
                {(!who.is_empty()).then(|| view! { <p class="meta">{who}</p> })}
                <Marks look session=id cancelled=session.cancelled shares_room=row.shares_room on/>
            </div>
            {star(look, &session)}
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
#[component]
fn Marks(
    look: Look,
    session: RecordId,
    cancelled: bool,
    shares_room: bool,
    on: Memo<bool>,
) -> impl IntoView {
    let parallel = Memo::new(move |_| {
        look.shown
            .with(|shown| shown.get(&session).is_some_and(|(_, lanes)| *lanes > 1))
    });
    view! {
        <p class="row marks">
            {move || on.get().then(|| view! { <Tag label=t(texts::NOW) tone=TagTone::Now/> })}
            {cancelled.then(|| view! { <Tag label=t(texts::CANCELLED) tone=TagTone::Bad/> })}
            {move || parallel.get().then(|| view! { <Tag label=t(texts::PARALLEL)/> })}
            {shares_room.then(|| view! { <Tag label=t(texts::ROOM_CLASH) tone=TagTone::Bad/> })}
        </p>
    }
}

/// The star; a break has none.
fn star(look: Look, session: &Session) -> Option<impl IntoView + use<>> {
    let id = session.id;
    let name = tf(texts::STAR, &[&words::title(session)]);
    (session.kind != SessionType::Break).then(|| {
        let pressed = Memo::new(move |_| look.app.starred().contains(&id));
        let toggle = move |()| {
            look.app.toggle_star(&id);
        };
        view! { <IconButton label=name shows=Icon::Star pressed on_press=toggle/> }
    })
}
