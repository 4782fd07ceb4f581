//! Breaking a text into lines that fit.

use super::face::Face;

/// The lines of a text, each at most `width` pixels wide, at most `limit` of them; an ellipsis says where more was.
pub(super) fn wrapped(face: &Face, text: &str, size: f32, width: f32, limit: usize) -> Vec<String> {
    let fits = |line: &str| face.width(line, size) <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| [line, " ", word].concat());
        match (longer.filter(|line| fits(line)), lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(word.into()),
        }
        if lines.len() > limit {
            break;
        }
    }
    let more = lines.len() > limit;
    lines.truncate(limit);
    let count = lines.len();
    for (at, line) in lines.iter_mut().enumerate() {
        if more && at + 1 == count {
            line.push_str(" …");
        }
        shorten(line, fits);
    }
    lines
}

/// Takes letters away until a line fits: what has no spaces, or an ellipsis too much.
fn shorten(line: &mut String, fits: impl Fn(&str) -> bool) {
    if fits(line) {
        return;
    }
    let ends: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let shortened = |end: usize| [line[..end].trim_end_matches([' ', '…']), "…"].concat();
    // The width grows with the letters, so halving finds the last that fits.
    let last = ends.partition_point(|end| fits(&shortened(*end)));
    *line = shortened(ends[last.saturating_sub(1)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_end_with_an_ellipsis() {
        let face = Face::regular().unwrap();
        let lines = |text, limit| wrapped(&face, text, 40.0, 340.0, limit);
        assert_eq!(lines("  ", 3), Vec::<String>::new());
        assert_eq!(
            lines("Inovasi Pelayanan Publik", 3),
            ["Inovasi Pelayanan", "Publik"]
        );
        assert_eq!(lines("Inovasi Pelayanan Publik", 1), ["Inovasi Pelayan…"]);
        let one = lines("Pelayananpublikterpadusatupintu", 2);
        assert!(one.len() == 1 && one[0].ends_with('…') && face.width(&one[0], 40.0) <= 340.0);
    }
}
