//! The line under a heading that says how saving stands.

use crate::render::prelude::*;

use crate::components::{SaveState, StateTone};
use crate::i18n::{common, t, tf};
use crate::platform::format;
use crate::state::{App, Saving, use_app};

/// How saving stands in the open workshop: on this phone, waiting, sent, or not accepted.
#[component]
pub fn SaveLine() -> impl IntoView {
    let app = use_app();
    let tone = Signal::derive(move || match app.saving.get() {
        Saving::Failed(_) => StateTone::Bad,
        _ if app.refused() > 0 => StateTone::Bad,
        Saving::Saving | Saving::MemoryOnly => StateTone::Wait,
        Saving::Saved if app.waiting() > 0 => StateTone::Wait,
        Saving::Saved => StateTone::Good,
    });
    let text = Signal::derive(move || match app.saving.get() {
        Saving::Failed(_) => t(common::STATE_FAILED).into(),
        _ if app.refused() > 0 => tf(common::STATE_REFUSED, &[&app.refused().to_string()]),
        Saving::Saving => t(common::STATE_SAVING).into(),
        Saving::MemoryOnly => t(common::STATE_MEMORY).into(),
        Saving::Saved => saved(app),
    });
    view! { <SaveState tone text/> }
}

fn saved(app: App) -> String {
    let served = app.sends();
    match app.waiting() {
        0 if app.is_connected() => {
            let at = format::time(app.heard_ms(), &app.zone());
            tf(common::STATE_SENT, &[&at])
        }
        0 => t(common::STATE_SAVED).into(),
        n => {
            let words = if served {
                common::STATE_TO_SEND
            } else {
                common::STATE_WAITING
            };
            tf(words, &[&n.to_string()])
        }
    }
}
