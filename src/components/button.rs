//! Buttons with words, and how actions are ranked.

use super::MaybeText;
use super::focus::keep_focus;
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// How much weight an action has on its screen; at most one `Primary` a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// The one thing to do next.
    Primary,
    /// Any other action.
    #[default]
    Secondary,
    /// An action that must not compete.
    Quiet,
    /// An action that takes something away.
    Danger,
}

/// How wide a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as its words.
    #[default]
    Fit,
    /// As wide as its place, and taller: the main action of a form.
    Full,
}

pub(super) const fn class(variant: Variant, width: Width) -> &'static str {
    match (variant, width) {
        (Variant::Primary, Width::Fit) => "btn primary",
        (Variant::Primary, Width::Full) => "btn primary full",
        (Variant::Secondary, Width::Fit) => "btn secondary",
        (Variant::Secondary, Width::Full) => "btn secondary full",
        (Variant::Quiet, Width::Fit) => "btn quiet",
        (Variant::Quiet, Width::Full) => "btn quiet full",
        (Variant::Danger, Width::Fit) => "btn danger",
        (Variant::Danger, Width::Full) => "btn danger full",
    }
}

pub(super) const fn on_off(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

/// A button. While busy it stays focusable, says so, and does nothing.
#[component]
pub fn Button(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What a press does; without it the button submits its form.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Its weight.
    #[prop(optional)]
    variant: Variant,
    /// Its width.
    #[prop(optional)]
    width: Width,
    /// An icon before the words.
    #[prop(optional, into)]
    icon_before: Option<Icon>,
    /// Whether its action is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Makes it a toggle.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// A fuller accessible name, which must contain the label.
    #[prop(optional, into)]
    name: MaybeText,
) -> impl IntoView {
    let press = move |event: web_sys::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            keep_focus(&event);
            on_press.run(());
        }
    };
    view! {
        <button
            type=if on_press.is_some() { "button" } else { "submit" }
            class=class(variant, width)
            aria-label=name
            aria-pressed=pressed.map(|pressed| pressed.shown(|on| on_off(*on)))
            aria-disabled=busy.shown(|busy| busy.then_some("true"))
            on:click=press
        >
            {icon_before.map(icon)}
            <span>{label}</span>
        </button>
    }
}
