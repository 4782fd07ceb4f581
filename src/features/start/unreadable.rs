//! The page of a workshop whose stored data cannot be used: they are kept, and can be saved.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::id::WorkshopId;

use crate::components::{Button, Icon, Notice, PageHeader, Toaster, Tone, Variant};
use crate::i18n::{common, errors, start as texts, t};
use crate::parts::KnownWorkshops;
use crate::platform::{dom, files};
use crate::state::{App, Phase, raw_export, use_app};
use crate::storage::schema::LoadError;

/// Shows why, offers a raw copy, and never overwrites.
#[component]
pub fn UnreadablePage() -> impl IntoView {
    let app = use_app();
    let found = match app.phase.get_untracked() {
        Phase::Unreadable(id, error) => Some((id, error)),
        _ => None,
    };
    let id = found.as_ref().map(|(id, _)| *id);
    let why = found.map(|(_, error)| reason(&error));
    view! {
        <div class="page">
            <PageHeader title=texts::UNREADABLE/>
            {why.map(|why| view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> })}
            {id.map(|id| view! { <Ways app id/> })}
            <KnownWorkshops except=id/>
        </div>
    }
}

#[component]
fn Ways(app: App, id: WorkshopId) -> impl IntoView {
    let toaster = Toaster::here();
    let busy = RwSignal::new(false);
    let save = move |()| {
        busy.set(true);
        spawn(async move {
            let saved = match raw_export(&id).await {
                Ok(text) => files::save("gagas-salinan-mentah.txt", "text/plain", text.as_bytes()),
                Err(_) => false,
            };
            busy.set(false);
            if let Some(toaster) = toaster.filter(|_| !saved) {
                toaster.say(t(texts::RAW_FAILED));
            }
        });
    };
    let retry = move |()| {
        // A failure is the same page again, with its reason.
        spawn(async move { drop(app.reopen(id).await) });
    };
    view! {
        <div class="actions">
            <Button
                label=texts::RAW_EXPORT
                variant=Variant::Primary
                icon_before=Icon::Download
                busy
                on_press=save
            />
            <Button label=common::RETRY on_press=retry/>
            <Button label=texts::RELOAD icon_before=Icon::RefreshCw on_press=|()| dom::reload()/>
        </div>
    }
}

fn reason(error: &LoadError) -> String {
    match error {
        LoadError::Newer { .. } => t(texts::UNREADABLE_NEWER).into(),
        LoadError::Unreadable => t(texts::UNREADABLE_BROKEN).into(),
        LoadError::Storage(error) => errors::storage_error(error),
    }
}
