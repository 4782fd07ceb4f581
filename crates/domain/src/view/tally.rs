//! A published count of votes for one idea, where there is no server.

use super::fields;
use crate::id::RecordId;
use crate::merge::Record;
use crate::time::Instant;

/// The votes for one idea, as the organiser counted them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedTally {
    /// The idea.
    pub idea: RecordId,
    /// How many votes it has.
    pub votes: u32,
    /// From how many people.
    pub voters: u32,
    /// When they were counted.
    pub at: Option<Instant>,
}

impl PublishedTally {
    /// Reads a tally; `None` without a count or where the nonce names no idea.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        Some(Self {
            idea: RecordId(record.nonce().try_into().ok()?),
            votes: fields::count(record, "votes")?,
            voters: fields::count(record, "voters").unwrap_or(0),
            at: fields::instant(record, "at"),
        })
    }
}
