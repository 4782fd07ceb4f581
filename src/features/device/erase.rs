//! Erasing the open workshop from this device, for ever.

use crate::platform::task::spawn;
use crate::render::prelude::*;

use crate::components::{Button, Confirm, Icon, Toaster, Variant};
use crate::i18n::{common, device as texts, errors, t, tf};
use crate::route::Route;
use crate::state::{App, use_app};

/// What erasing the open workshop means, its warnings first. Tracked.
#[must_use]
pub fn warning(app: App) -> String {
    warn(Some((app.waiting(), app.is_organiser())))
}

/// What erasing a workshop means: how much waits in it and whether the organiser's key goes, where that can be told.
#[must_use]
pub fn warn(lost: Option<(usize, bool)>) -> String {
    let mut said = String::new();
    let mut say = |words: &str| {
        said += words;
        said += " ";
    };
    match lost {
        None => say(t(texts::ERASE_UNKNOWN)),
        Some((waiting, is_organiser)) => {
            if waiting > 0 {
                say(&tf(texts::ERASE_WAITING, &[&waiting.to_string()]));
            }
            if is_organiser {
                say(t(texts::ERASE_ORGANISER));
            }
        }
    }
    said + t(texts::ERASE_TEXT)
}

/// Asks, and erases.
#[component]
pub fn Erase() -> impl IntoView {
    let app = use_app();
    let toaster = Toaster::here();
    let open = RwSignal::new(false);
    let erase = move |()| {
        spawn(async move {
            let said = match app.erase().await {
                Ok(()) => {
                    app.go(&Route::Start);
                    t(texts::ERASED).into()
                }
                Err(error) => errors::storage_error(&error),
            };
            if let Some(toaster) = toaster {
                toaster.say(said);
            }
        });
    };
    view! {
        <section class="section">
            <h2>{texts::ERASE}</h2>
            <p class="hint">{move || warning(app)}</p>
            <div class="actions">
                <Button
                    label=texts::ERASE_DO
                    variant=Variant::Danger
                    icon_before=Icon::Trash2
                    on_press=move |()| open.set(true)
                />
            </div>
        </section>
        <Confirm
            open
            on_close=move |()| open.set(false)
            on_confirm=erase
            title=texts::ERASE
            text=Signal::derive(move || warning(app))
            confirm=texts::ERASE_DO
            cancel=common::CANCEL
        />
    }
}
