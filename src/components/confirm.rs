//! The question before something is done that cannot be undone.

use super::button::{Button, Variant};
use super::dialog::Dialog;
use crate::render::prelude::*;

/// Asks, and does it or leaves it.
#[component]
pub fn Confirm(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Asks the owner to set `open` to false; also after the answer.
    #[prop(into)]
    on_close: Callback<()>,
    /// Runs after a yes.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen, in full.
    #[prop(into)]
    text: Signal<String>,
    /// The verb of the action, not "OK".
    #[prop(into)]
    confirm: Signal<String>,
    /// The words that leave things as they are.
    #[prop(into)]
    cancel: Signal<String>,
    /// Its weight.
    #[prop(default = Variant::Danger)]
    variant: Variant,
) -> impl IntoView {
    let act = Callback::new(move |()| {
        on_close.run(());
        on_confirm.run(());
    });
    view! {
        <Dialog open on_close title close=cancel>
            <p>{text}</p>
            <div class="actions">
                <Button label=confirm variant on_press=act/>
                <Button label=cancel variant=Variant::Quiet on_press=on_close/>
            </div>
        </Dialog>
    }
}
