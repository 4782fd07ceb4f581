//! Notices: something to know where it matters.

use super::MaybeText;
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// What kind of thing is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Done, and well.
    Good,
    /// Waiting, stale, or to be looked at.
    Wait,
    /// Wrong. Announced at once when it appears.
    Bad,
}

/// A notice.
#[component]
pub fn Notice(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The heading.
    #[prop(optional, into)]
    title: MaybeText,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let (class, shown, role) = match tone {
        Tone::Info => ("notice", Icon::Info, None),
        Tone::Good => ("notice", Icon::CircleCheck, None),
        Tone::Wait => ("notice wait", Icon::Clock, None),
        Tone::Bad => ("notice bad", Icon::TriangleAlert, Some("alert")),
    };
    view! {
        <div class=class role=role>
            {icon(shown)}
            <div>
                {move || title.get().map(|title| view! { <p><b>{title}</b></p> })}
                {children()}
            </div>
        </div>
    }
}
