//! All that is left: links to pages, each with how things stand there.

use crate::render::prelude::*;
use gagas_domain::kind::Kind;

use super::waiting;
use crate::components::{Icon, PageHeader, icon};
use crate::i18n::{Text, about, common, count, device as texts, organiser, sharing, t};
use crate::parts::{Committee, LanguageSwitch, SaveLine};
use crate::platform::rest;
use crate::route::Route;
use crate::state::use_app;

/// The list.
#[component]
pub fn MorePage() -> impl IntoView {
    let app = use_app();
    let news = Memo::new(move |_| {
        app.with_records(|records| records.of_kind(&Kind::Announcement).count())
    });
    let news = move || match news.get() {
        0 => t(about::NO_NEWS).into(),
        n => count(about::NEWS_ONE, about::NEWS_MANY, n),
    };
    let known = move || {
        let n = app.workshops.with(Vec::len);
        count(texts::WORKSHOPS_ONE, texts::WORKSHOPS_MANY, n)
    };
    let room = move || {
        app.is_organiser().then(|| {
            // It is here by the time that it is pressed, and kept for a place without a network.
            rest::ask_room();
            view! { <Place shows=Icon::SlidersHorizontal label=organiser::ROOM to=Route::Organiser(String::new()) state=organiser::ROOM_HINT/> }
        })
    };
    view! {
        <div class="page">
            <PageHeader title=common::MORE status=view! { <SaveLine/> }/>
            <ul class="lines places">
                {room}
                <Place shows=Icon::Bell label=about::ANNOUNCEMENTS to=Route::Announcements state=Signal::derive(news)/>
                <Place shows=Icon::Upload label=texts::OUTBOX to=Route::Outbox state=Signal::derive(move || waiting::words(app))/>
                <Place shows=Icon::Share2 label=sharing::SHARE to=Route::Share state=sharing::SHARE_HINT/>
                <Place shows=Icon::Database label=texts::DEVICE to=Route::Device state=texts::BACKUP/>
                <Place shows=Icon::Smartphone label=texts::WORKSHOPS to=Route::Workshops state=Signal::derive(known)/>
                <Place shows=Icon::Info label=about::ABOUT to=Route::About state=about::ABOUT_HINT/>
            </ul>
            <section class="section"><LanguageSwitch/></section>
            <Committee/>
        </div>
    }
}

#[component]
fn Place(
    shows: Icon,
    label: Text,
    to: Route,
    #[prop(into)] state: Signal<String>,
) -> impl IntoView {
    view! {
        <li>
            <a class="menu-item" href=to.href()>
                {icon(shows)}
                <span class="fill">
                    <b>{label}</b>
                    <br/>
                    <small class="meta">{state}</small>
                </span>
                {icon(Icon::ChevronRight)}
            </a>
        </li>
    }
}
