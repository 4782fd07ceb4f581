//! The rescue code: what moves a person to another browser or phone. Secret, so it is shown on
//! demand only.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;

use crate::components::{Button, Icon, Notice, Qr, Toaster, Tone};
use crate::i18n::{device as texts, t};
use crate::parts::{FileWays, copy};
use crate::state::use_app;

/// A code that was made.
#[derive(Clone)]
struct Code {
    /// Nothing where it does not fit into one.
    link: Option<String>,
    /// Whether tickets and stars fit as well.
    is_whole: bool,
}

/// Makes and shows the rescue code.
#[component]
pub fn Rescue() -> impl IntoView {
    let app = use_app();
    let toaster = Toaster::here();
    let code = RwSignal::new(None::<Code>);
    let is_person = Memo::new(move |_| !app.viewer().keys.is_empty());
    let toggle = move |()| {
        if code.get_untracked().is_some() {
            return code.set(None);
        }
        spawn(async move {
            let mut is_whole = true;
            while let Ok(bundle) = app.export(BundleKind::Rescue, is_whole).await {
                let link = app.link_with(&bundle);
                if link.is_some() || !is_whole {
                    return code.set(Some(Code { link, is_whole }));
                }
                is_whole = false;
            }
            if let Some(toaster) = toaster {
                toaster.say(t(texts::FILE_FAILED));
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
            {move || code.get().map(|code| view! { <Shown code/> })}
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
fn Shown(code: Code) -> impl IntoView {
    let toaster = Toaster::here();
    let shown = match code.link {
        None => view! { <p>{texts::RESCUE_LARGE}</p> },
        Some(link) => {
            let copied = link.clone();
            let copy = move |()| copy(toaster, copied.clone());
            view! {
                <Qr label=texts::RESCUE_QR data=link.clone() too_long=texts::RESCUE_LARGE/>
                {(!code.is_whole).then(|| view! { <p>{texts::RESCUE_SHORT}</p> })}
                <p class="address">{link}</p>
                <Button label=texts::RESCUE_COPY icon_before=Icon::Copy on_press=copy/>
            }
        }
    };
    view! {
        <div class="stack section">
            <Notice tone=Tone::Wait><p>{texts::RESCUE_SECRET}</p></Notice>
            {shown}
            <FileWays label=texts::RESCUE_FILE kind=BundleKind::Rescue/>
        </div>
    }
}
