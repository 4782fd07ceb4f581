//! Markup with user text in it: what is written here is either part of the program or escaped.
//!
//! Owns the one door between the two: markup is `&'static str`, so no text of a record can pass for it.

/// A piece of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds markup.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text, escaped for element content and quoted attribute values alike.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // Says nothing, and some of it ends a parser's patience.
                _ if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
                _ => self.0.push(letter),
            }
        }
        self
    }

    /// Adds an element without attributes that holds a text.
    pub(super) fn element(
        &mut self,
        open: &'static str,
        text: &str,
        close: &'static str,
    ) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    /// Adds other HTML.
    pub(super) fn add(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// Adds an icon of the page's sprite, as the app draws it.
    pub(super) fn icon(&mut self, name: &'static str) -> &mut Self {
        self.raw("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-")
            .raw(name)
            .raw("\"></use></svg>")
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes JSON safe to stand in a `<script>`: no character that HTML gives a meaning is left.
pub(super) fn script_json(value: &serde_json::Value) -> String {
    let mut out = String::new();
    for letter in value.to_string().chars() {
        match letter {
            // They stand in strings only, where JSON has escapes for them.
            '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn escaped(text: &str) -> String {
        Html::new().text(text).as_str().into()
    }

    #[test]
    fn what_html_gives_a_meaning_is_escaped() {
        assert_eq!(
            escaped("<b a='x' c=\"y\">&\0\u{1b}\n"),
            "&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;\n"
        );
    }

    proptest! {
        #[test]
        fn no_text_becomes_markup(text in ".*|[<>&\"'a-z/= ]{0,40}") {
            let out = escaped(&text);
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            let back = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&amp;", "&");
            let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            prop_assert_eq!(back, kept);
        }

        #[test]
        fn json_in_a_script_ends_no_script(text in ".*|[<>&!\\-\"'/script]{0,40}") {
            let value = serde_json::json!({ "name": text });
            let out = script_json(&value);
            prop_assert!(!out.contains(['<', '>', '&']));
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap(), value);
        }
    }
}
