//! The single checkbox.

use super::MaybeText;
use super::frame::{described_by, invalid};
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// A checkbox with its words beside it.
#[component]
pub fn Checkbox(
    /// Unique on the page; error summaries lead to it.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Receives the new value.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Help below the label.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: MaybeText,
) -> impl IntoView {
    let described = described_by(&id, hint, error);
    let (hint_id, error_id) = ([&id, "-hint"].concat(), [&id, "-error"].concat());
    view! {
        <div class="field">
            <label class="tick" for=id.clone()>
                <input
                    type="checkbox"
                    id=id.clone()
                    aria-invalid=move || invalid(error)
                    aria-describedby=described
                    prop:checked=checked
                    on:change=move |event| on_change.run(event_target_checked(&event))
                />
                <span>{label}</span>
            </label>
            {move || hint.get().map(|text| view! { <p class="hint" id=hint_id.clone()>{text}</p> })}
            {move || {
                error.get().map(|text| {
                    view! { <p class="error" id=error_id.clone()>{icon(Icon::TriangleAlert)}<span>{text}</span></p> }
                })
            }}
        </div>
    }
}
