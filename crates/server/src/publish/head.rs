//! The head of a published page: title, description, and what link previews read (Open Graph).

use super::html::Html;
use super::words;
use super::{Published, joined};

/// Those who show descriptions cut them after about so many characters.
const DESCRIPTION_LIMIT: usize = 200;

impl Published {
    /// When, where, who and what, in one line.
    pub(super) fn description(&self) -> String {
        let venue = self.workshop.venue.as_deref().unwrap_or_default();
        let host = self.workshop.host.as_deref().unwrap_or_default();
        let facts = joined(&[&self.days(), venue, host]);
        let words: Vec<&str> = self
            .about()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let whole = match (facts.is_empty(), words.is_empty()) {
            (_, true) => facts,
            (true, _) => words.join(" "),
            _ => [&facts, ". ", &words.join(" ")].concat(),
        };
        cut(&whole, DESCRIPTION_LIMIT)
    }

    /// Writes what stands in place of the title and description of the built page.
    pub(super) fn head(&self) -> Html {
        let mut out = Html::new();
        let (title, description) = (self.title(), self.description());
        let (address, picture) = (self.address(), self.picture_address());
        out.element("<title>", title, " – Gagas</title>\n");
        let mut meta = |open: &'static str, content: &str| {
            out.raw(open).text(content).raw("\">\n");
        };
        meta("<meta name=\"description\" content=\"", &description);
        meta("<link rel=\"canonical\" href=\"", &address);
        meta(
            "<link rel=\"alternate\" type=\"text/calendar\" href=\"",
            &self.calendar_address(),
        );
        meta("<meta property=\"og:type\" content=\"", "website");
        meta("<meta property=\"og:site_name\" content=\"", "Gagas");
        meta("<meta property=\"og:title\" content=\"", title);
        meta("<meta property=\"og:description\" content=\"", &description);
        meta("<meta property=\"og:url\" content=\"", &address);
        meta(
            "<meta property=\"og:locale\" content=\"",
            self.lang.territory(),
        );
        meta(
            "<meta property=\"og:locale:alternate\" content=\"",
            self.lang.other().territory(),
        );
        meta("<meta property=\"og:image\" content=\"", &picture);
        meta("<meta property=\"og:image:type\" content=\"", "image/png");
        meta("<meta property=\"og:image:width\" content=\"", "1200");
        meta("<meta property=\"og:image:height\" content=\"", "630");
        meta(
            "<meta property=\"og:image:alt\" content=\"",
            self.word(words::PICTURE),
        );
        meta(
            "<meta name=\"twitter:card\" content=\"",
            "summary_large_image",
        );
        out
    }
}

/// Cuts at a space, with an ellipsis.
fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.into();
    };
    let end = text[..end].rfind(' ').unwrap_or(end);
    [
        text[..end].trim_end_matches([',', '.', ':', ';', ' ']),
        " …",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_long_text_ends_between_words() {
        assert_eq!(cut("satu, dua tiga", 9), "satu …");
        assert_eq!(cut("satu, dua", 9), "satu, dua");
        assert_eq!(cut("éééé", 2), "éé …");
    }
}
