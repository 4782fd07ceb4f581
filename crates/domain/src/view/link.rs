//! Links and contacts, admitted only where they are safe to open.

use alloc::string::String;

use super::fields::{filled, member};
use crate::value::Value;

/// A link to open: its address uses `http`, `https`, `mailto` or `tel`, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to, for people; the address where nothing was written.
    pub title: String,
    /// The address.
    pub url: String,
}

/// How to reach the committee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A person or office.
    pub name: Option<String>,
    /// A telephone number as written.
    pub phone: Option<String>,
    /// A WhatsApp number as written.
    pub whatsapp: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
}

impl Link {
    /// Reads `{title, url}` or a plain address.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let url = match filled(value) {
            Some(url) => url.into(),
            None => member(value, "url")?,
        };
        let title = member(value, "title").unwrap_or_else(|| url.clone());
        is_safe(&url).then_some(Self { title, url })
    }
}

impl Contact {
    /// Reads `{name, phone, whatsapp, email}`, or a plain text as the name.
    pub(crate) fn read(value: &Value) -> Self {
        Self {
            name: filled(value)
                .map(String::from)
                .or_else(|| member(value, "name")),
            phone: member(value, "phone"),
            whatsapp: member(value, "whatsapp"),
            email: member(value, "email"),
        }
    }
}

impl Contact {
    /// Tells whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Tells whether an address may be opened: a known scheme, and no white space or control character
/// that a browser would strip before it reads the scheme.
fn is_safe(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else {
        return false;
    };
    let known = ["http", "https", "mailto", "tel"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    known && !rest.is_empty() && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_links() {
        for good in [
            "https://jambiprov.go.id/a?b#c",
            "HTTP://x",
            "mailto:a@b",
            "tel:+6274112345",
        ] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "//evil",
            "x",
            "https:",
            "https://a b",
            "vbscript:x",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }

    #[test]
    fn a_plain_address_is_its_own_title() {
        let link = Link::read(&"https://a.id".into());
        assert_eq!(link.map(|l| l.title), Some("https://a.id".into()));
        assert_eq!(Link::read(&Value::map([("title", "x".into())])), None);
    }
}
