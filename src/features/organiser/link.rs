//! The participants' link, and replacing it by another one. Only where a server keeps the workshop.

use crate::render::prelude::*;

use super::desk::Desk;
use super::place::back;
use crate::components::{Button, Confirm, Icon, Notice, PageHeader, Tone, Variant};
use crate::i18n::{common, server as texts, sharing, t, tf};
use crate::parts::ways;
use crate::state::{Rotation, Wish};

/// Draws the page.
pub(super) fn page(desk: Desk) -> View {
    let app = desk.app;
    let link = Memo::new(move |_| app.invitation(None).unwrap_or_default());
    let title = Memo::new(move |_| {
        let workshop = app.workshop();
        workshop
            .map(|w| w.title.original.clone())
            .unwrap_or_default()
    });
    // Each round with the server writes down how far it is; a question that stands open must not go with that.
    let sends = Memo::new(move |_| app.sends());
    let words = Signal::derive(move || tf(sharing::INVITATION, &[&title.get()]));
    view! {
        <div class="page">
            <PageHeader title=texts::LINK back=back()/>
            <div class="stack">
                <p>{sharing::LINK_TEXT}</p>
                {ways(link, title.into(), words)}
            </div>
            {move || sends.get().then(|| replace(desk))}
        </div>
    }
    .into_view()
}

fn replace(desk: Desk) -> View {
    let app = desk.app;
    let asking = RwSignal::new(false);
    let rotation = Memo::new(move |_| app.server.with(|server| server.rotation));
    let told = move || {
        let (tone, text) = match rotation.get() {
            Rotation::None | Rotation::Going => return None,
            Rotation::Done => (Tone::Info, texts::REPLACED),
            Rotation::Failed => (Tone::Bad, texts::REPLACE_FAILED),
            Rotation::Unsure => (Tone::Wait, texts::REPLACE_UNSURE),
        };
        Some(view! { <Notice tone><p>{t(text)}</p></Notice> })
    };
    let busy = Signal::derive(move || rotation.get() == Rotation::Going);
    view! {
        <section class="section stack">
            <h2>{texts::REPLACE}</h2>
            <p class="hint">{texts::REPLACE_TEXT}</p>
            <div role="status">{told}</div>
            <div class="actions">
                <Button label=texts::REPLACE icon_before=Icon::RefreshCw variant=Variant::Danger busy
                    on_press=move |()| asking.set(true)/>
            </div>
            <Confirm open=asking on_close=move |()| asking.set(false)
                on_confirm=move |()| app.wish(Wish::Rotate)
                title=texts::REPLACE text=texts::REPLACE_ASK confirm=texts::REPLACE cancel=common::CANCEL/>
        </section>
    }
    .into_view()
}
