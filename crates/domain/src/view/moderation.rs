//! The organiser's word on one idea or comment.

use alloc::string::String;

use super::codes::Status;
use super::fields;
use crate::id::RecordId;
use crate::merge::Record;

/// What the organiser decided about an idea or a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moderation {
    /// The idea or comment it is about.
    pub target: RecordId,
    /// Tells whether participants may not see the target.
    pub hidden: bool,
    /// Why it was hidden or declined.
    pub reason: Option<String>,
    /// The official status.
    pub status: Option<Status>,
    /// The official answer.
    pub answer: Option<String>,
    /// The theme it was moved to.
    pub theme: Option<RecordId>,
    /// The idea it was merged into.
    pub merged_into: Option<RecordId>,
}

impl Moderation {
    /// Reads a moderation; `None` where the nonce names no target.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        Some(Self {
            target: RecordId(record.nonce().try_into().ok()?),
            hidden: record.flag("hidden").unwrap_or(false),
            reason: fields::text(record, "reason"),
            status: record.text("status").and_then(Status::parse),
            answer: fields::text(record, "answer"),
            theme: fields::reference(record, "theme"),
            merged_into: fields::reference(record, "merged_into"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Replica;

    #[test]
    fn it_names_its_target_and_ignores_what_it_does_not_know() {
        let mut replica = Replica::new();
        let target = RecordId([5; 16]);
        let id = replica.moderate(
            &target,
            r#"{"hidden":true,"status":"celebrated","theme":7,"answer":" ok "}"#,
        );
        let read = replica.records.get(&id).and_then(Moderation::read).unwrap();
        assert_eq!(
            (read.target, read.hidden, read.status),
            (target, true, None)
        );
        assert_eq!((read.theme, read.answer.as_deref()), (None, Some("ok")));
    }
}
