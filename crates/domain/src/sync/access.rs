//! Who may read a record: the table of kinds, what the organiser hid, and whom an admission is about.

use alloc::vec::Vec;

use crate::id::{PublicKey, RecordId, sha256_prefix};
use crate::kind::{Kind, Reader as ByKind};
use crate::merge::{Record, RecordSet};

/// What a bearer token makes of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads what a listed workshop publishes, without a token.
    Visitor,
    /// Reads what is for all in the workshop, and what was written with keys it proves to hold.
    Participant,
    /// Reads everything.
    Organiser,
}

/// Who may read a record, from few to many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// The organiser only.
    Organiser,
    /// The organiser, and the person with this key.
    Person(PublicKey),
    /// Everybody in the workshop.
    All,
    /// Visitors too, where the workshop is listed: the programme.
    Visitors,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// What the bearer token says.
    pub role: Role,
    /// The keys that the reader proved to hold.
    pub keys: Vec<PublicKey>,
}

impl Reader {
    /// Somebody without a token.
    pub const VISITOR: Self = Self {
        role: Role::Visitor,
        keys: Vec::new(),
    };
    /// A participant who proves no key.
    pub const PARTICIPANT: Self = Self {
        role: Role::Participant,
        keys: Vec::new(),
    };
    /// The organiser.
    pub const ORGANISER: Self = Self {
        role: Role::Organiser,
        keys: Vec::new(),
    };

    /// Tells whether this reader belongs to an audience.
    #[must_use]
    pub fn sees(&self, audience: Audience) -> bool {
        match audience {
            Audience::Visitors => true,
            Audience::All => self.role > Role::Visitor,
            Audience::Person(key) => self.role == Role::Organiser || self.keys.contains(&key),
            Audience::Organiser => self.role == Role::Organiser,
        }
    }
}

/// The record of a moderation of `target`.
pub(super) fn moderation_of(organiser: &PublicKey, target: &RecordId) -> RecordId {
    RecordId::of(Kind::Moderation.name(), organiser, &target.0)
}

/// Tells whether the organiser hid a record from participants.
pub(super) fn is_hidden(records: &RecordSet, organiser: &PublicKey, id: &RecordId) -> bool {
    let word = records.get(&moderation_of(organiser, id));
    word.and_then(|word| word.flag("hidden")) == Some(true)
}

/// Who may read a record as things stand.
pub(super) fn audience(records: &RecordSet, organiser: &PublicKey, record: &Record) -> Audience {
    let holder = |registration: RecordId| match records.find(&registration) {
        Some(found) if *found.kind() == Kind::Registration => Audience::Person(found.author()),
        _ => Audience::Organiser,
    };
    match record.kind() {
        Kind::Unknown(_) => Audience::Organiser,
        Kind::Ballot | Kind::Registration => Audience::Person(record.author()),
        Kind::Admission => match record.nonce().try_into() {
            Ok(id) => holder(RecordId(id)),
            Err(_) => Audience::Organiser,
        },
        Kind::Attendance => registration_of(record).map_or(Audience::Organiser, holder),
        _ if is_hidden(records, organiser, &record.id()) => Audience::Person(record.author()),
        Kind::Workshop | Kind::Agency | Kind::Session | Kind::Announcement | Kind::Theme => {
            Audience::Visitors
        }
        kind if kind.reader() == ByKind::All => Audience::All,
        _ => Audience::Organiser,
    }
}

/// The registration that an attendance is about: the record's nonce commits to it.
pub(super) fn registration_of(attendance: &Record) -> Option<RecordId> {
    let id = RecordId::parse(attendance.text("registration")?)?;
    let slot = attendance.text("slot").unwrap_or_default();
    let nonce: [u8; 16] = sha256_prefix(&[&id.0, slot.as_bytes()]);
    (attendance.nonce() == nonce).then_some(id)
}
