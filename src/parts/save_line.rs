//! The line under a heading that says how saving stands.

use crate::render::prelude::*;

use crate::components::{SaveState, StateTone};
use crate::i18n::{common, t, tf};
use crate::state::{Saving, use_app};

/// How saving stands in the open workshop.
#[component]
pub fn SaveLine() -> impl IntoView {
    let app = use_app();
    let tone = Signal::derive(move || match app.saving.get() {
        Saving::Failed(_) => StateTone::Bad,
        Saving::Saving | Saving::MemoryOnly => StateTone::Wait,
        Saving::Saved if app.waiting() > 0 => StateTone::Wait,
        Saving::Saved => StateTone::Good,
    });
    let text = Signal::derive(move || match (app.saving.get(), app.waiting()) {
        (Saving::Failed(_), _) => t(common::STATE_FAILED).into(),
        (Saving::Saving, _) => t(common::STATE_SAVING).into(),
        (Saving::MemoryOnly, _) => t(common::STATE_MEMORY).into(),
        (Saving::Saved, 0) => t(common::STATE_SAVED).into(),
        (Saving::Saved, n) => tf(common::STATE_WAITING, &[&n.to_string()]),
    });
    view! { <SaveState tone text/> }
}
