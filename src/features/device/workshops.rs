//! The workshops on this phone: open one, remove one with a warning, get another.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::id::WorkshopId;

use super::{back_to_more, erase};
use crate::components::{
    Confirm, EmptyKind, EmptyState, Icon, IconButton, LinkButton, PageHeader, Tag, TagTone,
    Toaster, Variant, icon,
};
use crate::i18n::{common, device as texts, errors, start, t, tf};
use crate::parts::{TakeIn, open_known, title_of};
use crate::platform::format;
use crate::route::Route;
use crate::state::{App, Phase, use_app};
use crate::storage::devices::KnownWorkshop;

/// The list, and the ways to get another one.
#[component]
pub fn WorkshopsPage() -> impl IntoView {
    let app = use_app();
    let is_empty = Memo::new(move |_| app.workshops.with(Vec::is_empty));
    let removing = RwSignal::new(None::<(WorkshopId, String)>);
    let is_open = Memo::new(move |_| matches!(app.phase.get(), Phase::Open(_)));
    let back = is_open.get_untracked().then(back_to_more);
    let none = move || {
        is_empty.get().then(|| {
            let kind = EmptyKind::Nothing(Icon::CalendarDays);
            view! { <EmptyState kind title=texts::NO_WORKSHOPS/> }
        })
    };
    view! {
        <div class="page">
            {match back {
                Some(back) => view! { <PageHeader title=texts::WORKSHOPS back/> },
                None => view! { <PageHeader title=texts::WORKSHOPS/> },
            }}
            {none}
            <ul class="lines">
                {each(move || app.workshops.get(), key, move |known| view! { <Row app known removing/> })}
            </ul>
            <section class="section">
                <h2>{texts::OPEN_ANOTHER}</h2>
                <TakeIn/>
                <div class="actions">
                    <LinkButton
                        label=texts::TO_START
                        href=Route::Start.href()
                        variant=Variant::Quiet
                        icon_before=Icon::ArrowRight
                    />
                </div>
            </section>
        </div>
        <Removing app removing/>
    }
}

#[component]
fn Row(
    app: App,
    known: KnownWorkshop,
    removing: RwSignal<Option<(WorkshopId, String)>>,
) -> impl IntoView {
    let id = known.id;
    let title = title_of(&known);
    let opened = i64::try_from(known.opened_ms).unwrap_or(0);
    let opened = tf(
        start::LAST_OPENED,
        &[&format::moment(opened, &untrack(|| app.zone()))],
    );
    let current = move || {
        (app.phase.get() == Phase::Open(id))
            .then(|| view! { <Tag label=texts::OPEN_NOW tone=TagTone::Good/> })
    };
    let ask = move |()| {
        spawn(async move {
            let words = if app.workshop_id() == Some(id) {
                untrack(|| erase::warning(app))
            } else {
                erase::warn(app.lost_with(id).await)
            };
            removing.set(Some((id, words)));
        });
    };
    let remove = tf(texts::REMOVE, &[&title]);
    view! {
        <li class="row nowrap">
            <button type="button" class="menu-item fill" on:click=move |_| open_known(app, id)>
                {icon(Icon::CalendarDays)}
                <span>
                    <b>{title}</b>
                    <br/>
                    <small class="meta">{opened}" "{current}</small>
                </span>
            </button>
            <IconButton label=remove shows=Icon::Trash2 on_press=ask/>
        </li>
    }
}

#[component]
fn Removing(app: App, removing: RwSignal<Option<(WorkshopId, String)>>) -> impl IntoView {
    let toaster = Toaster::here();
    // The dialog closes before it acts, so what it was about is kept beside it.
    let last = StoredValue::new(None::<WorkshopId>);
    let open = Signal::derive(move || {
        removing.with(|asked| {
            if let Some((id, _)) = asked {
                last.set_value(Some(*id));
            }
            asked.is_some()
        })
    });
    let remove = move |()| {
        let Some(id) = last.get_value() else { return };
        spawn(async move {
            let result = if app.workshop_id() == Some(id) {
                app.erase().await
            } else {
                app.erase_other(id).await
            };
            let said = match result {
                Ok(()) => t(texts::ERASED).into(),
                Err(error) => errors::storage_error(&error),
            };
            if let Some(toaster) = toaster {
                toaster.say(said);
            }
        });
    };
    view! {
        <Confirm
            open
            on_close=move |()| removing.set(None)
            on_confirm=remove
            title=texts::ERASE
            text=Signal::derive(move || removing.get().map(|(_, words)| words).unwrap_or_default())
            confirm=texts::ERASE_DO
            cancel=common::CANCEL
        />
    }
}

fn key(known: &KnownWorkshop) -> String {
    [
        &*known.id.to_string(),
        &known.opened_ms.to_string(),
        &known.title,
    ]
    .concat()
}
