//! What was typed, made into values to write: cleaning, limits and error codes.
//!
//! Owns the rules that all forms share. The words for an error belong to the app's catalogue. The
//! limits of each form keep a patch within [`crate::patch::MAX_BODY`], whatever the characters.

use alloc::string::String;
use alloc::vec::Vec;

use crate::value::Value;

/// Why a field cannot be handed in as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// It must say something.
    #[error("required")]
    Required,
    /// It is too long.
    #[error("{length} characters, at most {limit}")]
    TooLong {
        /// How many characters are allowed.
        limit: usize,
        /// How many there are.
        length: usize,
    },
    /// It is no telephone number.
    #[error("not a telephone number")]
    BadPhone,
    /// It is no e-mail address.
    #[error("not an e-mail address")]
    BadEmail,
    /// One of telephone and e-mail must be given.
    #[error("a telephone number or an e-mail address is required")]
    ContactRequired,
    /// Nobody can take part without agreeing to this.
    #[error("consent is required")]
    ConsentRequired,
}

/// The errors of a form: at most one a field, in the order of the form.
pub type FormErrors<F> = Vec<(F, FieldError)>;

/// Collects the errors of one form while its fields are read.
pub(crate) struct Check<F> {
    pub(crate) errors: FormErrors<F>,
}

impl<F: Copy> Check<F> {
    pub(crate) fn new() -> Self {
        Self { errors: Vec::new() }
    }

    pub(crate) fn fail(&mut self, field: F, error: FieldError) {
        self.errors.push((field, error));
    }

    /// A cleaned text within its limit; `None` where it is empty.
    pub(crate) fn text(&mut self, field: F, text: String, limit: usize) -> Option<String> {
        let length = text.chars().count();
        if length > limit {
            self.fail(field, FieldError::TooLong { limit, length });
        }
        (!text.is_empty()).then_some(text)
    }

    /// A cleaned text that must be there.
    pub(crate) fn required(&mut self, field: F, text: String, limit: usize) -> String {
        if text.is_empty() {
            self.fail(field, FieldError::Required);
        }
        self.text(field, text, limit).unwrap_or_default()
    }
}

/// Cleans a single line: one space where there was white space, nothing invisible.
#[must_use]
pub fn clean_line(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for word in typed.split_whitespace() {
        let mut visible = word.chars().filter(|c| is_kept(*c)).peekable();
        if visible.peek().is_some() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(visible);
    }
    out
}

/// Cleans a text of several lines: trimmed, lines end in `\n`, at most one empty line in a row,
/// nothing invisible.
#[must_use]
pub fn clean_text(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut breaks = 0;
    for line in typed.lines() {
        let line: String = line.chars().filter(|c| is_kept(*c)).collect();
        let line = line.trim();
        if !line.is_empty() {
            for _ in 0..if out.is_empty() { 0 } else { breaks.min(2) } {
                out.push('\n');
            }
            out.push_str(line);
            breaks = 0;
        }
        breaks += 1;
    }
    out
}

/// Control characters say nothing, and directional overrides make a text read as another.
fn is_kept(c: char) -> bool {
    c == '\t'
        || !(c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
}

/// The fields to write so that `old` becomes `new`: those that differ, and `null` for those that are
/// gone. A form writes nothing else, so that two people's edits of one record both survive.
#[must_use]
pub fn changed_fields(old: &[(String, Value)], new: &[(String, Value)]) -> Vec<(String, Value)> {
    let value_in = |fields: &[(String, Value)], name: &str| {
        fields
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.clone())
    };
    let set = new
        .iter()
        .filter(|(name, value)| value_in(old, name).as_ref() != Some(value));
    let gone = old.iter().filter(|(name, _)| value_in(new, name).is_none());
    let cleared = gone.map(|(name, _)| (name.clone(), Value::Null));
    set.cloned().chain(cleared).collect()
}

/// Splits fields into patches' worth, each small enough for one body; order is kept.
///
/// A field that is too large by itself stands alone, and signing refuses it.
#[must_use]
pub fn split_fields(fields: Vec<(String, Value)>) -> Vec<Vec<(String, Value)>> {
    /// A body's room for fields: what its ids, keys and stamp need is below 700 bytes.
    const ROOM: usize = crate::patch::MAX_BODY - 700;
    let mut patches: Vec<Vec<(String, Value)>> = Vec::new();
    let mut used = usize::MAX;
    for (name, value) in fields {
        let size = name.len() + value.to_json().len() + 4;
        if used.saturating_add(size) > ROOM {
            patches.push(Vec::new());
            used = 0;
        }
        used = used.saturating_add(size);
        if let Some(patch) = patches.last_mut() {
            patch.push((name, value));
        }
    }
    patches
}

/// Collects the fields of a record that say something.
#[derive(Default)]
pub(crate) struct Writing(pub(crate) Vec<(String, Value)>);

impl Writing {
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.push((name.into(), value.into()));
    }

    pub(crate) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.set(name, text);
        }
    }

    pub(crate) fn code(&mut self, name: &str, code: Option<&str>) {
        self.text(name, code.unwrap_or_default());
    }

    pub(crate) fn flag(&mut self, name: &str, truth: bool) {
        if truth {
            self.set(name, truth);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    #[test]
    fn cleaning_removes_what_cannot_be_seen() {
        assert_eq!(clean_line(" a\u{202e}\n b\0\u{feff}  \u{1}  c "), "a b c");
        assert_eq!(clean_text(" a \r\n\r\n\n\n b\u{7}\n"), "a\n\nb");
        assert_eq!(clean_text("\n\n"), "");
    }

    #[test]
    fn only_what_differs_is_written() {
        let fields = |pairs: &[(&str, &str)]| -> Vec<(String, Value)> {
            pairs
                .iter()
                .map(|(k, v)| (k.to_string(), Value::from(*v)))
                .collect()
        };
        let changed = changed_fields(
            &fields(&[("a", "1"), ("b", "2"), ("c", "3")]),
            &fields(&[("a", "1"), ("b", "9"), ("d", "4")]),
        );
        let mut expected = fields(&[("b", "9"), ("d", "4")]);
        expected.push(("c".into(), Value::Null));
        assert_eq!(changed, expected);
        assert_eq!(changed_fields(&expected, &expected), []);
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(typed in ".*") {
            prop_assert_eq!(clean_line(&clean_line(&typed)), clean_line(&typed));
            prop_assert_eq!(clean_text(&clean_text(&typed)), clean_text(&typed));
        }

        #[test]
        fn splitting_keeps_all_fields_in_order(sizes in prop::collection::vec(0_usize..7000, 0..12)) {
            let fields: Vec<(String, Value)> = sizes.iter().enumerate()
                .map(|(n, size)| (n.to_string(), "x".repeat(*size).into())).collect();
            let patches = split_fields(fields.clone());
            prop_assert!(patches.iter().all(|patch| !patch.is_empty()));
            prop_assert!(patches.iter().all(|p| Value::Map(p.clone()).to_json().len() < 7500));
            prop_assert_eq!(patches.concat(), fields);
        }
    }
}
