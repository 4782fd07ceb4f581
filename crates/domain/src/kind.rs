//! The kinds of records: who writes and who reads each, and which nonce opens one.
//!
//! Owns the table of kinds only; what their fields mean belongs to `view`.

use alloc::string::String;

/// What a record is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The workshop itself and its settings.
    Workshop,
    /// A participating agency.
    Agency,
    /// An item of the agenda.
    Session,
    /// News from the organiser.
    Announcement,
    /// A group of ideas.
    Theme,
    /// The organiser's word on an idea or comment: hidden, status, answer, theme.
    Moderation,
    /// A published count of votes, where there is no server.
    Tally,
    /// An innovation idea.
    Idea,
    /// A comment on an idea.
    Comment,
    /// A person's whole ballot.
    Ballot,
    /// A sealed registration.
    Registration,
    /// The organiser's verdict on a registration.
    Admission,
    /// One presence in one slot.
    Attendance,
    /// A kind that a later version made; kept aside, shown to nobody.
    Unknown(String),
}

/// Who may write a record of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// Only the organiser's signing key.
    Organiser,
    /// The key that the record id commits to.
    Author,
}

/// Who may read a record of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Everybody in the workshop.
    All,
    /// The organiser, and the person it is about.
    Organiser,
}

impl Kind {
    /// Every kind this version knows.
    pub const KNOWN: [Kind; 13] = [
        Kind::Workshop,
        Kind::Agency,
        Kind::Session,
        Kind::Announcement,
        Kind::Theme,
        Kind::Moderation,
        Kind::Tally,
        Kind::Idea,
        Kind::Comment,
        Kind::Ballot,
        Kind::Registration,
        Kind::Admission,
        Kind::Attendance,
    ];

    /// Reads a kind's name; `None` where the text cannot be a name at all.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let known = Self::KNOWN.iter().find(|kind| kind.name() == name).cloned();
        known.or_else(|| is_name(name).then(|| Self::Unknown(name.into())))
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Workshop => "workshop",
            Self::Agency => "agency",
            Self::Session => "session",
            Self::Announcement => "announcement",
            Self::Theme => "theme",
            Self::Moderation => "moderation",
            Self::Tally => "tally",
            Self::Idea => "idea",
            Self::Comment => "comment",
            Self::Ballot => "ballot",
            Self::Registration => "registration",
            Self::Admission => "admission",
            Self::Attendance => "attendance",
            Self::Unknown(name) => name,
        }
    }

    /// Who may write records of this kind.
    #[must_use]
    pub fn writer(&self) -> Writer {
        match self {
            Self::Idea | Self::Comment | Self::Ballot | Self::Registration | Self::Unknown(_) => {
                Writer::Author
            }
            _ => Writer::Organiser,
        }
    }

    /// Who may read records of this kind.
    #[must_use]
    pub fn reader(&self) -> Reader {
        match self {
            Self::Ballot
            | Self::Registration
            | Self::Admission
            | Self::Attendance
            | Self::Unknown(_) => Reader::Organiser,
            _ => Reader::All,
        }
    }

    /// Tells whether a nonce of `len` bytes may open a record of this kind.
    ///
    /// A ballot with a nonce is a paper ballot: only the organiser may open one.
    #[must_use]
    pub fn allows_nonce(&self, len: usize, by_organiser: bool) -> bool {
        match self {
            Self::Workshop => len == 0,
            Self::Ballot => len == 0 || (len == 8 && by_organiser),
            Self::Registration => len == 0 || len == 8,
            Self::Moderation | Self::Tally | Self::Admission | Self::Attendance => len == 16,
            Self::Unknown(_) => matches!(len, 0 | 8 | 16),
            _ => len == 8,
        }
    }
}

/// Tells whether `text` can name a kind or field: `[a-z0-9_.]{1,64}`.
#[must_use]
pub fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.'))
}
