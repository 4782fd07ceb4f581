//! The page of a workshop that a link named and of which nothing has arrived.

use crate::platform::task::spawn;
use crate::render::prelude::*;

use crate::components::{Button, Icon, Notice, PageHeader, Tone, Variant};
use crate::i18n::{common, start as texts, t};
use crate::parts::{Committee, KnownWorkshops, LanguageSwitch, TakeIn};
use crate::state::{Phase, use_app};

/// Says that the workshop has not arrived, and how to get it.
#[component]
pub fn AwaitingPage() -> impl IntoView {
    let app = use_app();
    let busy = RwSignal::new(false);
    let still = RwSignal::new(false);
    let awaited = match app.phase.get_untracked() {
        Phase::Awaiting(id) => Some(id),
        _ => None,
    };
    let served = app.is_served();
    let retry = move |()| {
        busy.set(true);
        if served {
            app.nudge();
        }
        still.set(false);
        spawn(async move {
            app.fetch_beside().await;
            // The page may be gone by now.
            busy.set(false);
            still.set(matches!(app.phase.get_untracked(), Phase::Awaiting(_)));
        });
    };
    let text = move || {
        t(match app.server.get() {
            server if server.refused && app.is_organiser() => common::LINK_OLD_ORGANISER,
            server if server.refused => common::LINK_OLD_TEXT,
            server if server.here => texts::AWAITING_SERVER,
            _ => texts::AWAITING_TEXT,
        })
    };
    let note = move || {
        still
            .get()
            .then(|| view! { <Notice tone=Tone::Wait><p>{texts::AWAITING_STILL}</p></Notice> })
    };
    view! {
        <div class="page">
            <PageHeader title=texts::AWAITING/>
            <div class="stack">
                <p>{text}</p>
                <Button
                    label=common::RETRY
                    variant=Variant::Primary
                    icon_before=Icon::RefreshCw
                    busy
                    on_press=retry
                />
                {note}
            </div>
            <section class="section"><TakeIn/></section>
            <KnownWorkshops except=awaited/>
            <Committee/>
            <section class="section"><LanguageSwitch/></section>
        </div>
    }
}
