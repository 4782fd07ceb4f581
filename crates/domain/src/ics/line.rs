//! Content lines of RFC 5545: escaping (3.3.11) and folding (3.1).

use alloc::string::String;

/// The longest line, in octets, without its CRLF.
const WIDTH: usize = 75;

/// Appends `name:value`, folded without splitting a character. `value` holds no line break.
pub(super) fn push_line(out: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if used + letter.len_utf8() > WIDTH {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(letter);
        used += letter.len_utf8();
    }
    out.push_str("\r\n");
}

/// Escapes a text; control characters that no line may hold are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}
