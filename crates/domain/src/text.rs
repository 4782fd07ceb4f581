//! Folding and searching of human text, shared by agenda, board and similarity.
//!
//! Owns the one notion of "the same letters": lower case, no diacritics, no apostrophes, everything
//! else that is no letter or digit a space. It covers the Latin script, which Indonesian and English
//! need; other scripts pass through unchanged, because the full Unicode tables would cost more bytes
//! than they are worth here. Must not know what is searched.

use alloc::string::String;
use alloc::vec::Vec;

/// The plain letters of U+00C0..=U+017F, in that order; a space where there is none.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstttttt\
uuuuuuuuuuuuwwyyyzzzzzzs";

/// Folds a text for comparison: words of plain lower-case letters and digits, one space between.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// Appends the folded `text` to `out`, as a new word where `out` already holds some.
pub fn fold_into(out: &mut String, text: &str) {
    out.reserve(text.len() + 1);
    let mut gap = !out.is_empty();
    for letter in text.chars() {
        match fold_char(letter) {
            None => {}
            Some(' ') => gap = !out.is_empty(),
            Some(plain) => {
                if gap {
                    out.push(' ');
                    gap = false;
                }
                out.push(plain);
            }
        }
    }
}

/// Folds one character: `None` where it vanishes, a space where it separates words.
fn fold_char(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' | '0'..='9' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        // Apostrophes stand inside words (Jum'at, Qur'an); combining marks belong to a letter.
        '\'' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{300}'..='\u{36f}' | '\u{ad}' => {
            return None;
        }
        '\u{c0}'..='\u{17f}' => char::from(*LATIN.get(letter as usize - 0xc0).unwrap_or(&b' ')),
        '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3003}' => ' ',
        _ => letter,
    })
}

/// A search that was typed: every word of it must occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self {
            words: fold(typed)
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(String::from)
                .collect(),
        }
    }

    /// Tells whether nothing is searched for; then everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Tells whether each word occurs in `folded`, a text made by [`fold`] or [`fold_into`].
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.matches_any([folded])
    }

    /// Tells whether each word occurs in any of the folded texts.
    #[must_use]
    pub fn matches_any<const N: usize>(&self, folded: [&str; N]) -> bool {
        let mut words = self.words.iter();
        words.all(|word| folded.iter().any(|text| text.contains(word.as_str())))
    }
}

/// Shortens a text to `limit` characters, without the white space around it.
#[must_use]
pub fn clip(text: &str, limit: usize) -> &str {
    let text = text.trim();
    match text.char_indices().nth(limit) {
        Some((end, _)) => text[..end].trim_end(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_levels_case_marks_and_spaces() {
        for (text, folded) in [
            ("  Antrean   DARING! ", "antrean daring"),
            ("Jum’at, Qur'an", "jumat quran"),
            ("Ḥ", "Ḥ"),
            ("Çağrı Ünal – Ångström", "cagri unal angstrom"),
            ("e\u{301}te\u{301}", "ete"),
            ("e-government/SPBE", "e government spbe"),
            ("Œuvre ÿ Ž ß ÷", "ouvre y z s"),
            ("日本 2020", "日本 2020"),
            ("", ""),
            ("—", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folding_is_idempotent() {
        let all: String = (0..0x3100).filter_map(char::from_u32).collect();
        assert_eq!(fold(&fold(&all)), fold(&all));
    }

    #[test]
    fn every_word_must_occur_in_any_order() {
        let text = fold("Meja bantu izin keliling");
        assert!(Query::new("KELI meja").matches(&text));
        assert!(!Query::new("meja terbang").matches(&text));
        assert!(Query::new(" ,, ").is_empty());
        assert!(Query::new("").matches(&text));
    }

    #[test]
    fn clipping_counts_characters() {
        assert_eq!(clip(" aé😀b ", 3), "aé😀");
        assert_eq!(clip("ab cd", 3), "ab");
        assert_eq!(clip("ab", 3), "ab");
    }
}
