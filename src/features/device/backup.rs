//! The backup: everything in one file.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;

use crate::components::{Button, Icon, Toaster, Variant};
use crate::i18n::{Text, device as texts, t};
use crate::parts::save_bundle;
use crate::state::use_app;

/// Saves a backup.
#[component]
pub fn Backup() -> impl IntoView {
    view! {
        <section class="section">
            <h2>{texts::BACKUP}</h2>
            <p class="hint">{texts::BACKUP_TEXT}</p>
            <div class="actions">
                <SaveFile
                    label=texts::BACKUP_SAVE
                    kind=BundleKind::Backup
                    variant=Variant::Primary
                />
            </div>
        </section>
    }
}

/// A button that saves a bundle and says whether it did.
#[component]
pub fn SaveFile(
    /// What it is called.
    label: Text,
    /// Which bundle.
    kind: BundleKind,
    /// Its weight.
    #[prop(optional)]
    variant: Variant,
) -> impl IntoView {
    let app = use_app();
    let toaster = Toaster::here();
    let busy = RwSignal::new(false);
    let save = move |()| {
        busy.set(true);
        spawn(async move {
            let saved = save_bundle(app, kind).await;
            busy.set(false);
            if let Some(toaster) = toaster {
                toaster.say(t(if saved {
                    texts::FILE_SAVED
                } else {
                    texts::FILE_FAILED
                }));
            }
        });
    };
    view! { <Button label variant icon_before=Icon::Download busy on_press=save/> }
}
