//! Tables as CSV (RFC 4180) that a spreadsheet of an office opens as they are meant.
//!
//! UTF-8 with a byte order mark, without which Excel reads another alphabet; lines end with CRLF. What people wrote
//! stays text: a spreadsheet would make a number of *0812* and of *+62812*, lose the last digits of an NIP, and run what
//! begins like a formula. Where it would, an apostrophe stands before it, the mark for text that OWASP's ASVS (1.2.10)
//! names. Must not know what a column means.
//!
//! There is no line `sep=;`: it is not of RFC 4180, so that every other reader sees a row more, and Excel is known to
//! forget the byte order mark over it. The separator is that of the reader's language instead. A reader that expects
//! another one splits cells elsewhere, so that whatever could then begin a cell is marked too.

use alloc::format;
use alloc::string::{String, ToString};

use crate::time::Instant;

/// What stands before the first line, so that the bytes are read as UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// What makes a spreadsheet take a cell for a formula, in East Asian widths too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Marks a cell as text.
const TEXT_MARK: char = '\'';

/// What separates the cells of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// Where the comma stands in numbers, as in Indonesia.
    Semicolon,
    /// Where the point does, as in English.
    Comma,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// What somebody wrote, or a word; stays text.
    Text(&'a str),
    /// A count, to be summed up.
    Count(usize),
    /// A moment to the minute, told at its offset: *2020-11-11 08:05*, which every spreadsheet reads as such.
    Moment(Instant),
}

/// A table that is being written.
#[derive(Clone, Debug)]
pub struct Table {
    out: String,
    separator: char,
}

impl Table {
    /// Begins a table with its titles.
    #[must_use]
    pub fn new(separator: Separator, titles: &[&str]) -> Self {
        let separator = match separator {
            Separator::Semicolon => ';',
            Separator::Comma => ',',
        };
        let mut table = Self {
            out: BYTE_ORDER_MARK.into(),
            separator,
        };
        table.line(titles.iter().map(|title| Cell::Text(title)));
        table
    }

    /// Adds a line; as many cells as there are titles.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        self.line(cells.iter().copied());
    }

    /// The file.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    fn line<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.out.push(self.separator);
            }
            match cell {
                Cell::Text(text) => quote(&as_text(text), &mut self.out),
                Cell::Count(count) => self.out.push_str(&count.to_string()),
                Cell::Moment(at) => self.out.push_str(&minute(at)),
            }
        }
        self.out.push_str("\r\n");
    }
}

fn minute(at: Instant) -> String {
    let (day, minute) = (at.day(), at.minute_of_day());
    format!("{day} {:02}:{:02}", minute / 60, minute % 60)
}

/// Quotes what needs it for a reader with either separator.
fn quote(text: &str, out: &mut String) {
    if !text.contains(['"', ',', ';', '\n']) {
        return out.push_str(text);
    }
    out.push('"');
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

/// A text that no spreadsheet takes for anything else: cleaned, and marked wherever a cell could begin that would be
/// run or changed.
fn as_text(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 1);
    if would_change(&text) {
        out.push(TEXT_MARK);
    }
    // White space and quotes before a formula do not keep every reader from running it.
    let mut begins = out.is_empty();
    for c in text.chars() {
        if begins && (FORMULA.contains(&c) || c == TEXT_MARK) {
            out.push(TEXT_MARK);
        }
        begins = matches!(c, ',' | ';' | '\n') || (begins && (c.is_whitespace() || c == '"'));
        out.push(c);
    }
    out
}

/// Line breaks as line feeds, tabs as spaces, and nothing that is not to be seen.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            '\n' => out.push(c),
            c if c.is_control() || c == BYTE_ORDER_MARK => {}
            c => out.push(c),
        }
    }
    out
}

