//! A workshop written as plain JSON, made into signed records.
//!
//! Owns the format `"gagas": 1` (see `docs/workshop.schema.json`): how organisers write a workshop
//! by hand or by script, and how the sample is kept. Strict on purpose: a key that is not known is a
//! slip, and nothing is made of a file with a slip in it. Used on the host only: the app has no bytes
//! to spare for it, and reads what [`crate::sample`] lays out.
//!
//! Importing again writes only what changed. What an earlier import made and the file no longer
//! holds is called off (sessions) or left alone, and deleted on demand; what was made elsewhere is
//! never touched. What a facilitator turns during the day (the board's phase and whether counts are
//! shown) stays as it is where the file is silent about it.

mod people;
mod plan;
mod programme;
mod read;
mod workshop;

use alloc::string::String;
use alloc::vec::Vec;

use crate::code::Code;
use crate::keys::OrganiserSeed;
use crate::merge::RecordSet;
use crate::patch::Patch;
use crate::value::Value;
pub(crate) use people::person_key;
use plan::Plan;
pub(crate) use plan::{REFERENCE, node_id, nonce};
use read::Node;

/// How deep a file may nest.
pub const FILE_DEPTH: usize = 8;

/// Why a file was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct ImportError {
    /// Where, such as `sessions[3].starts`; `$` for the file itself.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// What is wrong at one place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The text is no JSON of the strict dialect.
    #[error("not valid JSON, or a fraction, or a key that stands twice")]
    Syntax,
    /// It is of a later format.
    #[error("made for a later version")]
    UnsupportedVersion,
    /// It must be there and say something.
    #[error("missing or empty")]
    Missing,
    /// It is another type of value.
    #[error("must be {0}")]
    Type(&'static str),
    /// No such key is known here.
    #[error("unknown key")]
    UnknownKey,
    /// It is too long.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// The number is out of range.
    #[error("must be from {0} to {1}")]
    Range(i64, i64),
    /// Not letters, digits, `.`, `_` and `-`, at most 64.
    #[error("not an id: letters, digits, '.', '_' and '-', at most 64")]
    BadId,
    /// Another item has this id.
    #[error("an id that stands twice")]
    Repeated,
    /// No item has this id.
    #[error("refers to an id that is not there")]
    UnknownReference,
    /// Not a code that is known here.
    #[error("unknown code")]
    BadCode,
    /// Not a moment such as `2020-11-11T07:15:00+07:00`.
    #[error("not a time such as 2020-11-11T07:15:00+07:00")]
    BadTime,
    /// Not a day such as `2020-11-11`.
    #[error("not a day such as 2020-11-11")]
    BadDay,
    /// It ends before it begins.
    #[error("ends before it begins")]
    EndsBeforeStart,
    /// Not a link that may be opened.
    #[error("not an http, https, mailto or tel link")]
    BadLink,
    /// It was deleted for ever; it needs another id.
    #[error("was deleted before; give it another id")]
    Deleted,
    /// Nobody would accept the record.
    #[error("cannot be written: {0}")]
    Refused(Code),
}

/// Reads the text of a file.
///
/// # Errors
/// [`Reason::Syntax`] at `$`.
pub fn parse(text: &str) -> Result<Value, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Value::parse(text, FILE_DEPTH).map_err(|_| ImportError {
        path: "$".into(),
        reason: Reason::Syntax,
    })
}

/// Makes the patches that turn `previous` (nothing, where it is `None`) into what a file says.
///
/// `now_ms` stamps them (ms since the epoch, UTC). With `delete`, what vanished from the file is
/// deleted for ever instead of called off. `shift_days` moves every day and time of the file.
///
/// # Errors
/// The first [`ImportError`]; then nothing was made.
pub fn import(
    json: &Value,
    seed: &OrganiserSeed,
    previous: Option<&RecordSet>,
    now_ms: i64,
    delete: bool,
    shift_days: i32,
) -> Result<Vec<Patch>, ImportError> {
    let root = Node::root(json, shift_days);
    let version = root.need("gagas")?;
    if version.int(1, i64::MAX)? != 1 {
        return Err(version.fail(Reason::UnsupportedVersion));
    }
    let mut plan = Plan::new(seed, previous, now_ms, delete);
    workshop::take(&root, &mut plan)?;
    let programme = programme::take(&root, &mut plan)?;
    people::take(&root, &programme, &mut plan)?;
    Ok(plan.patches())
}

#[cfg(test)]
pub(crate) mod tests;
