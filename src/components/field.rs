//! The text field, of one line or of many, which grows with what is typed.

use super::MaybeText;
use super::frame::{described_by, frame, invalid};
use crate::render::prelude::*;

/// How many lines a field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// One line.
    #[default]
    One,
    /// As many as are typed.
    Many,
}

/// What is typed, and so which keyboard a phone shows and what it corrects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// Sentences.
    #[default]
    Text,
    /// Names of people: each word begins with a capital, nothing is corrected.
    Name,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// Digits only, such as a staff number.
    Digits,
    /// A code or a link: nothing is changed.
    Code,
}

impl Keyboard {
    const fn inputmode(self) -> Option<&'static str> {
        match self {
            Self::Phone => Some("tel"),
            Self::Email => Some("email"),
            Self::Digits => Some("numeric"),
            Self::Text | Self::Name | Self::Code => None,
        }
    }

    const fn autocapitalize(self) -> &'static str {
        match self {
            Self::Text => "sentences",
            Self::Name => "words",
            Self::Phone | Self::Email | Self::Digits | Self::Code => "none",
        }
    }
}

/// How far a text is from its limit, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many are left.
    Left(usize),
    /// So many are too many.
    Over(usize),
}

/// A limit, told in words when it comes near. Typing beyond it is possible: no word is cut off.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The most characters (Unicode scalar values).
    pub chars: usize,
    /// Says how far it is.
    pub say: fn(Count) -> String,
}

impl Limit {
    /// Returns the count of a text once a fifth of the limit, or less, is left.
    fn count(self, text: &str) -> Option<Count> {
        let used = text.chars().count();
        match self.chars.checked_sub(used) {
            None => Some(Count::Over(used - self.chars)),
            Some(left) => (left * 5 <= self.chars).then_some(Count::Left(left)),
        }
    }
}

/// A text field.
#[component]
pub fn TextField(
    /// Unique on the page; error summaries lead to it.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The present value.
    #[prop(into)]
    value: Signal<String>,
    /// Receives the text after each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Runs when the field is left, for checking it.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// Help below the label.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: MaybeText,
    /// The words that mark a field that may stay empty; without them it is required.
    #[prop(optional, into)]
    optional: MaybeText,
    /// How many lines it takes.
    #[prop(optional)]
    lines: Lines,
    /// What is typed.
    #[prop(optional)]
    keyboard: Keyboard,
    /// The token of the HTML standard, such as `name`, `tel` or `organization-title`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Its limit.
    #[prop(optional, into)]
    limit: Option<Limit>,
) -> impl IntoView {
    let described = described_by(&id, hint, error);
    let required = move || optional.with(Option::is_none).then_some("true");
    let blur = move |_| {
        if let Some(on_blur) = on_blur {
            on_blur.run(());
        }
    };
    let spellcheck = if keyboard == Keyboard::Text {
        "true"
    } else {
        "false"
    };
    let control = match lines {
        Lines::One => view! {
            <input
                class="input"
                id=id.clone()
                type="text"
                inputmode=keyboard.inputmode()
                autocapitalize=keyboard.autocapitalize()
                spellcheck=spellcheck
                autocomplete=autocomplete
                aria-required=required
                aria-invalid=move || invalid(error)
                aria-describedby=described
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=blur
            />
        },
        // The style sheet sizes the box by an invisible copy of the text.
        Lines::Many => view! {
            <div class="grow" data-value=value>
                <textarea
                    class="input"
                    id=id.clone()
                    autocapitalize=keyboard.autocapitalize()
                    spellcheck=spellcheck
                    autocomplete=autocomplete
                    aria-required=required
                    aria-invalid=move || invalid(error)
                    aria-describedby=described
                    prop:value=value
                    on:input=move |event| on_input.run(event_target_value(&event))
                    on:blur=blur
                ></textarea>
            </div>
        },
    };
    let counter = limit.map(|limit| view! { <Counter limit value/> });
    frame(
        id,
        label,
        optional,
        hint,
        error,
        (control, counter).into_view(),
    )
}

#[component]
fn Counter(limit: Limit, value: Signal<String>) -> impl IntoView {
    move || {
        value.with(|text| limit.count(text)).map(|count| {
            let over = matches!(count, Count::Over(_)).then_some("");
            view! { <p class="hint count" data-over=over>{(limit.say)(count)}</p> }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Limit};

    #[test]
    fn the_counter_speaks_near_the_limit_only() {
        let limit = Limit {
            chars: 10,
            say: |_| String::new(),
        };
        assert_eq!(limit.count(""), None);
        assert_eq!(limit.count("1234567"), None);
        assert_eq!(limit.count("12345678"), Some(Count::Left(2)));
        assert_eq!(limit.count("1234567890"), Some(Count::Left(0)));
        assert_eq!(limit.count("ééééééééééé"), Some(Count::Over(1)));
    }
}
