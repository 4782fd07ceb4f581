//! News from the organiser, the newest first.

use crate::render::prelude::*;
use gagas_domain::kind::Kind;
use gagas_domain::view::Announcement;

use crate::components::{
    Back, Card, CardTone, EmptyKind, EmptyState, Icon, PageHeader, Tag, TagTone,
};
use crate::i18n::{about as texts, common, t};
use crate::platform::format;
use crate::route::Route;
use crate::state::use_app;

/// The page of all news.
#[component]
pub fn AnnouncementsPage() -> impl IntoView {
    let app = use_app();
    let news = Memo::new(move |_| {
        let mut all: Vec<Announcement> = app.with_records(|records| {
            let kind = Kind::Announcement;
            records
                .of_kind(&kind)
                .filter_map(Announcement::read)
                .collect()
        });
        all.sort_by_key(|announcement| std::cmp::Reverse(announcement.at_ms));
        all
    });
    let back = Back {
        href: Route::More.href(),
        label: t(common::MORE).into(),
    };
    let body = move || {
        let (all, zone) = (news.get(), app.zone());
        if all.is_empty() {
            return view! {
                <EmptyState
                    kind=EmptyKind::Nothing(Icon::Bell)
                    title=texts::NO_NEWS
                    text=texts::NO_NEWS_TEXT
                />
            };
        }
        let item = |announcement| view! { <Item announcement zone=zone.clone()/> };
        view! { <div class="stack">{all.into_iter().map(item).collect_view()}</div> }
    };
    view! {
        <div class="page">
            <PageHeader title=texts::ANNOUNCEMENTS back/>
            {body}
        </div>
    }
}

#[component]
fn Item(announcement: Announcement, zone: String) -> impl IntoView {
    let tone = if announcement.urgent {
        CardTone::Now
    } else {
        CardTone::Plain
    };
    let urgent = announcement
        .urgent
        .then(|| view! { <Tag label=texts::URGENT tone=TagTone::Now/> });
    view! {
            <Card tone>
    <div class="stack">
                <h2>{announcement.title}</h2>
                <p class="meta">{format::moment(announcement.at_ms, &zone)}" "{urgent}</p>
                {announcement.text.map(|text| view! { <p class="pre">{text}</p> })}
            </div></Card>
        }
}
