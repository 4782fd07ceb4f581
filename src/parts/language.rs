//! The choice of the language.

use crate::render::prelude::*;

use crate::components::{Choice, RadioChips, focus_id};
use crate::i18n::{Lang, common, lang, t};
use crate::state::use_app;

/// Two languages, each called by its own name.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let app = use_app();
    let options = vec![
        Choice::new(Lang::Id.code(), t(common::INDONESIAN)),
        Choice::new(Lang::En.code(), t(common::ENGLISH)),
    ];
    let choose = move |code: String| {
        let Some(chosen) = Lang::parse(&code) else {
            return;
        };
        app.choose_language(chosen);
        // All was drawn anew: focus goes back to what was chosen.
        let id = if chosen == Lang::Id {
            "language-0"
        } else {
            "language-1"
        };
        request_animation_frame(move || focus_id(id));
    };
    let value = lang().code().to_owned();
    view! {
        <RadioChips id="language" legend=common::LANGUAGE value options on_change=choose/>
    }
}
