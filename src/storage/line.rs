//! Signed patches as lines of JSON, the same as in bundles, as they lie in rows and messages.
//!
//! An outbox row is a patch's line and, where the patch was handed over by file, a second line that
//! says when. Owns no meaning of a body, which stays verbatim.

use gagas_domain::bundle::{BundleKind, read_payload, write_payload};
use gagas_domain::patch::SignedPatch;
use gagas_domain::value::Value;

use super::workshop_store::{How, QueueState, Queued};

const FILE: &str = "file";

/// Writes patches, a line each.
pub(super) fn write_lines<'a>(patches: impl IntoIterator<Item = &'a SignedPatch>) -> Vec<u8> {
    write_payload(patches, &[])
}

/// Reads one line.
pub(super) fn read_line(line: &[u8]) -> Option<SignedPatch> {
    read_payload(BundleKind::Public, line).ok()?.patches.pop()
}

/// The lines of a blob, empty ones left out.
pub(super) fn lines(blob: &[u8]) -> impl Iterator<Item = &[u8]> {
    blob.split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
}

/// Writes an outbox row.
pub(super) fn write_queued(queued: &Queued) -> Vec<u8> {
    let mut row = write_lines([&queued.patch]);
    if let QueueState::HandedOver { at_ms, .. } = queued.state {
        let at_ms = Value::Int(i64::try_from(at_ms).unwrap_or(i64::MAX));
        row.extend(Value::map([(FILE, at_ms)]).to_json().into_bytes());
    }
    row
}

/// Reads an outbox row.
pub(super) fn read_queued(row: &[u8]) -> Option<Queued> {
    let mut lines = lines(row);
    let patch = read_line(lines.next()?)?;
    let state = match lines.next() {
        None => QueueState::Waiting,
        Some(line) => QueueState::HandedOver {
            how: How::File,
            at_ms: read_time(line)?,
        },
    };
    Some(Queued { patch, state })
}

fn read_time(line: &[u8]) -> Option<u64> {
    let value = Value::parse(str::from_utf8(line).ok()?, 1).ok()?;
    u64::try_from(value.get(FILE)?.as_int()?).ok()
}
