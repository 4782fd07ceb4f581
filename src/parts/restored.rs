//! Saying that a form holds a draft from before, which can be thrown away.

use crate::render::prelude::*;

use crate::components::{Button, Notice, Variant};
use crate::i18n::common;

/// Says so while `restored` holds.
#[component]
pub fn Restored(
    /// Whether what is in the form was restored.
    restored: RwSignal<bool>,
    /// Throws the draft away.
    #[prop(into)]
    discard: Callback<()>,
) -> impl IntoView {
    view! {
        <Show when=move || restored.get()>
            <div class="field">
                <Notice>
                    <p>{common::DRAFT}</p>
                    <Button label=common::DISCARD variant=Variant::Quiet on_press=discard/>
                </Notice>
            </div>
        </Show>
    }
}
