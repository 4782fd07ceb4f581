//! Chips: one of a few, several of a few, and chips that filter a list.

use super::MaybeText;
use super::button::on_off;
use super::frame::group_frame;
use super::icon::Icon;
use crate::render::prelude::*;

/// One option: what is stored and what people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// Makes an option.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A choice of one among a few, as chips.
#[component]
pub fn RadioChips(
    /// Unique on the page; error summaries lead to it.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    legend: Signal<String>,
    /// The value of the chosen option; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Receives the new value.
    #[prop(into)]
    on_change: Callback<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Help below the label.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: MaybeText,
    /// The words that mark that it may stay empty; without them it is required.
    #[prop(optional, into)]
    optional: MaybeText,
) -> impl IntoView {
    let chosen = Signal::derive(move || vec![value.get()]);
    let name = id.clone();
    let chips = view! { <Chips kind="radio" name options chosen on_pick=on_change/> };
    group_frame(id, legend, optional, hint, error, chips)
}

/// A choice of any number among a few, as chips.
#[component]
pub fn CheckChips(
    /// Unique on the page; error summaries lead to it.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    legend: Signal<String>,
    /// The values of the chosen options.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Receives the value that was switched on or off.
    #[prop(into)]
    on_toggle: Callback<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Help below the label.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: MaybeText,
    /// The words that mark that it may stay empty; without them it is required.
    #[prop(optional, into)]
    optional: MaybeText,
) -> impl IntoView {
    let name = id.clone();
    let chips = view! { <Chips kind="checkbox" name options chosen on_pick=on_toggle/> };
    group_frame(id, legend, optional, hint, error, chips)
}

#[component]
fn Chips(
    kind: &'static str,
    name: String,
    options: Signal<Vec<Choice>>,
    chosen: Signal<Vec<String>>,
    on_pick: Callback<String>,
) -> impl IntoView {
    let all = move || {
        let chip = |(at, choice): (usize, Choice)| {
            let id = [&name, "-", &at.to_string()].concat();
            let (own, picked) = (choice.value.clone(), choice.value.clone());
            view! {
                <span class="pick">
                    <input
                        type=kind
                        id=id.clone()
                        name=name.clone()
                        value=choice.value
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&own))
                        on:change=move |_| on_pick.run(picked.clone())
                    />
                    <label class="chip" for=id>{check()}<span>{choice.label}</span></label>
                </span>
            }
        };
        options
            .get()
            .into_iter()
            .enumerate()
            .map(chip)
            .collect_view()
    };
    view! { <div class="chips">{all}</div> }
}

/// A chip that switches a filter on and off.
#[component]
pub fn FilterChip(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    pressed: Signal<bool>,
    /// What a press does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=pressed.shown(|on| on_off(*on))
            on:click=move |_| on_press.run(())
        >
            {check()}
            <span>{label}</span>
        </button>
    }
}

/// The tick of a chosen chip; it stands in the padding, so that choosing moves nothing.
fn check() -> impl IntoView {
    view! { <svg class="icon check" aria-hidden="true"><use_ href=Icon::Check.href()></use_></svg> }
}
