//! Fills index.html in: style, icons and boot script inline, and the policy that admits exactly these.

use super::{digest, icons, style};
use crate::places;
use crate::shell::Outcome;
use std::fs;

/// Returns the finished page; the names of files stand where the boot script and the page ask for them.
pub(super) fn fill(template: &str, release: bool, names: &[(&str, String)]) -> Outcome<String> {
    let path = places::root().join("src/boot.js");
    let mut boot = if release {
        super::minified(&path)?
    } else {
        script(&fs::read_to_string(path)?)
    };
    let mut template = template.to_owned();
    for (place, name) in names {
        boot = boot.replace(place, name);
        template = template.replace(place, &["./", name].concat());
    }
    let page = template
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
        .replace("{{boot}}", &boot)
        .replace("{{style}}", &style::sheet()?)
        .replace("{{icons}}", &icons::sprite()?);
    let policy = policy(&page);
    let page = page.replace("{{csp}}", &policy);
    if page.contains("{{") {
        Err("index.html: a {{name}} that nothing fills in".into())
    } else {
        Ok(page)
    }
}

/// Drops comment lines and indentation; the script has no strings that span lines.
pub(super) fn script(source: &str) -> String {
    let lines = source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The Content Security Policy of the page. A server adds `frame-ancestors`, which a `<meta>` may not carry.
fn policy(page: &str) -> String {
    let scripts = sources(page, "<script>", "</script>");
    let styles = sources(page, "<style>", "</style>");
    [
        "default-src 'none'",
        &["script-src 'self' 'wasm-unsafe-eval'", &scripts].concat(),
        &["style-src 'self'", &styles].concat(),
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default",
    ]
    .join("; ")
}

fn sources(page: &str, open: &str, close: &str) -> String {
    let inline = page
        .split(open)
        .skip(1)
        .filter_map(|part| part.split_once(close));
    inline
        .map(|(text, _)| [" ", &digest::source(text.as_bytes())].concat())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{policy, script};

    #[test]
    fn the_policy_names_what_is_inline() {
        let policy = policy("<script>a</script><style>b</style>");
        assert!(
            policy.contains(
                "'wasm-unsafe-eval' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
            )
        );
        assert!(
            policy
                .contains("style-src 'self' 'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='")
        );
    }

    #[test]
    fn a_script_loses_comment_lines_only() {
        assert_eq!(script("  // why\n  a('//');\n\n  b();\n"), "a('//');\nb();");
    }
}
