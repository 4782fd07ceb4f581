//! The error summary: says what is wrong with a form, takes focus, and leads to each field.

use super::focus::{focus, focus_id, unique_id};
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field.
    pub field: String,
    /// What is wrong, in the words that stand at the field.
    pub text: String,
}

/// The error summary of a form; stands above its first field and shows nothing while all is well.
#[component]
pub fn ErrorSummary(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What is wrong, in the order of the fields.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
    /// Counts the attempts to submit: at each that left problems the summary takes focus.
    #[prop(into)]
    attempts: Signal<u32>,
) -> impl IntoView {
    let id = unique_id();
    let own = id.clone();
    effect(move || {
        if attempts.get() > 0 && problems.with_untracked(|problems| !problems.is_empty()) {
            let own = own.clone();
            // The summary is drawn in the same turn as this runs: focus comes after it.
            request_animation_frame(move || focus(document().get_element_by_id(&own)));
        }
    });
    move || {
        problems.with(|problems| {
            (!problems.is_empty()).then(|| {
                let lines = problems.iter().cloned().map(line).collect_view();
                view! {
                    <div class="notice bad field" id=id.clone() tabindex="-1" role="alert">
                        {icon(Icon::TriangleAlert)}
                        <div><b>{title.get()}</b><ul>{lines}</ul></div>
                    </div>
                }
            })
        })
    }
}

/// A button and not a link: the hash of the address names the route.
fn line(problem: Problem) -> impl IntoView {
    let lead = move |_| focus_id(&problem.field);
    view! { <li><button type="button" class="link" on:click=lead>{problem.text}</button></li> }
}
