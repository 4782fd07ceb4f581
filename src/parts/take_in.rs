//! The two ways in that need no network: a file, and something pasted.

use crate::render::prelude::*;
use web_sys::HtmlInputElement;

use super::Incoming;
use crate::components::{Button, Icon, Keyboard, Lines, Notice, TextField, Tone, icon};
use crate::i18n::start as texts;
use crate::state::use_app;

/// Takes in a file or what was pasted, after a preview.
#[component]
pub fn TakeIn() -> impl IntoView {
    let incoming = Incoming::new(use_app());
    let text = RwSignal::new(String::new());
    let problem = move || {
        let error = incoming.error.get();
        error.map(|error| view! { <Notice tone=Tone::Bad><p>{error}</p></Notice> })
    };
    view! {
        <div class="stack">
            <FileButton incoming/>
            <form
                class="paste"
                on:submit=move |event| {
                    event.prevent_default();
                    incoming.read_text(text.get_untracked());
                }
            >
                <TextField
                    id="paste"
                    label=texts::PASTE
                    hint=texts::PASTE_HINT
                    value=text
                    on_input=move |typed| text.set(typed)
                    lines=Lines::Many
                    keyboard=Keyboard::Code
                />
                <Button label=texts::PASTE_OPEN busy=incoming.busy/>
            </form>
            {problem}
        </div>
    }
}

/// The button that chooses a file.
#[component]
pub fn FileButton(
    /// Receives the file.
    incoming: Incoming,
) -> impl IntoView {
    let chosen = move |event: web_sys::Event| {
        let input = event_target::<HtmlInputElement>(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            incoming.read_file(file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <label class="btn secondary full file">
            <input type="file" on:change=chosen/>
            {icon(Icon::Upload)}
            <span>{texts::OPEN_FILE}</span>
        </label>
    }
}
