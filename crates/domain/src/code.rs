//! The codes with which a patch is refused, the same on phone and server.
//!
//! Owns the names on the wire; the words for people belong to the app's catalogue.

/// Why a patch was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[error("{}", self.name())]
pub enum Code {
    /// Not JSON of the strict dialect, or not of a patch's shape.
    BadJson,
    /// The signature does not fit body and key.
    BadSignature,
    /// An id, key or nonce has the wrong length or does not follow from its inputs.
    BadId,
    /// The stamp is outside its range.
    BadStamp,
    /// The body is longer than 8,192 bytes.
    TooLarge,
    /// The body nests deeper than 8 levels.
    TooDeep,
    /// It belongs to another workshop.
    ForeignWorkshop,
    /// The record belongs to another author.
    NotAuthor,
    /// Only the organiser may write this kind.
    NotOrganiser,
    /// A later version's kind; may be sent again after an update.
    UnknownKind,
    /// A later version's format.
    UnsupportedVersion,
    /// The stamp is too far in the future.
    ClockAhead,
    /// The workshop takes no more authors.
    AuthorCap,
    /// The workshop holds as many bytes as its server keeps for one.
    WorkshopFull,
    /// Too many patches in a short time.
    RateLimited,
    /// The retention date has passed.
    Purged,
}

impl Code {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BadJson => "bad_json",
            Self::BadSignature => "bad_signature",
            Self::BadId => "bad_id",
            Self::BadStamp => "bad_stamp",
            Self::TooLarge => "too_large",
            Self::TooDeep => "too_deep",
            Self::ForeignWorkshop => "foreign_workshop",
            Self::NotAuthor => "not_author",
            Self::NotOrganiser => "not_organiser",
            Self::UnknownKind => "unknown_kind",
            Self::UnsupportedVersion => "unsupported_version",
            Self::ClockAhead => "clock_ahead",
            Self::AuthorCap => "author_cap",
            Self::WorkshopFull => "workshop_full",
            Self::RateLimited => "rate_limited",
            Self::Purged => "purged",
        }
    }

    /// Reads the name on the wire.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name() == name)
    }

    /// Tells whether the same patch may be accepted later: after an update, a wait, or when the organiser allows more.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::UnknownKind
                | Self::UnsupportedVersion
                | Self::ClockAhead
                | Self::AuthorCap
                | Self::WorkshopFull
                | Self::RateLimited
        )
    }

    /// All codes.
    pub const ALL: [Self; 16] = [
        Self::BadJson,
        Self::BadSignature,
        Self::BadId,
        Self::BadStamp,
        Self::TooLarge,
        Self::TooDeep,
        Self::ForeignWorkshop,
        Self::NotAuthor,
        Self::NotOrganiser,
        Self::UnknownKind,
        Self::UnsupportedVersion,
        Self::ClockAhead,
        Self::AuthorCap,
        Self::WorkshopFull,
        Self::RateLimited,
        Self::Purged,
    ];
}
