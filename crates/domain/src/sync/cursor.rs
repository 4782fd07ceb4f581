//! How far a reader is, in a text that vouches for the server's timeline: `seq.mark.mark...`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::id::Mark;

/// The most marks that a cursor may hold.
pub const MARKS_HELD: usize = 64;

/// A place in a server's order of commits.
///
/// Every pull and push answer carries the mark of the newest commit that it vouches for. A reader sends all marks it
/// got since the last pull; a server that does not know one of them has lost a commit, and says `reset`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Everything visible up to here was received.
    pub seq: u64,
    /// The marks of commits that the reader relies on; at most [`MARKS_HELD`].
    pub marks: Vec<Mark>,
}

impl Cursor {
    /// Reads `0` or `seq.mark(.mark)*`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let digits = parts.next()?;
        let plain = digits == "0" || !digits.starts_with('0');
        let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let marks: Option<Vec<Mark>> = parts.map(Mark::parse).collect();
        Some(Self {
            seq: digits.parse().ok().filter(|_| plain && all_digits)?,
            marks: marks.filter(|marks| marks.len() <= MARKS_HELD)?,
        })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks: String = self
            .marks
            .iter()
            .flat_map(|mark| [".".into(), mark.to_string()])
            .collect();
        write!(f, "{}{marks}", self.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_round_trip_and_nothing_else_is_one() {
        for text in [
            "0",
            "17.AQIDBAUGBwg",
            "9007199254740991.AQIDBAUGBwg.AAAAAAAAAAA",
        ] {
            assert_eq!(
                Cursor::parse(text)
                    .map(|cursor| cursor.to_string())
                    .as_deref(),
                Some(text)
            );
        }
        for text in [
            "",
            ".",
            "x",
            "-1",
            "+1",
            "01",
            "1.",
            "1.AQ",
            "1.AQIDBAUGBwg=",
            "1 ",
            "99999999999999999999",
        ] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
        let many = "1".to_string() + &".AAAAAAAAAAA".repeat(MARKS_HELD + 1);
        assert_eq!(Cursor::parse(&many), None);
    }
}
