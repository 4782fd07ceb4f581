//! The native dialog: a sheet from the bottom on phones, in the middle of wide screens.

use super::focus::unique_id;
use super::icon::Icon;
use super::icon_button::IconButton;
use crate::render::prelude::*;
use wasm_bindgen::JsCast;

/// A modal dialog. Escape, the backdrop and the cross ask for closing; the browser brings focus back.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Asks the owner to set `open` to false.
    #[prop(into)]
    on_close: Callback<()>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the cross.
    #[prop(into)]
    close: Signal<String>,
    /// Its classes.
    #[prop(default = "dialog")]
    class: &'static str,
    /// Drawn anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::new();
    let heading = unique_id();
    effect(move || {
        let Some(dialog) = node.get::<web_sys::HtmlDialogElement>() else {
            return;
        };
        match (open.get(), dialog.open()) {
            // It throws when the element has left the page: then there is nothing to show.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let content = {
        let heading = heading.clone();
        move || {
            let (heading, children) = (heading.clone(), children.clone());
            open.get().then(move || {
                view! {
                    <div class="sheet">
                        <header>
                            <h2 id=heading tabindex="-1" autofocus>{title}</h2>
                            <IconButton label=close shows=Icon::X on_press=on_close/>
                        </header>
                        {children()}
                    </div>
                }
            })
        }
    };
    view! {
        <dialog
            node_ref=node
            class=class
            aria-labelledby=heading
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            // An engine may close it without asking twice: the state follows.
            on:close=move |_| if open.get_untracked() { on_close.run(()) }
            on:click=move |event| if is_backdrop(&event) { on_close.run(()) }
        >
            {content}
        </dialog>
    }
}

/// A click on the backdrop hits the dialog itself: everywhere else the sheet covers it.
fn is_backdrop(event: &web_sys::MouseEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| target.tag_name().eq_ignore_ascii_case("dialog"))
}
