//! Links and codes to pass on.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;

use crate::components::{Back, Button, Icon, PageHeader, Toaster};
use crate::i18n::{common, device, sharing as texts, t, tf};
use crate::parts::{save_bundle, share_bundle, ways};
use crate::platform::share;
use crate::route::Route;
use crate::state::{App, use_app};

/// The link of the open workshop in all its forms, and the workshop as a file.
#[component]
pub fn SharePage() -> impl IntoView {
    let app = use_app();
    let link = Memo::new(move |_| app.invitation(None).unwrap_or_default());
    let title = Memo::new(move |_| {
        let workshop = app.workshop();
        workshop
            .map(|w| w.title.original.clone())
            .unwrap_or_default()
    });
    let words = Signal::derive(move || tf(texts::INVITATION, &[&title.get()]));
    let back = Back {
        href: Route::More.href(),
        label: t(common::MORE).into(),
    };
    view! {
        <div class="page">
            <PageHeader title=texts::SHARE back/>
            <p>{texts::LINK_TEXT}</p>
            {ways(link, title.into(), words)}
            <WorkshopFile app/>
        </div>
    }
}

#[component]
fn WorkshopFile(app: App) -> impl IntoView {
    let toaster = Toaster::here();
    let busy = RwSignal::new(false);
    let hand_out = move |sharing: bool| {
        busy.set(true);
        spawn(async move {
            let done = if sharing {
                share_bundle(app, BundleKind::Public).await
            } else {
                save_bundle(app, BundleKind::Public).await
            };
            busy.set(false);
            if let Some(toaster) = toaster.filter(|_| !sharing) {
                toaster.say(t(if done {
                    device::FILE_SAVED
                } else {
                    device::FILE_FAILED
                }));
            }
        });
    };
    let shares = share::can_share_files().then(|| {
        view! {
            <Button
                label=texts::FILE_SHARE
                icon_before=Icon::Share2
                busy
                on_press=move |()| hand_out(true)
            />
        }
    });
    view! {
        <section class="section">
            <h2>{texts::FILE}</h2>
            <p class="hint">{texts::FILE_TEXT}</p>
            <div class="actions">
                <Button
                    label=texts::FILE_SAVE
                    icon_before=Icon::Download
                    busy
                    on_press=move |()| hand_out(false)
                />
                {shares}
            </div>
        </section>
    }
}
