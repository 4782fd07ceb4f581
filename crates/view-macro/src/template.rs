//! Templates: the fixed part of a view as one text, and the values that are put into it.
//!
//! A text of tokens: a control character that says what follows, and its word, which ends where the next token
//! begins. `gagas::render` reads it.

use proc_macro2::TokenStream;
use quote::quote;

/// The tokens. `src/render/template.rs` of the app has the same.
pub(crate) mod token {
    pub(crate) const HTML: char = '\u{1}';
    pub(crate) const SVG: char = '\u{2}';
    pub(crate) const END: char = '\u{3}';
    pub(crate) const TEXT: char = '\u{4}';
    pub(crate) const NAME: char = '\u{5}';
    pub(crate) const VALUE: char = '\u{6}';
    pub(crate) const ATTRIBUTE: char = '\u{7}';
    pub(crate) const PROPERTY: char = '\u{8}';
    pub(crate) const CLASS: char = '\u{e}';
    pub(crate) const STYLE: char = '\u{f}';
    pub(crate) const EVENT: char = '\u{10}';
    pub(crate) const NODE_REF: char = '\u{11}';
    pub(crate) const CHILD: char = '\u{12}';
    pub(crate) const DIV: char = '\u{13}';
    pub(crate) const PARAGRAPH: char = '\u{14}';
    pub(crate) const CLASS_IS: char = '\u{15}';
}

/// A template that is being written.
#[derive(Default)]
pub(crate) struct Template {
    text: String,
    parts: Vec<TokenStream>,
}

impl Template {
    /// Adds a token with its word.
    pub(crate) fn token(&mut self, token: char, word: &str) {
        self.text.push(token);
        // A word cannot hold a token; line ends and tabs are none.
        self.text.extend(
            word.chars()
                .filter(|next| !next.is_control() || next.is_whitespace()),
        );
    }

    /// Adds a token with its word, and the value that belongs to it.
    pub(crate) fn part(&mut self, token: char, word: &str, value: TokenStream) {
        self.token(token, word);
        self.parts.push(value);
    }

    /// Writes the call that fills it.
    pub(crate) fn fill(&self) -> TokenStream {
        let (text, parts) = (&self.text, &self.parts);
        quote! { ::gagas::render::fill(#text, &mut [#(#parts),*]) }
    }
}
