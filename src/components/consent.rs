//! A question that is answered yes or no, with nothing chosen beforehand.

use super::MaybeText;
use super::card::Card;
use super::choice::{Choice, RadioChips};
use crate::render::prelude::*;

const YES: &str = "1";
const NO: &str = "0";

/// A yes-or-no question with the long text that it is about.
#[component]
pub fn YesNo(
    /// Unique on the page; error summaries lead to it.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    legend: Signal<String>,
    /// The words of a yes.
    #[prop(into)]
    yes: String,
    /// The words of a no.
    #[prop(into)]
    no: String,
    /// The answer, if one was given.
    #[prop(into)]
    value: Signal<Option<bool>>,
    /// Receives the new value.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: MaybeText,
    /// The text, which may be long.
    children: Children,
) -> impl IntoView {
    let chosen = Signal::derive(move || match value.get() {
        Some(true) => YES.to_owned(),
        Some(false) => NO.to_owned(),
        None => String::new(),
    });
    let options = vec![Choice::new(YES, yes), Choice::new(NO, no)];
    view! {
        <Card>
            <div class="prose consent">{children()}</div>
            <RadioChips id legend options value=chosen on_change=move |choice: String| on_change.run(choice == YES) error/>
        </Card>
    }
}
