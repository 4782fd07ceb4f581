//! The built page with a workshop put in: other words in its head, the agenda in place of what waits for the app.

use super::Published;

/// Larger agendas are laid out as they come into view, as the app does it.
const WHOLE_LIMIT: usize = 100;

/// The built page, cut where something is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Up to the value of `lang`.
    start: String,
    /// From there to the title.
    before_head: String,
    /// From behind the description to what waits for the app.
    before_body: String,
    end: String,
}

/// The built page lacks a place where something is to be put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("index.html: no {0} here")]
pub struct TemplateError(&'static str);

impl Template {
    /// Cuts a built page.
    ///
    /// # Errors
    /// [`TemplateError`]: it is no page of this app.
    pub fn parse(page: &str) -> Result<Self, TemplateError> {
        let (start, rest) = around(page, "<html lang=\"", "\"")?;
        let (before_head, rest) = around(rest, "<title>", "</title>")?;
        let (between, rest) = around(rest, "<meta name=\"description\"", ">")?;
        let (before_body, end) = around(rest, "<main id=\"boot\">", "</main>")?;
        Ok(Self {
            start: [start, "<html lang=\""].concat(),
            before_head: before_head.into(),
            before_body: [between.trim_start(), before_body.trim_start()].concat(),
            end: end.into(),
        })
    }

    /// Puts a workshop in, as it is at `now_ms` (ms since the epoch, UTC).
    #[must_use]
    pub fn fill(&self, published: &Published, now_ms: i64) -> String {
        let more =
            "<noscript><link rel=\"stylesheet\" href=\"./api/v1/noscript.css\"></noscript>\n";
        // Guessed heights would differ from those that the app guesses: who has scrolled down would lose the place.
        let whole = if published.agenda.sessions().len() <= WHOLE_LIMIT {
            "\" data-whole"
        } else {
            "\""
        };
        [
            &self.start,
            published.lang.code(),
            whole,
            &self.before_head,
            published.head().as_str(),
            &self.before_body,
            more,
            published.body(now_ms).as_str(),
            &published.linked_data(),
            &self.end,
        ]
        .concat()
    }
}

/// What stands before `open`, and what behind the next `close`.
fn around<'a>(
    text: &'a str,
    open: &'static str,
    close: &str,
) -> Result<(&'a str, &'a str), TemplateError> {
    let (before, rest) = text.split_once(open).ok_or(TemplateError(open))?;
    let (_, after) = rest.split_once(close).ok_or(TemplateError(open))?;
    Ok((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_all_places() {
        let template = Template::parse(include_str!("../../../../index.html")).unwrap();
        assert!(template.start.ends_with("<html lang=\"") && template.before_head.starts_with(">"));
        assert!(
            template.before_body.contains("{{style}}")
                && template.before_body.contains("{{icons}}")
        );
        assert!(!template.before_body.contains("description") && template.end.contains("</body>"));
        assert_eq!(
            Template::parse("<html lang=\"id\">"),
            Err(TemplateError("<title>"))
        );
    }
}
