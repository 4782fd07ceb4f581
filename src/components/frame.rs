//! What every field has around its control: label, hint and error, and how they are tied to it.

use super::MaybeText;
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// Returns the ids that describe a control: of its hint and of its error, as far as there are any.
pub(super) fn described_by(id: &str, hint: MaybeText, error: MaybeText) -> MaybeText {
    let id = id.to_owned();
    Signal::derive(move || {
        let mut ids = String::new();
        if hint.with(Option::is_some) {
            ids += &[&id, "-hint "].concat();
        }
        if error.with(Option::is_some) {
            ids += &[&id, "-error"].concat();
        }
        (!ids.is_empty()).then_some(ids)
    })
}

/// Returns `aria-invalid` while there is an error.
pub(super) fn invalid(error: MaybeText) -> Option<&'static str> {
    error.with(Option::is_some).then_some("true")
}

/// Words behind a label that say that a field may stay empty.
fn optional_mark(optional: MaybeText) -> impl IntoView {
    move || {
        optional
            .get()
            .map(|text| view! { <small>" "{text}</small> })
    }
}

/// The hint below a label.
fn hint_line(id: &str, hint: MaybeText) -> impl IntoView + use<> {
    let id = [id, "-hint"].concat();
    move || {
        hint.get()
            .map(|text| view! { <p class="hint" id=id.clone()>{text}</p> })
    }
}

/// The error below a control.
fn error_line(id: &str, error: MaybeText) -> impl IntoView + use<> {
    let id = [id, "-error"].concat();
    move || {
        error.get().map(|text| {
            view! { <p class="error" id=id.clone()>{icon(Icon::TriangleAlert)}<span>{text}</span></p> }
        })
    }
}

/// The frame of one control, whose id is `id`.
pub(super) fn frame(
    id: String,
    label: Signal<String>,
    optional: MaybeText,
    hint: MaybeText,
    error: MaybeText,
    control: View,
) -> impl IntoView {
    let (hint, error) = (hint_line(&id, hint), error_line(&id, error));
    view! {
        <div class="field">
            <label for=id>{label}{optional_mark(optional)}</label>
            {hint}
            {control}
            {error}
        </div>
    }
}

/// The frame of a group of controls; the group itself takes focus when an error leads to it.
pub(super) fn group_frame(
    id: String,
    legend: Signal<String>,
    optional: MaybeText,
    hint: MaybeText,
    error: MaybeText,
    control: View,
) -> impl IntoView {
    let described = described_by(&id, hint, error);
    let (hint, error) = (hint_line(&id, hint), error_line(&id, error));
    view! {
        <fieldset class="field" id=id tabindex="-1" aria-describedby=described>
            <legend>{legend}{optional_mark(optional)}</legend>
            {hint}
            {control}
            {error}
        </fieldset>
    }
}
