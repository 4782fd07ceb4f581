//! What stands above every page, whether a workshop is open or not: what came in, what was wrong with a link, and the
//! workshop that this site carries.

use crate::platform::task::spawn;
use crate::render::prelude::*;

use crate::components::{Button, Icon, IconButton, Notice, Tone, Variant};
use crate::i18n::{errors, start as texts, t, tf};
use crate::parts::Preview;
use crate::route::Route;
use crate::state::{App, StartError, use_app};

/// Each part stands only while it has something to say.
#[component]
pub fn Above() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="banners no-print"><Problem app/><OfferBanner app/></div>
        <Preview app/>
    }
}

/// What was wrong with a link, or with the file beside the app, until it is closed.
#[component]
fn Problem(app: App) -> impl IntoView {
    let close = move |()| app.start_error.set(None);
    move || {
        app.start_error.get().map(|error| {
            let (title, words) = match error {
                StartError::Link(error) => (texts::BAD_LINK, errors::link_error(error)),
                StartError::Bundle(error) => (texts::BAD_LINK, errors::bundle_error(error)),
                StartError::Beside(error) => (texts::BAD_BESIDE, errors::bundle_error(error)),
            };
            view! {
                <Notice tone=Tone::Bad>
                    <div class="row nowrap top">
                        <p class="fill"><b>{t(title)}</b><br/>{words}</p>
                        <IconButton label=texts::HIDE_NOTICE shows=Icon::X on_press=close/>
                    </div>
                </Notice>
            }
        })
    }
}

#[component]
fn OfferBanner(app: App) -> impl IntoView {
    let switch = move |()| {
        spawn(async move {
            app.take_offer().await;
            app.go(&Route::agenda());
        });
    };
    let stay = move |()| app.offered.set(None);
    move || {
        app.offered.get().map(|(_, title)| {
            view! {
                <Notice>
                    <p>{tf(texts::OFFERED, &[&title])}</p>
                    <div class="actions">
                        <Button label=texts::OFFERED_SWITCH on_press=switch/>
                        <Button label=texts::OFFERED_STAY variant=Variant::Quiet on_press=stay/>
                    </div>
                </Notice>
            }
        })
    }
}
