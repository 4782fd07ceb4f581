//! News from the organiser.

use alloc::string::String;

use super::fields;
use crate::id::RecordId;
use crate::merge::Record;

/// An announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The record's id.
    pub id: RecordId,
    /// Its headline.
    pub title: String,
    /// The rest of it.
    pub text: Option<String>,
    /// When it was made, ms since the epoch, UTC.
    pub at_ms: i64,
    /// Tells whether it must be seen at once.
    pub urgent: bool,
}

impl Announcement {
    /// Reads an announcement; `None` without a title. Without a readable time of its own it is as
    /// old as its first patch.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let written = || i64::try_from(record.oldest().unwrap_or_default().ms).unwrap_or(0);
        Some(Self {
            id: record.id(),
            title: fields::text(record, "title")?,
            text: fields::text(record, "text"),
            at_ms: fields::instant(record, "at").map_or_else(written, |at| at.ms()),
            urgent: record.flag("urgent").unwrap_or(false),
        })
    }
}
