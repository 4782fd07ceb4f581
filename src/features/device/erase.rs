//! Erasing the open workshop from this device, for ever.

use crate::platform::task::spawn;
use crate::render::prelude::*;

use crate::components::{Button, Confirm, Icon, Toaster, Variant};
use crate::i18n::{common, device as texts, errors, t, tf};
use crate::route::Route;
use crate::state::{App, use_app};

/// What erasing the open workshop means, its warnings first.
#[must_use]
pub fn warning(app: App) -> String {
    let waiting = app.waiting();
    let lost = (waiting > 0).then(|| tf(texts::ERASE_WAITING, &[&waiting.to_string()]));
    let key = app
        .is_organiser()
        .then(|| t(texts::ERASE_ORGANISER).to_owned());
    let parts = [lost, key, Some(t(texts::ERASE_TEXT).to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
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
