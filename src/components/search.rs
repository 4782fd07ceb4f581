//! The search field.

use super::focus::focus_id;
use super::icon::{Icon, icon};
use super::icon_button::IconButton;
use crate::render::prelude::*;

/// A search field with its own landmark and a button that empties it.
#[component]
pub fn SearchField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The accessible name, also shown while the field is empty.
    #[prop(into)]
    label: Signal<String>,
    /// The present value.
    #[prop(into)]
    value: Signal<String>,
    /// Receives the text after each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// The name of the button that empties the field.
    #[prop(into)]
    clear: Signal<String>,
) -> impl IntoView {
    let own = id.clone();
    let empty = Callback::new(move |()| {
        on_input.run(String::new());
        focus_id(&own);
    });
    view! {
        <div class="find" role="search">
            {icon(Icon::Search)}
            <input
                class="input"
                id=id
                type="search"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="none"
                aria-label=label
                placeholder=label
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            {move || {
                value.with(|value| !value.is_empty())
                    .then(|| view! { <IconButton label=clear shows=Icon::X on_press=empty/> })
            }}
        </div>
    }
}
