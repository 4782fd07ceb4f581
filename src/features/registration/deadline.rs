//! Until when what was handed in may be changed, and that it is too late; never a refusal.

use crate::render::prelude::*;
use gagas_domain::readiness::is_editable;

use crate::components::{Notice, Tone};
use crate::i18n::{registration as texts, tf};
use crate::platform::format;
use crate::state::App;

/// The deadline for changes; nothing where there is none.
#[component]
pub(super) fn Deadline(app: App) -> impl IntoView {
    let deadline = Memo::new(move |_| {
        let settings = &app.workshop()?.registration;
        Some((settings.edit_until?, is_editable(settings, app.now.get())))
    });
    move || {
        let (until, in_time) = deadline.get()?;
        let until = format::moment(until.ms(), &app.zone());
        Some(if in_time {
            view! { <p class="meta">{tf(texts::EDIT_UNTIL, &[&until])}</p> }
        } else {
            view! { <Notice tone=Tone::Wait><p>{tf(texts::LATE, &[&until])}</p></Notice> }
        })
    }
}
