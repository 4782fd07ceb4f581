//! A link as a code, on the clipboard, in the phone's own sheet and in WhatsApp. A door to the second part.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::link::percent_encode;

use crate::components::{Button, Icon, LinkButton, Qr, Toaster, Variant};
use crate::i18n::sharing as texts;
use crate::platform::share;

/// Draws a link, its code and the ways to pass it on; `words` stand before it in messages.
#[inline(never)]
pub fn draw(link: Memo<String>, title: Signal<String>, words: Signal<String>) -> View {
    let toaster = Toaster::here();
    let copy = move |()| crate::parts::copy(toaster, link.get_untracked());
    let pass_on = move |()| {
        spawn(async move {
            let (title, words) = (title.get_untracked(), words.get_untracked());
            // Whoever closes the sheet has changed their mind.
            let _ = share::share(&title, &words, &link.get_untracked()).await;
        });
    };
    // The text stands before the link: messengers cut at the end.
    let whatsapp = Signal::derive(move || {
        let message = [&words.get(), " ", &link.get()].concat();
        ["https://wa.me/?text=", &percent_encode(&message)].concat()
    });
    let sheet = share::can_share().then(|| {
        view! { <Button label=texts::MORE_WAYS icon_before=Icon::Share2 on_press=pass_on/> }
    });
    view! {
        <div class="stack">
            <Qr label=texts::QR_LABEL data=link too_long=texts::QR_LONG/>
            <p class="address">{link}</p>
        </div>
        <div class="actions">
            <Button
                label=texts::COPY_LINK
                variant=Variant::Primary
                icon_before=Icon::Copy
                on_press=copy
            />
            {sheet}
            <LinkButton label=texts::WHATSAPP href=whatsapp icon_before=Icon::MessageCircle/>
        </div>
    }
}
