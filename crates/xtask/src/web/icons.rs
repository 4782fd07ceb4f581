//! The icon sprite: of Lucide's icons, those that `style/icons.txt` names.

use crate::shell::Outcome;
use crate::{places, tools};
use std::fs;

/// Builds the hidden sprite, one `<symbol id="i-NAME">` an icon.
pub(super) fn sprite() -> Outcome<String> {
    let list = fs::read_to_string(places::root().join("style/icons.txt"))?;
    let mut sprite =
        String::from("<svg class=\"sprite\" aria-hidden=\"true\" width=\"0\" height=\"0\">");
    for name in list.split_whitespace() {
        let path = tools::icons()
            .join("icons")
            .join(name)
            .with_extension("svg");
        let file = fs::read_to_string(path).map_err(|error| format!("icon {name}: {error}"))?;
        sprite += &[
            "<symbol id=\"i-",
            name,
            "\" viewBox=\"0 0 24 24\">",
            &shapes(&file),
            "</symbol>",
        ]
        .concat();
    }
    Ok(sprite + "</svg>")
}

/// Returns what stands between `<svg ..>` and `</svg>`, without the space between elements.
fn shapes(file: &str) -> String {
    let start = file
        .find("<svg")
        .and_then(|at| file[at..].find('>').map(|end| at + end + 1))
        .unwrap_or(0);
    let end = file.rfind("</svg>").unwrap_or(file.len());
    file[start..end]
        .lines()
        .map(str::trim)
        .collect::<String>()
        .replace(" />", "/>")
}

#[cfg(test)]
mod tests {
    #[test]
    fn shapes_are_what_stands_inside() {
        let file = "<!-- licence -->\n<svg\n  width=\"24\"\n>\n  <path d=\"M1 1\" />\n  <path d=\"M2 2\" />\n</svg>\n";
        assert_eq!(super::shapes(file), "<path d=\"M1 1\"/><path d=\"M2 2\"/>");
    }
}
