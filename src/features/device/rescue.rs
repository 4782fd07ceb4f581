//! The rescue code: what moves a person to another browser or phone. Secret, so it is shown on
//! demand only.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;

use super::backup::SaveFile;
use crate::components::{Button, Icon, Notice, Qr, Toaster, Tone, Variant};
use crate::i18n::{common, device as texts, sharing, t};
use crate::platform::share;
use crate::state::use_app;

/// Makes and shows the rescue code.
#[component]
pub fn Rescue() -> impl IntoView {
    let app = use_app();
    let toaster = Toaster::here();
    // The link, or nothing where it does not fit into one.
    let code = RwSignal::new(None::<Option<String>>);
    let is_person = Memo::new(move |_| !app.viewer().keys.is_empty());
    let toggle = move |()| {
        if code.get_untracked().is_some() {
            return code.set(None);
        }
        spawn(async move {
            match app.export(BundleKind::Rescue).await {
                Ok(bundle) => code.set(Some(app.link_with(&bundle))),
                Err(_) => {
                    if let Some(toaster) = toaster {
                        toaster.say(t(texts::FILE_FAILED));
                    }
                }
            }
        });
    };
    let label = Signal::derive(move || {
        let shown = code.with(Option::is_some);
        t(if shown {
            texts::RESCUE_HIDE
        } else {
            texts::RESCUE_MAKE
        })
        .to_owned()
    });
    let body = move || {
        if !is_person.get() {
            return view! { <p class="hint">{texts::RESCUE_NONE}</p> };
        }
        view! {
            <div class="actions">
                <Button label icon_before=Icon::QrCode on_press=toggle/>
            </div>
            {move || code.get().map(|link| view! { <Shown link/> })}
        }
    };
    view! {
        <section class="section stack">
            <h2>{texts::RESCUE}</h2>
            <p class="hint">{texts::RESCUE_TEXT}</p>
            {body}
        </section>
    }
}

#[component]
fn Shown(link: Option<String>) -> impl IntoView {
    let toaster = Toaster::here();
    let code = match link {
        None => view! { <p>{texts::RESCUE_LARGE}</p> },
        Some(link) => {
            let copied = link.clone();
            let copy = move |()| {
                let link = copied.clone();
                spawn(async move {
                    let done = share::copy(&link).await;
                    if let Some(toaster) = toaster {
                        toaster.say(t(if done {
                            common::COPIED
                        } else {
                            sharing::COPY_FAILED
                        }));
                    }
                });
            };
            view! {
                <Qr label=texts::RESCUE_QR data=link.clone() too_long=texts::RESCUE_LARGE/>
                <p class="address">{link}</p>
                <Button label=texts::RESCUE_COPY icon_before=Icon::Copy on_press=copy/>
            }
        }
    };
    view! {
        <div class="stack section">
            <Notice tone=Tone::Wait><p>{texts::RESCUE_SECRET}</p></Notice>
            {code}
            <SaveFile label=texts::RESCUE_FILE kind=BundleKind::Rescue variant=Variant::Secondary/>
        </div>
    }
}
