//! An agency that takes part.

use alloc::string::String;
use alloc::vec::Vec;

use super::fields::{self, LocalText};
use crate::id::RecordId;
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};

/// A regional agency (*perangkat daerah*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The record's id, which ideas and registrations name.
    pub id: RecordId,
    /// Its full name.
    pub name: LocalText,
    /// Its usual abbreviation.
    pub short: Option<String>,
    /// Its place in the official order.
    pub order: i64,
}

impl Agency {
    /// Reads an agency; `None` without a name.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        Some(Self {
            id: record.id(),
            name: fields::local(record, "name", "name_en")?,
            short: fields::text(record, "short"),
            order: record.int("order").unwrap_or(i64::MAX),
        })
    }

    /// All agencies of a replica, in the official order.
    #[must_use]
    pub fn all(records: &RecordSet) -> Vec<Self> {
        let mut all: Vec<Self> = records
            .of_kind(&Kind::Agency)
            .filter_map(Self::read)
            .collect();
        all.sort_by_cached_key(|agency| (agency.order, agency.name.original.clone()));
        all
    }

    /// The abbreviation, or the name where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name.original)
    }
}
