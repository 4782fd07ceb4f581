//! The typed catalogue of texts, Indonesian and English, and how texts are filled in.
//!
//! Every text is a constant with both languages, so that a missing one does not compile. Owns the
//! words and nothing else: dates and numbers are formatted by `platform::format`.

use std::cell::Cell;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

/// A text in both languages: one literal, Indonesian before [`BETWEEN`] and English behind it, so that it
/// weighs one pointer where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(&'static str);

/// What no text contains (ASCII unit separator); `texts!` writes the same.
const BETWEEN: char = '\u{1f}';

/// Declares texts: `NAME: "Indonesian", "English";`.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $id:literal, $en:literal;)+) => {$(
        $(#[$doc])*
        pub const $name: $crate::i18n::Text = $crate::i18n::Text(concat!($id, "\u{1f}", $en));
    )+};
}

pub mod about;
pub mod agenda;
pub mod codes;
pub mod common;
pub mod device;
pub mod errors;
pub mod ideas;
pub mod organiser;
pub mod records;
pub mod registration;
pub mod server;
pub mod sharing;
mod shown;
pub mod start;

thread_local! {
    static CURRENT: Cell<Lang> = const { Cell::new(Lang::Id) };
}

impl Lang {
    /// The code of the language (BCP 47).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The locale for dates and numbers (BCP 47). English days are written the British way, day
    /// before month and 24 hours, as an Indonesian reader expects.
    #[must_use]
    pub fn locale(self) -> &'static str {
        match self {
            Self::Id => "id-ID",
            Self::En => "en-GB",
        }
    }

    /// Reads a stored code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "id" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language for a phone's setting: English where it asks for that, Indonesian otherwise.
    #[must_use]
    pub fn of_phone(tag: &str) -> Self {
        if tag
            .get(..2)
            .is_some_and(|code| code.eq_ignore_ascii_case("en"))
        {
            Self::En
        } else {
            Self::Id
        }
    }

    /// Tells whether it is English, for texts that organisers wrote in two languages.
    #[must_use]
    pub fn is_english(self) -> bool {
        self == Self::En
    }
}

/// The language that texts are in now. The whole view is built anew when it changes, so reading it
/// needs no signal.
#[must_use]
pub fn lang() -> Lang {
    CURRENT.get()
}

/// Changes the language of texts; only `state` does.
pub(crate) fn set_lang(lang: Lang) {
    CURRENT.set(lang);
}

/// A text in the current language.
#[must_use]
#[inline(never)]
pub fn t(Text(both): Text) -> &'static str {
    let (id, en) = both.split_once(BETWEEN).unwrap_or((both, both));
    match lang() {
        Lang::Id => id,
        Lang::En => en,
    }
}

/// Fills the `{}` of a template in order; what is missing stays as it is.
#[must_use]
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{}") {
        out.push_str(before);
        out.push_str(values.next().copied().unwrap_or("{}"));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Fills a text in the current language.
#[must_use]
pub fn tf(text: Text, values: &[&str]) -> String {
    fill(t(text), values)
}

/// Fills a text that counts something. Indonesian has one form; English another for one.
#[must_use]
pub fn count(one: Text, many: Text, n: usize) -> String {
    let number = n.to_string();
    tf(if n == 1 { one } else { many }, &[&number])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_in_the_language_of_the_moment() {
        assert_eq!(t(common::MORE), "Lainnya");
        set_lang(Lang::En);
        assert_eq!(t(common::MORE), "More");
        set_lang(Lang::Id);
    }

    #[test]
    fn templates_are_filled_in_order() {
        assert_eq!(fill("{} dari {}", &["3", "5"]), "3 dari 5");
        assert_eq!(fill("{} dari {}", &["3"]), "3 dari {}");
        assert_eq!(fill("tetap", &["3"]), "tetap");
    }

    #[test]
    fn the_phone_decides_for_english_only() {
        assert_eq!(Lang::of_phone("en-GB"), Lang::En);
        for tag in ["id-ID", "ms", "jv", "nl", "", "e"] {
            assert_eq!(Lang::of_phone(tag), Lang::Id, "{tag}");
        }
    }
}
