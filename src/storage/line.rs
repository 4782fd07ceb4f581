//! Signed patches as lines of JSON, the same as in bundles, as they lie in rows and messages.
//!
//! An outbox row is a patch's line and, where there is more to say, a second line: when the patch was
//! handed over by file, why a server refused it, whether a copy stands for it. Owns no meaning of a body, which stays verbatim.

use gagas_domain::bundle::{BundleKind, read_payload, write_payload};
use gagas_domain::code::Code;
use gagas_domain::patch::SignedPatch;
use gagas_domain::value::Value;

use super::workshop_store::{How, QueueState, Queued};

const FILE: &str = "file";
const REFUSED: &str = "refused";
const COPIED: &str = "copied";

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
    let mut said = Vec::new();
    match queued.state {
        QueueState::Waiting => {}
        QueueState::HandedOver { at_ms, .. } => {
            let at_ms = Value::Int(i64::try_from(at_ms).unwrap_or(i64::MAX));
            said.push((FILE.into(), at_ms));
        }
        QueueState::Refused(code) => {
            said.push((REFUSED.into(), code.map_or("", Code::name).into()));
        }
    }
    if queued.copied {
        said.push((COPIED.into(), true.into()));
    }
    if !said.is_empty() {
        row.extend(Value::Map(said).to_json().into_bytes());
    }
    row
}

/// Reads an outbox row.
pub(super) fn read_queued(row: &[u8]) -> Option<Queued> {
    let mut lines = lines(row);
    let patch = read_line(lines.next()?)?;
    let said = match lines.next() {
        None => Value::Null,
        Some(line) => Value::parse(str::from_utf8(line).ok()?, 1).ok()?,
    };
    let state = match (said.get(FILE), said.get(REFUSED)) {
        (Some(at_ms), _) => QueueState::HandedOver {
            how: How::File,
            at_ms: u64::try_from(at_ms.as_int()?).ok()?,
        },
        (None, Some(code)) => QueueState::Refused(Code::parse(code.as_text()?)),
        (None, None) => QueueState::Waiting,
    };
    Some(Queued {
        patch,
        state,
        copied: said.get(COPIED).is_some(),
    })
}
