//! Tickets: the text behind a ticket's QR code, and its code in three words.
//!
//! A ticket proves that its holder made a registration: its secret stands only in the sealed box, on
//! the holder's phone and in the QR code. The words are for voices and for hands without a camera.
//! Owns these exact bytes; the list of words is passed in (`public/words-id.txt`), so that it costs
//! the app nothing until it is needed.

use alloc::string::String;
use alloc::vec::Vec;

use crate::id::{RecordId, decode_array, encode, sha256_prefix};
use crate::text::fold;

/// How many words the list holds: 11 bits each.
pub const WORD_COUNT: usize = 2_048;
/// How many words a code has.
pub const CODE_WORDS: usize = 3;
const PREFIX: &str = "GAGAS-T1:";

/// A registration's ticket.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// The registration.
    pub registration: RecordId,
    /// The secret from its box.
    pub secret: [u8; 16],
}

impl Ticket {
    /// The text for the QR code: `GAGAS-T1:` and 43 characters of base64url.
    #[must_use]
    pub fn to_qr(&self) -> String {
        let bytes = [self.registration.0, self.secret].concat();
        [PREFIX, &encode(&bytes)].concat()
    }

    /// Reads what was scanned; `None` for anything else.
    #[must_use]
    pub fn parse(scanned: &str) -> Option<Self> {
        let bytes: [u8; 32] = decode_array(scanned.trim().strip_prefix(PREFIX)?)?;
        let (registration, secret) = bytes.split_at(16);
        Some(Self {
            registration: RecordId(registration.try_into().ok()?),
            secret: secret.try_into().ok()?,
        })
    }
}

impl core::fmt::Debug for Ticket {
    /// The secret stays out of logs.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Ticket").field(&self.registration).finish()
    }
}

/// The code of a ticket: three words of a list of 2,048, one a line; `None` for another list.
#[must_use]
pub fn words<'a>(secret: &[u8; 16], list: &'a str) -> Option<[&'a str; CODE_WORDS]> {
    let list: Vec<&str> = list.lines().collect();
    if list.len() != WORD_COUNT {
        return None;
    }
    let hash: [u8; 8] = sha256_prefix(&[b"gagas-ticket-v1\0", secret]);
    let bits = u64::from_be_bytes(hash);
    let word = |from: u32| {
        let index = usize::try_from((bits >> from) & 0x7ff).ok()?;
        list.get(index).copied()
    };
    Some([word(53)?, word(42)?, word(31)?])
}

/// Packs a sorted list of words, one a line: of each word the number of letters that it shares with the one before it, in
/// one digit, and its other letters.
#[must_use]
pub fn pack(list: &str) -> String {
    let mut packed = String::new();
    let mut before = "";
    for word in list.lines() {
        let letters = before.bytes().zip(word.bytes());
        let shared = letters.take_while(|(a, b)| a == b).count().min(9);
        packed.extend(char::from_digit(shared as u32, 10));
        packed.push_str(&word[shared..]);
        before = word;
    }
    packed
}

/// Reads a list that [`pack`] made of words of ASCII letters.
#[must_use]
pub fn unpack(packed: &str) -> String {
    let mut list = String::new();
    let mut before = 0;
    for c in packed.chars() {
        let Some(shared) = c.to_digit(10) else {
            list.push(c);
            continue;
        };
        let same = list.get(before..before + shared as usize).map(String::from);
        if !list.is_empty() {
            list.push('\n');
        }
        before = list.len();
        list.push_str(&same.unwrap_or_default());
    }
    list
}

/// Tells whether a code that somebody typed or said is this one, whatever its case and separators.
#[must_use]
pub fn is_code(typed: &str, words: &[&str; CODE_WORDS]) -> bool {
    fold(typed).split(' ').eq(words.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIST: &str = include_str!("../../../public/words-id.txt");
    const TICKET: Ticket = Ticket {
        registration: RecordId([1; 16]),
        secret: [2; 16],
    };

    #[test]
    fn a_ticket_reads_back() {
        let text = TICKET.to_qr();
        assert_eq!(text.len(), PREFIX.len() + 43);
        assert_eq!(Ticket::parse(&text), Some(TICKET));
        assert_eq!(Ticket::parse(&[&text, "\n"].concat()), Some(TICKET));
        for bad in [
            "",
            "GAGAS-T1:",
            &text[..text.len() - 1],
            &text[1..],
            "https://a.id",
        ] {
            assert_eq!(Ticket::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_code_is_33_bits_of_the_hash() {
        let numbers: String = (0..WORD_COUNT).map(|n| alloc::format!("{n}\n")).collect();
        let hash = crate::id::sha256(&[b"gagas-ticket-v1\0", &TICKET.secret]);
        let bits: String = hash[..5]
            .iter()
            .map(|byte| alloc::format!("{byte:08b}"))
            .collect();
        let expected = [0, 11, 22].map(|at| usize::from_str_radix(&bits[at..at + 11], 2).unwrap());
        let words = words(&TICKET.secret, &numbers).unwrap();
        assert_eq!(words.map(|word| word.parse::<usize>().unwrap()), expected);
        assert_eq!(super::words(&TICKET.secret, "satu\ndua"), None);
    }

    #[test]
    fn a_list_is_packed_and_unpacked() {
        assert_eq!(pack("abadi\nabang\nabu\ncar\n"), "0abadi3ng2u0car");
        assert_eq!(unpack(&pack(LIST)), LIST.trim_end());
        assert_eq!(
            words(&TICKET.secret, &unpack(&pack(LIST))),
            words(&TICKET.secret, LIST)
        );
        assert_eq!(unpack("9x9y"), "x\ny");
    }

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = words(&TICKET.secret, LIST).unwrap();
        let [a, b, c] = code;
        for typed in [
            [a, b, c].join(" "),
            [a, b, c].join("-").to_uppercase(),
            [" ", a, ", ", b, "  ", c].concat(),
        ] {
            assert!(is_code(&typed, &code), "{typed}");
        }
        assert!(!is_code(&[a, b].join(" "), &code));
        assert!(!is_code(&[b, a, c].join(" "), &code));
    }

    #[test]
    fn the_list_is_plain_sorted_and_unlike() {
        let list: Vec<&str> = LIST.lines().collect();
        assert_eq!(list.len(), WORD_COUNT);
        assert!(LIST.ends_with('\n') && !LIST.contains('\r'));
        assert!(list.is_sorted_by(|a, b| a < b));
        for word in &list {
            assert!((3..=7).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
        // No word is another one with two neighbours swapped, as tired fingers type.
        for word in &list {
            for at in 1..word.len() {
                let mut swapped = word.as_bytes().to_vec();
                swapped.swap(at - 1, at);
                let swapped = core::str::from_utf8(&swapped).unwrap();
                assert!(
                    swapped == *word || list.binary_search(&swapped).is_err(),
                    "{word}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(GAGAS-T1:)?[A-Za-z0-9_-]{0,50}|.*") {
            let _ = Ticket::parse(&text);
        }
    }
}
