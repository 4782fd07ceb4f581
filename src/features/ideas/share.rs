//! Passing one idea on.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::link::percent_encode;

use crate::components::{Button, Icon, LinkButton, Toaster, Variant};
use crate::i18n::{common, ideas as texts, t};
use crate::platform::share;
use crate::route::Route;
use crate::state::use_app;

#[component]
pub(super) fn Share(id: RecordId, title: Memo<String>) -> impl IntoView {
    let app = use_app();
    let toaster = use_context::<Toaster>();
    let link = Memo::new(move |_| {
        let href = Route::Idea(id).href();
        let route = href.strip_prefix('#').unwrap_or(&href);
        app.invitation(Some(route)).unwrap_or_default()
    });
    let copy = move |()| {
        spawn(async move {
            let done = share::copy(&link.get_untracked()).await;
            if let Some(toaster) = toaster {
                toaster.say(t(if done { common::COPIED } else { texts::FAILED }));
            }
        });
    };
    let whatsapp = Signal::derive(move || {
        let message = [&title.get(), " ", &link.get()].concat();
        ["https://wa.me/?text=", &percent_encode(&message)].concat()
    });
    view! {
        <Button label=t(texts::COPY_LINK) variant=Variant::Quiet icon_before=Icon::Copy on_press=copy/>
        <LinkButton
            label=t(texts::WHATSAPP)
            href=whatsapp
            variant=Variant::Quiet
            icon_before=Icon::MessageCircle
        />
    }
}
