//! A registration: the public record around the sealed box, and what the box holds.
//!
//! Sealing and opening belong elsewhere; here is only the JSON inside. It is personal data: nothing
//! here goes into any other record.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::fields::{self, Fields, member};
use super::input::Writing;
use super::registration_input::{RegistrationInput, TEXTS};
use crate::id::{PublicKey, RecordId, decode_array, encode};
use crate::merge::Record;
use crate::time::Instant;
use crate::value::Value;

/// The public side of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRegistration {
    /// The record's id; stands on the ticket.
    pub id: RecordId,
    /// The key that wrote it.
    pub author: PublicKey,
    /// Whether it was made for oneself, and not for somebody else from the same phone.
    pub own: bool,
    /// The sealed box, base64url.
    pub sealed: String,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// When it was handed in, ms since the epoch, UTC.
    pub created_ms: u64,
    /// When it was last changed after that.
    pub edited_ms: Option<u64>,
}

impl SealedRegistration {
    /// Reads a registration's record; `None` without a box.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let (created_ms, edited_ms) = fields::written(record);
        Some(Self {
            id: record.id(),
            author: record.author(),
            own: record.nonce().is_empty(),
            sealed: fields::text(record, "box")?,
            cancelled: fields::flag(record, "cancelled"),
            created_ms,
            edited_ms,
        })
    }
}

/// What a person registered with: the content of the box.
#[derive(Clone, PartialEq, Eq)]
pub struct Registration {
    /// What was filled in, cleaned and checked.
    pub details: RegistrationInput,
    /// The secret of the ticket.
    pub ticket: [u8; 16],
    /// Entries of a later version, kept as they are.
    pub extra: Vec<(String, Value)>,
}

/// A choice about one purpose, with what was read when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentChoice {
    /// The code of the purpose.
    pub id: String,
    /// The version of the text.
    pub version: i64,
    /// When it was made.
    pub at: Option<Instant>,
    /// The choice.
    pub yes: bool,
}

impl Registration {
    /// Reads the content of a box; `None` without a name or a ticket.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let details = RegistrationInput::read(value);
        let extra = value.as_map()?.iter().filter(|(key, _)| !is_known(key));
        Some(Self {
            ticket: value.field("ticket")?.as_text().and_then(decode_array)?,
            extra: extra.cloned().collect(),
            details: Some(details).filter(|details| !details.name.trim().is_empty())?,
        })
    }

    /// The content of the box.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut entries = match self.details.draft() {
            Value::Map(entries) => entries,
            _ => Vec::new(),
        };
        entries.push(("ticket".into(), encode(&self.ticket).into()));
        entries.extend(self.extra.iter().cloned());
        Value::Map(entries)
    }

    /// The name with its titles, as on a badge: *H. Sudirman, S.H., M.H.*
    #[must_use]
    pub fn full_name(&self) -> String {
        let details = &self.details;
        let mut full = details.titles_front.clone();
        if !full.is_empty() {
            full.push(' ');
        }
        full.push_str(&details.name);
        if !details.titles_back.is_empty() {
            full.push_str(", ");
            full.push_str(&details.titles_back);
        }
        full
    }
}

/// Tells whether this version knows an entry of the box.
fn is_known(key: &str) -> bool {
    matches!(key, "agency" | "as" | "consents" | "ticket") || TEXTS.contains(&key)
}

impl core::fmt::Debug for Registration {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Registration(..)")
    }
}

/// Reads `[{id, version, at, yes}]`.
pub(super) fn read_consents(from: &dyn Fields) -> Vec<ConsentChoice> {
    fields::list(from, "consents", |value| {
        Some(ConsentChoice {
            id: member(value, "id")?,
            version: value.get("version").and_then(Value::as_int)?,
            at: member(value, "at").and_then(|at| Instant::parse(&at)),
            yes: value.get("yes").and_then(Value::as_bool)?,
        })
    })
}

pub(super) fn write_consents(consents: &[ConsentChoice]) -> Value {
    let written = consents.iter().map(|choice| {
        let mut out = Writing::default();
        out.text("id", &choice.id);
        out.set("version", choice.version);
        out.text(
            "at",
            &choice.at.map(|at| at.to_string()).unwrap_or_default(),
        );
        out.set("yes", choice.yes);
        Value::Map(out.0)
    });
    Value::List(written.collect())
}
