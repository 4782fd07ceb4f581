//! One style sheet out of the files in `style/`: layers in order, comments and needless space removed.

use crate::places;
use crate::shell::Outcome;
use std::fs;

const FIRST: &[&str] = &["reset", "tokens", "base", "components"];
const LAST: &str = "print";

/// Concatenates and minifies the files of `style/`.
pub(super) fn sheet() -> Outcome<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(places::root().join("style"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            files.push((rank(&name), name, fs::read_to_string(path)?));
        }
    }
    files.sort();
    Ok(files.iter().map(|(_, _, text)| minify(text)).collect())
}

fn rank(name: &str) -> usize {
    let last = if name == LAST {
        FIRST.len() + 1
    } else {
        FIRST.len()
    };
    FIRST
        .iter()
        .position(|first| *first == name)
        .unwrap_or(last)
}

/// Removes comments and the space that no rule needs; strings stay as they are.
fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '/' if rest.starts_with("/*") => {
                space(&mut out);
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            '"' | '\'' => {
                let end = string_end(rest, next);
                out.push_str(&rest[..end]);
                end
            }
            _ if next.is_whitespace() => {
                space(&mut out);
                next.len_utf8()
            }
            _ => {
                if matches!(next, '{' | '}' | ';' | ',' | ')') && out.ends_with(' ') {
                    out.pop();
                }
                if next == '}' && out.ends_with(';') {
                    out.pop();
                }
                out.push(next);
                next.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out.truncate(out.trim_end().len());
    out
}

fn space(out: &mut String) {
    // A colon may begin a pseudo-class: space before it counts, space behind it never does.
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',', '(', ':']) {
        out.push(' ');
    }
}

fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, next) in text.char_indices().skip(1) {
        match next {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if next == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{minify, rank};

    #[test]
    fn only_needless_space_goes() {
        let css = "/* a */\n@layer x {\n  a :hover, b > c {\n    width: calc( 1px + 2px );\n    --e: ;\n  }\n}\n";
        assert_eq!(
            minify(css),
            "@layer x{a :hover,b > c{width:calc(1px + 2px);--e:}}"
        );
        assert_eq!(
            minify("@media (a) and (b) { c { d: e } }"),
            "@media (a) and (b){c{d:e}}"
        );
        assert_eq!(
            minify("a::before { content: \" { ; /* \\\" \"; }"),
            "a::before{content:\" { ; /* \\\" \"}"
        );
    }

    #[test]
    fn layers_come_in_order() {
        let mut names = [
            "print",
            "agenda",
            "components",
            "base",
            "ideas",
            "tokens",
            "reset",
        ];
        names.sort_by_key(|name| rank(name));
        assert_eq!(
            names,
            [
                "reset",
                "tokens",
                "base",
                "components",
                "agenda",
                "ideas",
                "print"
            ]
        );
    }
}
