//! The line under a heading that says how saving stands.

use crate::render::prelude::*;

use crate::components::{SaveState, StateTone};
use crate::i18n::{common, t, tf};
use crate::platform::format;
use crate::route::Route;
use crate::state::{App, Saving, use_app};

/// How saving stands in the open workshop: on this phone, waiting, sent, or not accepted.
#[component]
pub fn SaveLine() -> impl IntoView {
    let app = use_app();
    let state = Signal::derive(move || unsaved(app).unwrap_or_else(|| saved(app)));
    let tone = Signal::derive(move || state.get().0);
    let text = Signal::derive(move || state.get().1);
    view! { <SaveState tone text/> }
}

/// What is to be said as long as something is not on the phone; nothing once all of it is. Tracked.
#[must_use]
pub fn unsaved(app: App) -> Option<(StateTone, String)> {
    let (tone, text) = match app.saving.get() {
        Saving::Saved => return None,
        Saving::Failed(_) => (StateTone::Bad, common::STATE_FAILED),
        Saving::Saving => (StateTone::Wait, common::STATE_SAVING),
        Saving::MemoryOnly => (StateTone::Wait, common::STATE_MEMORY),
    };
    Some((tone, t(text).into()))
}

fn saved(app: App) -> (StateTone, String) {
    match (app.refused(), app.waiting() + app.brings()) {
        (0, 0) if app.is_connected() => {
            let at = format::time(app.heard_ms(), &app.zone());
            (StateTone::Good, tf(common::STATE_SENT, &[&at]))
        }
        (0, 0) => (StateTone::Good, t(common::STATE_SAVED).into()),
        (0, n) => {
            let words = if app.sends() {
                common::STATE_TO_SEND
            } else {
                common::STATE_WAITING
            };
            (StateTone::Wait, tf(words, &[&n.to_string()]))
        }
        (n, _) => {
            let words = tf(common::STATE_REFUSED, &[&n.to_string()]);
            let there = app
                .route
                .with(|route| matches!(route, Route::More | Route::Outbox));
            let see = if there { "" } else { t(common::STATE_SEE) };
            (StateTone::Bad, [&*words, see].concat())
        }
    }
}
