//! The text form of a bundle, for `.txt` files and for paste, and how to find one in what arrives.

use alloc::string::String;
use alloc::vec::Vec;

use super::{BundleError, HASH, HEADER, Header, total_length};
use crate::id::{decode, encode};

/// The line before the text form.
const TITLE: &str = "=== GAGAS BUNDLE 1 ===";
/// The line after it; for people only, since the length stands in the header.
const END: &str = "=== END ===";
const WIDTH: usize = 76;
/// The first characters of every bundle as base64url: `GGS1` and the high bits of the kind.
const START: &str = "R0dTMQ";
/// How many things that look like a bundle are tried, so that no text costs more than a few passes.
const MAX_STARTS: usize = 16;

/// Writes a bundle as text in lines of at most 76 characters; `note` says to people what it is.
#[must_use]
pub fn armour(bundle: &[u8], note: &str) -> String {
    let text = encode(bundle);
    let mut out = String::with_capacity(text.len() + text.len() / WIDTH + note.len() + 64);
    for line in [note, TITLE].into_iter().filter(|line| !line.is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, next) = rest.split_at(rest.len().min(WIDTH));
        out.push_str(line);
        out.push('\n');
        rest = next;
    }
    out.push_str(END);
    out.push('\n');
    out
}

/// Finds the bundle in what was opened, scanned or pasted: its bytes, its text form, bare
/// base64url, or a link that carries it, with anything before and after, lines quoted by `>` or
/// `|`, and line breaks of any kind.
///
/// # Errors
/// [`BundleError`] of the first thing that looks like a bundle; a whole one wins over damaged ones.
pub fn dearmour(input: &[u8]) -> Result<Vec<u8>, BundleError> {
    match Header::parse(input) {
        Ok(_) => return Ok(input.into()),
        Err(BundleError::NotABundle) => {}
        Err(error) => return Err(error),
    }
    let mut first = None;
    let starts = input
        .windows(START.len())
        .enumerate()
        .filter(|(at, window)| {
            let inside_a_word = input[..*at].last().is_some_and(|byte| is_base64url(*byte));
            *window == START.as_bytes() && !inside_a_word
        });
    for (at, _) in starts.take(MAX_STARTS) {
        let found = collect(&input[at..]).and_then(|bundle| {
            Header::parse(&bundle)?;
            Ok(bundle)
        });
        match found {
            Ok(bundle) => return Ok(bundle),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(match first {
        Some(error) => error,
        None if input.trim_ascii().is_empty() => BundleError::Empty,
        None => BundleError::NotABundle,
    })
}

/// Collects as many characters as the header asks for, and decodes them.
fn collect(text: &[u8]) -> Result<Vec<u8>, BundleError> {
    let head = take(text, chars(HEADER))?;
    let length = total_length(&decode_all(&head)?)?;
    decode_all(&take(text, chars(length))?)
}

fn decode_all(text: &str) -> Result<Vec<u8>, BundleError> {
    decode(text).ok_or(BundleError::Damaged)
}

/// How many characters encode so many bytes.
fn chars(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

fn take(text: &[u8], wanted: usize) -> Result<String, BundleError> {
    let mut out = String::with_capacity(wanted.min(text.len()));
    for byte in text {
        if out.len() == wanted {
            break;
        }
        match byte {
            byte if is_base64url(*byte) => out.push(char::from(*byte)),
            // White space, quotation marks of mail programs, and the bytes of U+00A0, U+200B..D and
            // U+FEFF, which phones like to insert.
            b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'|' | 0x80..=0xff => {}
            b'=' => return Err(BundleError::Truncated),
            _ => return Err(BundleError::Damaged),
        }
    }
    match out.len() == wanted {
        true => Ok(out),
        false => Err(BundleError::Truncated),
    }
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// A header's characters decode by themselves, without the rest.
const _: () = assert!(HEADER.is_multiple_of(3) && HASH > 0);
