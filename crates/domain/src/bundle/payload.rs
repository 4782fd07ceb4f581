//! The lines of a payload: one JSON object each, patches as `{"b": body, "s": signature}`.

use alloc::string::String;
use alloc::vec::Vec;

use super::{BundleError, BundleKind, MAX_INFLATED, MAX_LINE, MAX_PATCHES};
use crate::id::{decode_array, encode};
use crate::patch::SignedPatch;
use crate::value::Value;

/// How deep a private line may nest.
const LINE_DEPTH: usize = 16;

/// What a bundle carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payload {
    /// Patches, neither judged nor verified.
    pub patches: Vec<SignedPatch>,
    /// Private objects of a backup or rescue code, such as seeds.
    pub private: Vec<Value>,
}

/// Reads an inflated payload. Empty lines are skipped; entries that a later version adds to a
/// patch's line are ignored.
///
/// # Errors
/// [`BundleError::TooLarge`] beyond the limits, [`BundleError::BadLine`] for a line that is no
/// object, or a private one where the kind allows none.
pub fn read_payload(kind: BundleKind, inflated: &[u8]) -> Result<Payload, BundleError> {
    if inflated.len() > MAX_INFLATED {
        return Err(BundleError::TooLarge);
    }
    let mut payload = Payload::default();
    for (at, line) in inflated.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let bad = BundleError::BadLine(at + 1);
        if line.len() > MAX_LINE || payload.patches.len() + payload.private.len() >= MAX_PATCHES {
            return Err(BundleError::TooLarge);
        }
        let line = core::str::from_utf8(line).map_err(|_| bad)?;
        let object = Value::parse(line, LINE_DEPTH).map_err(|_| bad)?;
        if object.get("b").is_some() {
            payload.patches.push(read_patch(object).ok_or(bad)?);
        } else if kind.is_private() && object.as_map().is_some() {
            payload.private.push(object);
        } else {
            return Err(bad);
        }
    }
    Ok(payload)
}

pub(crate) fn read_patch(object: Value) -> Option<SignedPatch> {
    let signature = object.get("s")?.as_text().and_then(decode_array)?;
    let Value::Map(entries) = object else {
        return None;
    };
    let body = entries.into_iter().find(|(key, _)| key == "b");
    match body?.1 {
        Value::Text(body) => Some(SignedPatch { body, signature }),
        _ => None,
    }
}

/// Writes a payload, to be packed and wrapped by [`super::Header::write`]. Private objects stand
/// first, so that a reader knows early whose backup it is.
#[must_use]
pub fn write_payload<'a>(
    patches: impl IntoIterator<Item = &'a SignedPatch>,
    private: &[Value],
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut line = |json: String| {
        out.extend(json.into_bytes());
        out.push(b'\n');
    };
    private.iter().for_each(|object| line(object.to_json()));
    for patch in patches {
        let object = Value::map([
            ("b", patch.body.as_str().into()),
            ("s", encode(&patch.signature).into()),
        ]);
        line(object.to_json());
    }
    out
}