/// Tells whether a spreadsheet would make a number, date or time of a text.
fn would_change(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || " .,:/-+()%eE".contains(c);
    !text.trim_start().starts_with(FORMULA)
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    fn written(separator: Separator, cells: &[&str]) -> String {
        let mut table = Table::new(separator, &["a"]);
        let cells: Vec<Cell<'_>> = cells.iter().map(|text| Cell::Text(text)).collect();
        table.row(&cells);
        table.finish().split_once("\r\n").unwrap().1.into()
    }

    /// Reads lines as RFC 4180 has it.
    fn read(csv: &str, separator: char) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut quoted = false;
        let mut chars = csv.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
                '"' => quoted = !quoted,
                c if c == separator && !quoted => row.push(core::mem::take(&mut cell)),
                '\r' if !quoted && chars.peek() == Some(&'\n') => {
                    chars.next();
                    row.push(core::mem::take(&mut cell));
                    rows.push(core::mem::take(&mut row));
                }
                c => cell.push(c),
            }
        }
        assert!(!quoted && cell.is_empty() && row.is_empty());
        rows
    }

    /// Takes the marks out again.
    fn unmarked(text: &str) -> String {
        let mut out = String::new();
        let mut begins = true;
        for c in text.chars() {
            if begins && c == TEXT_MARK {
                begins = false;
                continue;
            }
            begins = matches!(c, ',' | ';' | '\n') || (begins && (c.is_whitespace() || c == '"'));
            out.push(c);
        }
        out
    }

    #[test]
    fn titles_and_lines_end_as_the_standard_says() {
        let mut table = Table::new(Separator::Semicolon, &["Nama", "Suara"]);
        table.row(&[Cell::Text("H. Sudirman, S.H."), Cell::Count(12)]);
        table.row(&[Cell::Text("Biro \"Umum\""), Cell::Count(0)]);
        assert_eq!(
            table.finish(),
            "\u{feff}Nama;Suara\r\n\"H. Sudirman, S.H.\";12\r\n\"Biro \"\"Umum\"\"\";0\r\n"
        );
        assert_eq!(written(Separator::Comma, &["a", "b"]), "a,b\r\n");
        let mut table = Table::new(Separator::Comma, &["Waktu"]);
        let at = Instant::parse("2020-11-11T01:05:59Z").unwrap();
        table.row(&[Cell::Moment(Instant::new(at.ms(), 420))]);
        assert_eq!(table.finish(), "\u{feff}Waktu\r\n2020-11-11 08:05\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_change_is_marked() {
        for (text, kept) in [
            ("+6281234567890", "'+6281234567890"),
            ("081234567890", "'081234567890"),
            ("0812-3456-7890", "'0812-3456-7890"),
            ("198609262015051001", "'198609262015051001"),
            ("19860926 201505 1 001", "'19860926 201505 1 001"),
            ("11/11", "'11/11"),
            ("1E5", "'1E5"),
            ("=1+1", "'=1+1"),
            ("-", "'-"),
            ("@siti", "'@siti"),
            ("  =1+1", "  '=1+1"),
            ("＝1+1", "'＝1+1"),
            ("'kutip", "''kutip"),
            ("\t=1", " '=1"),
            ("\r=1", "\"\n'=1\""),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("\u{0}=1", "'=1"),
            ("a;=1", "\"a;'=1\""),
            ("a, \"=1\"", "\"a, \"\"'=1\"\"\""),
            ("IV/c", "IV/c"),
            ("Siti Aminah", "Siti Aminah"),
            ("Kepala Bidang 2", "Kepala Bidang 2"),
            ("siti@dinas.go.id", "siti@dinas.go.id"),
            ("", ""),
        ] {
            let line = written(Separator::Semicolon, &[text]);
            assert_eq!(line.strip_suffix("\r\n"), Some(kept), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn everything_comes_back(rows in prop::collection::vec(prop::array::uniform3("[-=+@'\";, \\n\\t\\r0-9a-cé＝]{0,12}"), 1..5), comma: bool) {
            let separator = if comma { Separator::Comma } else { Separator::Semicolon };
            let mut table = Table::new(separator, &["a", "b", "c"]);
            for row in &rows {
                let cells: Vec<Cell<'_>> = row.iter().map(|text| Cell::Text(text)).collect();
                table.row(&cells);
            }
            let csv = table.finish();
            let csv = csv.strip_prefix(BYTE_ORDER_MARK).unwrap();
            let back = read(csv, if comma { ',' } else { ';' });
            prop_assert_eq!(back.len(), rows.len() + 1);
            for (row, back) in rows.iter().zip(&back[1..]) {
                let row: Vec<String> = row.iter().map(|text| clean(text)).collect();
                let back: Vec<String> = back.iter().map(|text| unmarked(text)).collect();
                prop_assert_eq!(row, back);
            }
        }

        #[test]
        fn no_reader_finds_a_formula(text in "\\PC{0,6}[,;\"\\n\\t\\r ]{0,3}[-=+@＝＋－＠]\\PC{0,6}", comma: bool) {
            let line = written(if comma { Separator::Comma } else { Separator::Semicolon }, &["x", &text, "y"]);
            // The most lenient reader: any separator, quotes or not.
            for cell in line.split([',', ';', '\t', '\r', '\n']) {
                let cell = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
                prop_assert!(!cell.starts_with(FORMULA), "{:?} in {:?}", cell, line);
            }
        }
    }
}
