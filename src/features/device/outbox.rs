//! The page of what waits to be handed over, and the file that hands it over.

use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;

use super::back_to_more;
use super::refused;
use super::waiting::{self, Waiting};
use crate::components::{
    Button, Disclosure, EmptyKind, EmptyState, Icon, PageHeader, Tag, TagTone, Variant,
};
use crate::i18n::{common, device as texts, t, tf};
use crate::parts::{Committee, FileWays, SaveLine};
use crate::platform::format;
use crate::platform::rest::Rest;
use crate::state::{App, use_app};
use crate::storage::workshop_store::QueueState;

/// What waits, and the ways to hand it over.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let app = use_app();
    let all = Memo::new(move |_| waiting::all(app));
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    // Each round with a server changes what this is told by, and not this.
    let sends = Memo::new(move |_| app.sends());
    let body = move || {
        if is_empty.get() && app.refused() > 0 {
            return View::Empty;
        }
        if is_empty.get() {
            return view! {
                <EmptyState
                    kind=EmptyKind::Nothing(Icon::CircleCheck)
                    title=texts::OUTBOX_EMPTY
                    text=texts::OUTBOX_EMPTY_TEXT
                />
            };
        }
        let hand_over = if sends.get() && app.sync.get() == Rest::Here {
            send(app)
        } else {
            view! { <HandOver/> }
        };
        view! {
            {hand_over}
            <ul class="lines section">
                {each(move || all.get(), key, move |waiting| view! { <Entry app waiting/> })}
            </ul>
        }
    };
    view! {
        <div class="page">
            <PageHeader
                title=texts::OUTBOX
                back=back_to_more()
                status=view! { <SaveLine/> }
            />
            {move || (app.sync.get() == Rest::Here).then(|| refused::draw(app))}
            {body}
            <Committee/>
        </div>
    }
}

/// The way to the server; a door to the part that one needs.
#[inline(never)]
fn send(app: App) -> View {
    view! { <Send app/> }
}

/// Sends now what waits for the server; the file is the other way.
#[component]
fn Send(app: App) -> impl IntoView {
    let state = move || {
        if app.server.get().refused {
            t(common::LINK_OLD_TEXT)
        } else {
            t(texts::OUTBOX_SENDS)
        }
    };
    view! {
        <p>{state}</p>
        <div class="actions">
            <Button
                label=texts::OUTBOX_SEND
                variant=Variant::Primary
                icon_before=Icon::RefreshCw
                on_press=move |()| app.nudge()
            />
        </div>
        <Disclosure summary=texts::OUTBOX_BY_FILE><HandOver/></Disclosure>
    }
}

#[component]
fn HandOver() -> impl IntoView {
    view! {
        <div class="stack">
            <p>{texts::OUTBOX_TEXT}</p>
            <p class="hint">{texts::OUTBOX_SAFE}</p>
        </div>
        <FileWays label=texts::OUTBOX_SAVE kind=BundleKind::Organiser variant=Variant::Primary shares=true/>
    }
}

#[component]
fn Entry(app: App, waiting: Waiting) -> impl IntoView {
    let zone = untrack(|| app.zone());
    let tone = match waiting.state {
        QueueState::Waiting => TagTone::Now,
        _ => TagTone::Good,
    };
    let written = tf(texts::WRITTEN, &[&format::moment(waiting.at_ms, &zone)]);
    let kind = waiting::kind_words(&waiting);
    view! {
        <li class="entry">
            <p class="meta">{kind}" · "{written}</p>
            {waiting.title.map(|title| view! { <p>{title}</p> })}
            <Tag label=waiting::state_words(waiting.state, &zone) tone/>
        </li>
    }
}

fn key(waiting: &Waiting) -> String {
    let state = waiting.state == QueueState::Waiting;
    [
        &*waiting.record.to_string(),
        &waiting.at_ms.to_string(),
        if state { "w" } else { "h" },
    ]
    .concat()
}
