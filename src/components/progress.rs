//! A thin bar that shows how far something is.

use crate::render::prelude::*;

/// A thin progress bar.
#[component]
pub fn Progress(
    /// The accessible name; the same is said in words beside it.
    #[prop(into)]
    label: Signal<String>,
    /// 0 to 100; more counts as 100.
    #[prop(into)]
    percent: Signal<u8>,
) -> impl IntoView {
    let percent = move || percent.get().min(100).to_string();
    view! {
        <div
            class="track"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
        >
            <i style:inline-size=move || percent() + "%"></i>
        </div>
    }
}
