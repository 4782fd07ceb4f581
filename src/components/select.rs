//! The native select, framed as a field.

use super::MaybeText;
use super::choice::Choice;
use super::frame::{described_by, frame, invalid};
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// A choice of one among many.
#[component]
pub fn Select(
    /// Unique on the page; error summaries lead to it.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The value of the chosen option; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Receives the new value.
    #[prop(into)]
    on_change: Callback<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The words of an option that chooses nothing.
    #[prop(optional, into)]
    empty: MaybeText,
    /// Help below the label.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: MaybeText,
    /// The words that mark a field that may stay empty; without them it is required.
    #[prop(optional, into)]
    optional: MaybeText,
) -> impl IntoView {
    let described = described_by(&id, hint, error);
    let all = move || {
        let nothing = empty.get().map(|label| Choice {
            value: String::new(),
            label,
        });
        nothing
            .into_iter()
            .chain(options.get())
            .map(|choice| entry(choice, value))
            .collect_view()
    };
    let control = view! {
        <div class="select">
                <select
                    class="input"
                    id=id.clone()
                    aria-required=move || optional.with(Option::is_none).then_some("true")
                    aria-invalid=move || invalid(error)
                    aria-describedby=described
                    on:change=move |event| on_change.run(event_target_value(&event))
                >
                    {all}
                </select>
                {icon(Icon::ChevronDown)}
            </div>
    };
    frame(id, label, optional, hint, error, control)
}

fn entry(choice: Choice, value: Signal<String>) -> impl IntoView {
    let own = choice.value.clone();
    let selected = move || value.with(|value| *value == own);
    view! { <option value=choice.value prop:selected=selected>{choice.label}</option> }
}
