//! One signed patch as one line of JSON, `{"b":body,"s":signature}`, as it lies in rows.
//!
//! An outbox row is such a line with `"f"`, when it was handed over by file. Owns no meaning of the
//! body, which stays verbatim; keys it does not know are ignored.

use gagas_domain::id::{decode_array, encode};
use gagas_domain::patch::SignedPatch;
use gagas_domain::value::Value;

use super::workshop_store::{How, QueueState, Queued};

/// Appends a patch and a line end.
pub(super) fn push_line(patch: &SignedPatch, out: &mut Vec<u8>) {
    out.extend_from_slice(value(patch).to_json().as_bytes());
    out.push(b'\n');
}

/// Writes an outbox row.
pub(super) fn write_queued(queued: &Queued) -> Vec<u8> {
    let mut value = value(&queued.patch);
    if let (Value::Map(entries), QueueState::HandedOver { at_ms, .. }) = (&mut value, queued.state)
        && let Ok(at_ms) = i64::try_from(at_ms)
    {
        entries.push(("f".into(), at_ms.into()));
    }
    value.to_json().into_bytes()
}

/// Reads one line.
pub(super) fn read_line(line: &[u8]) -> Option<SignedPatch> {
    read_value(line).and_then(|value| patch(&value))
}

/// Reads an outbox row.
pub(super) fn read_queued(row: &[u8]) -> Option<Queued> {
    let value = read_value(row)?;
    let state = match value.get("f") {
        None => QueueState::Waiting,
        Some(at_ms) => QueueState::HandedOver {
            how: How::File,
            at_ms: u64::try_from(at_ms.as_int()?).ok()?,
        },
    };
    Some(Queued {
        patch: patch(&value)?,
        state,
    })
}

/// The lines of a blob, empty ones left out.
pub(super) fn lines(blob: &[u8]) -> impl Iterator<Item = &[u8]> {
    blob.split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
}

fn value(patch: &SignedPatch) -> Value {
    Value::map([
        ("b", patch.body.as_str().into()),
        ("s", encode(&patch.signature).into()),
    ])
}

fn read_value(line: &[u8]) -> Option<Value> {
    Value::parse(str::from_utf8(line).ok()?, 2).ok()
}

fn patch(value: &Value) -> Option<SignedPatch> {
    Some(SignedPatch {
        body: value.get("b")?.as_text()?.into(),
        signature: decode_array(value.get("s")?.as_text()?)?,
    })
}
