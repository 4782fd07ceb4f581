//! A workshop laid out on the host, to be signed on a phone with a key of its own.
//!
//! The app offers a sample of which the device becomes the organiser, on any days. What checks an
//! organiser's plain JSON is too large for it; so the build does that ([`lay`]), and the app only
//! puts in what depends on device and day ([`sign`]). Both together make the same patches as
//! [`crate::import`].
//!
//! Owns the format:
//!
//! ```json
//! {"gagas-sample":1,"starts":"2020-11-11","records":[[KIND,NAME,AUTHOR,AT,{FIELDS}]]}
//! ```
//!
//! - `NAME`, from which the nonce follows: `null` for none, the number of an earlier record (from 0)
//!   for that record's id, or a text for an id in the plain JSON. A field `ref` stands for it.
//! - `AUTHOR`: `null` for the organiser, or the name of a sample person.
//! - `AT`: `null` for now, or milliseconds since the epoch (UTC), which are shifted, but never beyond
//!   now.
//!
//! At any depth of the fields, the first character of a text may be a mark: `#17` is the id of record
//! 17, `@2020-11-11` a day to shift, with any time behind it, `&` the organiser's sealing key, and `~`
//! comes before a text that would begin with a mark otherwise.

mod lay;

use alloc::string::ToString;
use alloc::vec::Vec;

use crate::id::{RecordId, encode};
use crate::import::{REFERENCE, node_id, nonce, person_key};
use crate::keys::{OrganiserSeed, public_key};
use crate::kind::Kind;
use crate::patch::{Draft, Patch};
use crate::seal::seal_public_key;
use crate::stamp::Clock;
use crate::time::{Day, Instant};
use crate::value::Value;
use crate::view::split_fields;

pub use lay::lay;

const VERSION: i64 = 1;

/// The document is none that [`lay`] made, or of another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a sample")]
pub struct SampleError;

/// Signs a document of [`lay`] as the workshop of `seed`.
///
/// `now_ms` stamps the patches (ms since the epoch, UTC); `shift_days` moves every day and time.
///
/// # Errors
/// [`SampleError`]; then nothing was made.
pub fn sign(
    document: &Value,
    seed: &OrganiserSeed,
    now_ms: i64,
    shift_days: i32,
) -> Result<Vec<Patch>, SampleError> {
    // One error without a place: what the build made needs no finding of slips.
    signed(document, seed, now_ms, shift_days).ok_or(SampleError)
}

fn signed(
    document: &Value,
    seed: &OrganiserSeed,
    now_ms: i64,
    shift_days: i32,
) -> Option<Vec<Patch>> {
    if document.get("gagas-sample")?.as_int()? != VERSION {
        return None;
    }
    let (organiser, workshop) = (seed.signing_key(), seed.workshop());
    let mut marks = Marks {
        seed,
        shift_days,
        ids: Vec::new(),
    };
    let mut patches: Vec<Patch> = Vec::new();
    for record in document.get("records")?.as_list()? {
        let [kind, name, author, at, fields] = record.as_list()? else {
            return None;
        };
        let kind = Kind::parse(kind.as_text()?)?;
        let nonce = match fields.get(REFERENCE).unwrap_or(name) {
            Value::Text(id) => Vec::from(nonce(id)),
            Value::Int(number) => {
                let id = marks.ids.get(usize::try_from(*number).ok()?)?;
                Vec::from(id.0)
            }
            _ => Vec::new(),
        };
        let key = match author.as_text() {
            Some(name) => person_key(name, &kind, &nonce, fields.get("anonymous").is_some()),
            None => organiser.clone(),
        };
        let at = at.as_int().map_or(now_ms, |ms| {
            let at = Instant::new(ms, 0).plus_days(shift_days);
            at.ms().min(now_ms)
        });
        let mut fields = Vec::from(fields.as_map()?);
        for (_, value) in &mut fields {
            marks.replace(value)?;
        }
        let author = public_key(&key);
        marks.ids.push(RecordId::of(kind.name(), &author, &nonce));
        for fields in split_fields(fields) {
            let last = patches.iter().rfind(|patch| patch.author() == author);
            let last = last.map(Patch::stamp);
            let draft = Draft {
                workshop,
                kind: kind.clone(),
                nonce: nonce.clone(),
                fields,
            };
            // An author's last stamp is all that a clock would remember.
            let stamp = Clock::default().tick(at, last);
            patches.push(draft.sign(&key, stamp, node_id()).ok()?);
        }
    }
    Some(patches)
}

/// What the marks of texts stand for.
struct Marks<'a> {
    seed: &'a OrganiserSeed,
    shift_days: i32,
    ids: Vec<RecordId>,
}

impl Marks<'_> {
    /// Puts in what the marks at any depth of a value mean.
    fn replace(&self, value: &mut Value) -> Option<()> {
        match value {
            Value::Text(text) => {
                let rest = text.get(1..).unwrap_or_default();
                let meant = match text.as_bytes().first() {
                    Some(b'#') => self.ids.get(rest.parse::<usize>().ok()?)?.to_string(),
                    Some(b'@') => {
                        let (day, time) = rest.split_at_checked(10)?;
                        let day = Day::parse(day)?.plus(self.shift_days);
                        [&day.to_string(), time].concat()
                    }
                    Some(b'&') => encode(&seal_public_key(self.seed)),
                    Some(b'~') => rest.into(),
                    _ => return Some(()),
                };
                *text = meant;
            }
            Value::List(items) => {
                for item in items {
                    self.replace(item)?;
                }
            }
            Value::Map(entries) => {
                for (_, value) in entries {
                    self.replace(value)?;
                }
            }
            _ => {}
        }
        Some(())
    }
}

#[cfg(test)]
mod tests;
