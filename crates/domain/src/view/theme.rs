//! A theme: a group of ideas.

use alloc::string::String;

use super::fields;
use crate::id::RecordId;
use crate::merge::Record;

/// A group of ideas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The record's id, which moderation names.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// Its place among the themes.
    pub order: i64,
}

impl Theme {
    /// Reads a theme; `None` without a title.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        Some(Self {
            id: record.id(),
            title: fields::text(record, "title")?,
            order: record.int("order").unwrap_or(i64::MAX),
        })
    }
}
