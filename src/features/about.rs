//! What Gagas is, how accessible it is, and news from the organiser.

pub mod announcements;

pub use announcements::AnnouncementsPage;

use crate::render::prelude::*;

use crate::components::{Back, PageHeader};
use crate::i18n::{Text, about as texts, common, start, t, tf};
use crate::parts::Committee;
use crate::route::Route;
use crate::state::{Phase, use_app};

/// What Gagas is; also read where no workshop is open.
#[component]
pub fn AboutPage() -> impl IntoView {
    let app = use_app();
    let is_open = matches!(app.phase.get_untracked(), Phase::Open(_));
    let (route, label) = match is_open {
        true => (Route::More, common::MORE),
        false => (Route::Start, common::BACK),
    };
    let back = Back {
        href: route.href(),
        label: t(label).into(),
    };
    let no_contact = move || {
        let silent = app
            .workshop()
            .is_some_and(|workshop| workshop.contact.is_empty());
        silent.then(|| view! { <p class="hint section">{texts::NO_CONTACT}</p> })
    };
    view! {
        <div class="page">
            <PageHeader title=texts::ABOUT back/>
            <p>{start::WHAT}</p>
            <Part
                title=texts::PRIVACY
                texts=&[texts::PRIVACY_1, texts::PRIVACY_2, texts::PRIVACY_3, texts::PRIVACY_4]
            />
            <Part title=texts::ACCESSIBILITY texts=&[texts::ACCESS_1, texts::ACCESS_2]/>
            <Part title=texts::VERSION texts=&[texts::LICENCES]/>
            <p class="meta section">{tf(texts::VERSION_IS, &[env!("CARGO_PKG_VERSION")])}</p>
            <Committee/>
            {no_contact}
        </div>
    }
}

#[component]
fn Part(title: Text, texts: &'static [Text]) -> impl IntoView {
    view! {
        <section class="section prose">
            <h2>{t(title)}</h2>
            {texts.iter().map(|text| view! { <p>{t(*text)}</p> }).collect_view()}
        </section>
    }
}
