//! Buttons that show an icon only, and therefore must be named.

use super::button::on_off;
use super::focus::keep_focus;
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// A button of one icon; as a toggle, a pressed icon is filled.
#[component]
pub fn IconButton(
    /// The accessible name. A toggle keeps its name: the pressed state says the rest.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    shows: Icon,
    /// What a press does.
    #[prop(into)]
    on_press: Callback<()>,
    /// Makes it a toggle.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Says that there is nothing to press for; it keeps its place, and focus.
    #[prop(optional)]
    off: bool,
    /// Says that it opens something, and whether that is open.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=label
            aria-pressed=pressed.map(|pressed| pressed.shown(|on| on_off(*on)))
            aria-disabled=off.then_some("true")
            aria-expanded=expanded.map(|expanded| expanded.shown(|on| on_off(*on)))
            on:click=move |event| {
                keep_focus(&event);
                on_press.run(());
            }
        >
            {icon(shows)}
        </button>
    }
}
