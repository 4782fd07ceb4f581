//! Laying a sample out, on the host: an import whose results are written with marks.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::VERSION;
use crate::code::Code;
use crate::id::{RecordId, encode};
use crate::import::{self, ImportError, REFERENCE, Reason, nonce, person_key};
use crate::keys::{OrganiserSeed, public_key};
use crate::patch::Patch;
use crate::seal::seal_public_key;
use crate::value::Value;
use crate::view::clean_line;

/// Any seed: what follows from it is written as marks.
const SEED: OrganiserSeed = OrganiserSeed([0; 32]);
/// A present that no sample reaches (the year 6429), so that a stamp tells whether it is "now".
const NOW_MS: i64 = 1 << 47;

/// Lays a workshop's plain JSON out for [`super::sign`].
///
/// # Errors
/// The first [`ImportError`]; then nothing was made.
pub fn lay(json: &Value) -> Result<Value, ImportError> {
    // What a shift changes is found by shifting, so that this need not know a single field.
    let import = |shift_days| import::import(json, &SEED, None, NOW_MS, false, shift_days);
    let (still, moved) = (import(0)?, import(1)?);
    let (still, moved) = (records(&still), records(&moved));
    let marker = Marker {
        ids: still.iter().map(|one| one.first.record()).collect(),
        seal: encode(&seal_public_key(&SEED)),
    };
    let laid: Result<Vec<Value>, ImportError> = still
        .iter()
        .zip(&moved)
        .map(|(one, moved)| {
            let now = one.first.stamp().ms == NOW_MS.unsigned_abs();
            let at = (!now).then_some(one.first.stamp().ms);
            Ok(Value::List(
                [
                    one.first.kind().name().into(),
                    marker.name(one, json),
                    author(one, json)?,
                    at.and_then(|ms| i64::try_from(ms).ok())
                        .map_or(Value::Null, Value::Int),
                    marker.mark(&one.fields, &moved.fields),
                ]
                .into(),
            ))
        })
        .collect();
    Ok(Value::map([
        ("gagas-sample", Value::Int(VERSION)),
        ("starts", json.get("starts").cloned().unwrap_or(Value::Null)),
        ("records", Value::List(laid?)),
    ]))
}

/// One record, out of as many patches as it took.
struct Written<'a> {
    first: &'a Patch,
    fields: Value,
}

fn records(patches: &[Patch]) -> Vec<Written<'_>> {
    let of_one = patches.chunk_by(|a, b| a.record() == b.record());
    of_one
        .filter_map(|patches| {
            let fields = patches.iter().flat_map(Patch::fields).cloned();
            Some(Written {
                first: patches.first()?,
                fields: Value::Map(fields.collect()),
            })
        })
        .collect()
}

/// The ids in the plain JSON of what sample people wrote, each with its author's name.
fn people(json: &Value) -> impl Iterator<Item = (Option<&str>, String)> {
    ["ideas", "comments", "ballots"]
        .iter()
        .filter_map(|key| json.get(key)?.as_list())
        .flatten()
        .filter_map(|item| {
            let author = clean_line(item.get("author")?.as_text()?);
            Some((item.get("id").and_then(Value::as_text), author))
        })
}

/// Who signs a record. An import does not tell, so the one is found whose key it is.
fn author(one: &Written, json: &Value) -> Result<Value, ImportError> {
    if one.first.by_organiser() {
        return Ok(Value::Null);
    }
    let anonymous = one.fields.get("anonymous").is_some();
    let own = |name: &str| {
        let key = person_key(name, one.first.kind(), one.first.nonce(), anonymous);
        public_key(&key) == one.first.author()
    };
    let found = people(json).find(|(_, name)| own(name));
    let found = found.map(|(_, name)| name.into());
    found.ok_or_else(|| ImportError {
        path: "$".into(),
        reason: Reason::Refused(Code::NotAuthor),
    })
}

struct Marker {
    ids: Vec<RecordId>,
    seal: String,
}

impl Marker {
    /// From what the nonce follows, where no field says so.
    fn name(&self, one: &Written, json: &Value) -> Value {
        let sought = one.first.nonce();
        if one.fields.get(REFERENCE).is_some() {
            return Value::Null;
        }
        if let Some(number) = self.ids.iter().position(|id| id.0 == *sought) {
            return i64::try_from(number).map_or(Value::Null, Value::Int);
        }
        let mut ids = people(json).filter_map(|(id, _)| id);
        ids.find(|id| nonce(id) == *sought)
            .map_or(Value::Null, Value::from)
    }

    fn mark(&self, still: &Value, moved: &Value) -> Value {
        match (still, moved) {
            (Value::Text(still), Value::Text(moved)) => {
                let mark = |mark: &str, text: &str| [mark, text].concat();
                let id = self.ids.iter().position(|id| id.to_string() == *still);
                Value::Text(match id {
                    Some(number) => mark("#", &number.to_string()),
                    None if still != moved => mark("@", still),
                    None if *still == self.seal => "&".into(),
                    None if still.starts_with(['#', '@', '&', '~']) => mark("~", still),
                    None => still.clone(),
                })
            }
            (Value::List(still), Value::List(moved)) => {
                let pairs = still.iter().zip(moved);
                Value::List(pairs.map(|(a, b)| self.mark(a, b)).collect())
            }
            (Value::Map(still), Value::Map(moved)) => {
                let pairs = still.iter().zip(moved);
                let marked = pairs.map(|((name, a), (_, b))| (name.clone(), self.mark(a, b)));
                Value::Map(marked.collect())
            }
            _ => still.clone(),
        }
    }
}
