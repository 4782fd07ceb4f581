//! A session: one item of the agenda.

use alloc::string::String;
use alloc::vec::Vec;

use super::codes::{SessionState, SessionType};
use super::fields::{self, Fields, LocalText, filled, member};
use super::link::Link;
use crate::id::RecordId;
use crate::merge::Record;
use crate::time::{Day, Instant};
use crate::value::Value;

/// One item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The record's id; the stable part of its deep link and of its calendar UID.
    pub id: RecordId,
    /// What it is called.
    pub title: LocalText,
    /// What it is; an unknown type shows as an ordinary session.
    pub kind: SessionType,
    /// When it begins, with the venue's offset.
    pub starts: Instant,
    /// When it ends; never before it begins.
    pub ends: Instant,
    /// The code of its room.
    pub room: Option<String>,
    /// The code of its track.
    pub track: Option<String>,
    /// Who speaks, in order.
    pub speakers: Vec<Speaker>,
    /// What it is about.
    pub about: Option<LocalText>,
    /// Material and other links.
    pub links: Vec<Link>,
    /// Tells whether it was called off.
    pub cancelled: bool,
    /// How often it was changed, for calendars (RFC 5545, `SEQUENCE`).
    pub sequence: u32,
    /// When it was last written, ms since the epoch, UTC.
    pub changed_ms: u64,
}

/// Somebody who speaks in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name, or the office where no name was given.
    pub name: String,
    /// The office or part.
    pub role: Option<String>,
}

impl Session {
    /// Reads a session; `None` without a title or a beginning.
    ///
    /// An end that is missing, unreadable or before the beginning reads as the beginning, so that
    /// a slip of the organiser's hides no session.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let changed_ms = record.newest().unwrap_or_default().ms;
        Self::from_fields(record.id(), record, changed_ms)
    }

    /// Reads what a record says or what was kept of one.
    pub(crate) fn from_fields(id: RecordId, from: &dyn Fields, changed_ms: u64) -> Option<Self> {
        let starts = fields::instant(from, "starts")?;
        let state = fields::code(from, "state", SessionState::parse);
        Some(Self {
            id,
            title: fields::local(from, "title", "title_en")?,
            kind: fields::code(from, "type", SessionType::parse).unwrap_or(SessionType::Session),
            starts,
            ends: fields::instant(from, "ends")
                .filter(|ends| ends.ms() > starts.ms())
                .unwrap_or(starts),
            room: fields::text(from, "room"),
            track: fields::text(from, "track"),
            speakers: fields::list(from, "speakers", Speaker::read),
            about: fields::local(from, "about", "about_en"),
            links: fields::list(from, "links", Link::read),
            cancelled: state == Some(SessionState::Cancelled),
            sequence: fields::count(from, "sequence").unwrap_or(0),
            changed_ms,
        })
    }

    /// The day it begins on, at the venue.
    #[must_use]
    pub fn day(&self) -> Day {
        self.starts.day()
    }

    /// How long it lasts, in whole minutes; 0 where no end is known.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        (self.ends.ms() - self.starts.ms()) / 60_000
    }

    /// Tells whether it takes place at an instant: from its beginning until before its end.
    #[must_use]
    pub fn runs_at(&self, now_ms: i64) -> bool {
        !self.cancelled && self.starts.ms() <= now_ms && now_ms < self.ends.ms()
    }

    /// Tells whether two sessions take place at the same time, if only in part; one that ends when
    /// the other begins does not.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts.ms() < other.ends.ms() && other.starts.ms() < self.ends.ms()
    }
}

impl Speaker {
    /// Reads `{name, role}` or a plain name; a role alone stands in for a missing name.
    fn read(value: &Value) -> Option<Self> {
        if let Some(name) = filled(value) {
            return Some(Self {
                name: name.into(),
                role: None,
            });
        }
        let role = member(value, "role");
        Some(match member(value, "name") {
            Some(name) => Self { name, role },
            None => Self {
                name: role?,
                role: None,
            },
        })
    }
}
