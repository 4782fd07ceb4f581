//! The language of an answer, from `Accept-Language` (RFC 9110, 12.5.4): the one that the app would take.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

/// A language of what is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Indonesian, unless another one is asked for.
    #[default]
    Indonesian,
    /// English, with days and times written the British way.
    English,
}

impl Lang {
    /// Its code (BCP 47).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }

    /// Its code with the country whose formats are used, as Open Graph wants it.
    pub(super) fn territory(self) -> &'static str {
        match self {
            Self::Indonesian => "id_ID",
            Self::English => "en_GB",
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Indonesian => Self::English,
            Self::English => Self::Indonesian,
        }
    }

    /// Tells whether it is English, for texts that organisers wrote in two languages.
    pub(super) fn is_english(self) -> bool {
        self == Self::English
    }

    /// Reads a tag: English where it says so, else Indonesian.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let code = tag.trim().get(..2).unwrap_or_default();
        let more = tag.trim().as_bytes().get(2);
        let ends = more.is_none_or(|byte| *byte == b'-' || *byte == b'_');
        if ends && code.eq_ignore_ascii_case("en") {
            Self::English
        } else {
            Self::Indonesian
        }
    }

    /// The language that a reader wants most.
    pub(super) fn asked_for(headers: &HeaderMap) -> Self {
        let header = headers.get(ACCEPT_LANGUAGE);
        let text = header.and_then(|value| value.to_str().ok());
        let mut best = (0, "");
        for range in text.unwrap_or_default().split(',') {
            let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
            let weight = thousandths(weight);
            if weight > best.0 {
                best = (weight, tag);
            }
        }
        Self::of_tag(best.1)
    }
}

/// Reads `q=0.8`; 1 where nothing stands there, 0 where it cannot be read.
fn thousandths(weight: &str) -> u32 {
    let weight = weight.trim();
    if weight.is_empty() {
        return 1000;
    }
    let number = weight.strip_prefix("q=").or(weight.strip_prefix("Q="));
    let number = number.and_then(|number| number.trim().parse::<f32>().ok());
    // Rounded down and within 0 to 1000: a cast of a float saturates.
    number.map_or(0, |number| (number.clamp(0.0, 1.0) * 1000.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_language_that_is_wanted_most_decides() {
        for (header, lang) in [
            ("", Lang::Indonesian),
            ("en", Lang::English),
            ("en-GB,en;q=0.9,id;q=0.8", Lang::English),
            ("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", Lang::Indonesian),
            ("id;q=0.4, EN;q=0.5", Lang::English),
            ("nl,en;q=0.9", Lang::Indonesian),
            ("*", Lang::Indonesian),
            ("en;q=x,jv", Lang::Indonesian),
            ("enm", Lang::Indonesian),
            ("é", Lang::Indonesian),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(
                ACCEPT_LANGUAGE,
                HeaderValue::from_bytes(header.as_bytes()).unwrap(),
            );
            assert_eq!(Lang::asked_for(&headers), lang, "{header}");
        }
    }
}
