//! One session: when, where, who, what, and what can be done with it.

use std::sync::Arc;

use crate::render::prelude::*;
use gagas_domain::agenda::Agenda;
use gagas_domain::id::RecordId;
use gagas_domain::view::Session;

use super::calendar::{self, Which};
use super::content::{about, links, speakers};
use super::look::Look;
use super::news::ChangedHere;
use super::words;
use crate::components::{
    Back, Button, EmptyKind, EmptyState, Icon, Notice, PageHeader, Tag, TagTone, Tone,
};
use crate::i18n::{agenda as texts, common, t, tf};
use crate::parts::{Committee, Share};
use crate::platform::format;
use crate::route::Route;

/// One session, or what stands in its place.
#[component]
pub fn Detail(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let session = Memo::new(move |_| {
        let id = look.chosen.get()?;
        Some((id, look.agenda.with(|agenda| agenda.get(&id).cloned())))
    });
    move || match session.get() {
        Some((_, Some(session))) => one(look, &session).into_view(),
        Some((_, None)) => unknown(look).into_view(),
        None => view! {
            <EmptyState kind=EmptyKind::Nothing(Icon::CalendarDays) title=texts::CHOOSE/>
        },
    }
}

fn back(look: Look) -> Back {
    Back {
        href: look
            .params
            .with_untracked(|params| Route::Agenda(params.clone()).href()),
        label: t(common::AGENDA).into(),
    }
}

fn unknown(look: Look) -> impl IntoView {
    view! {
        <PageHeader title=texts::UNKNOWN back=back(look)/>
        <p>{texts::UNKNOWN_TEXT}</p>
        <Committee/>
    }
}

fn one(look: Look, session: &Arc<Session>) -> impl IntoView + use<> {
    let agenda = untrack(|| look.agenda.get());
    let zone = look.app.zone();
    let (room, track) = (
        words::room(session, &agenda),
        words::track(session, &agenda),
    );
    let named = format::zone_name(session.starts.ms(), &zone);
    let ends = (session.minutes() > 0).then(|| view! { "–"{words::time(session.ends, &zone)} });
    let lasts = words::duration(session);
    let subtitle = view! {
        <p>{format::long_day(session.day())}</p>
        <p>
            {words::time(session.starts, &zone)}{ends}" "{named}
            {(!lasts.is_empty()).then(|| [" · ", &lasts].concat())}
        </p>
        {words::phone_span(session).map(|span| view! { <p>{span}</p> })}
        {(!room.is_empty()).then(|| view! { <p>{room}</p> })}
        <p class="row marks">
            {(!track.is_empty()).then(|| view! { <Tag label=track/> })}
            {session.cancelled.then(|| view! { <Tag label=texts::CANCELLED tone=TagTone::Bad/> })}
        </p>
    };
    view! {
        <div class="stack">
            <PageHeader title=words::title(session) back=back(look) subtitle/>
            <ChangedHere look id=session.id/>
            <Clash look id=session.id/>
            <Actions look id=session.id title=words::title(session)/>
            {speakers(session)}
            {about(session)}
            {links(look, session)}
        </div>
    }
}

/// Warns where a starred session overlaps.
#[component]
fn Clash(look: Look, id: RecordId) -> impl IntoView {
    let others = Memo::new(move |_| {
        let starred = look.app.starred();
        look.agenda
            .with(|agenda: &Arc<Agenda>| agenda.clashes_of(&id, &starred))
    });
    move || {
        let titles: Vec<String> = others.get().iter().map(|s| words::title(s)).collect();
        (!titles.is_empty()).then(|| view! {
            <Notice tone=Tone::Wait><p>{tf(texts::CLASH_WITH, &[&titles.join(", ")])}</p></Notice>
        })
    }
}

#[component]
fn Actions(look: Look, id: RecordId, title: String) -> impl IntoView {
    let app = look.app;
    let pressed = Memo::new(move |_| app.is_starred(&id));
    let star = move |()| {
        app.toggle_star(&id);
    };
    let ics = move |()| calendar::save(app, &Which::One(id));
    view! {
        <div class="actions">
            <Button label=texts::STAR_THIS icon_before=Icon::Star pressed on_press=star/>
            <Button label=texts::ICS icon_before=Icon::CalendarPlus on_press=ics/>
            <Share title route=Route::Session(id)/>
        </div>
    }
}
