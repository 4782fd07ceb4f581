//! The workshop itself: what it is, where and when, and the settings of its parts.

use alloc::string::String;
use alloc::vec::Vec;

use super::codes::{Phase, TallyMode, codes};
use super::fields::{self, LocalText, Place, filled, member};
use super::link::{Contact, Link};
use crate::id::{RecordId, decode_array};
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};
use crate::time::{Day, Instant};
use crate::value::Value;

/// The zone of a workshop that names none: western Indonesia.
pub const DEFAULT_ZONE: &str = "Asia/Jakarta";
/// How many votes a person has where the organiser set nothing.
pub const DEFAULT_BUDGET: u32 = 5;
/// How many of them may go to one idea where the organiser set nothing.
pub const DEFAULT_CAP: u32 = 1;

/// A workshop and its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    /// The record's id.
    pub id: RecordId,
    /// What it is called.
    pub title: LocalText,
    /// Who holds it.
    pub host: Option<String>,
    /// What it is about.
    pub about: Option<LocalText>,
    /// Where it takes place.
    pub venue: Option<String>,
    /// A link to a map.
    pub map: Option<Link>,
    /// How to reach the committee.
    pub contact: Contact,
    /// The IANA name of its zone.
    pub zone: String,
    /// Its first day.
    pub starts: Option<Day>,
    /// Its last day.
    pub ends: Option<Day>,
    /// Its rooms.
    pub rooms: Vec<Place>,
    /// Its tracks.
    pub tracks: Vec<Place>,
    /// A notice to show beside everything, such as "sample data".
    pub notice: Option<LocalText>,
    /// The public key that registrations are sealed to (X25519, 32 bytes).
    pub seal: Option<[u8; 32]>,
    /// The settings of registration.
    pub registration: RegistrationSettings,
    /// The settings of the idea board.
    pub board: BoardSettings,
}

/// The settings of registration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistrationSettings {
    /// When it opens; open from the start where not set.
    pub open: Option<Instant>,
    /// When it closes.
    pub close: Option<Instant>,
    /// How many places there are.
    pub capacity: Option<u32>,
    /// Until when one may change what one handed in.
    pub edit_until: Option<Instant>,
    /// The day after which personal data is erased.
    pub retain_until: Option<Day>,
    /// The optional fields that are asked for, in order; all where not set.
    pub fields: Vec<OptionalField>,
    /// The consents that are asked for, one per purpose.
    pub consents: Vec<Consent>,
}

codes! {
    /// A field of the registration form that the organiser may ask for or leave out.
    OptionalField {
        /// Titles before and after the name.
        Titles = "titles",
        /// The civil servant's number.
        Nip = "nip",
        /// The rank (*pangkat/golongan*).
        Rank = "rank",
        /// An accessibility need.
        Access = "access",
    }
}

/// A purpose that is asked consent for (UU 27/2022, articles 20-24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The code of the purpose.
    pub id: String,
    /// The version of its text; another version is asked anew.
    pub version: i64,
    /// What is agreed to.
    pub text: LocalText,
    /// Tells whether one cannot take part without it.
    pub required: bool,
}

/// The settings of the idea board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardSettings {
    /// When it opens; open from the start where not set.
    pub open: Option<Instant>,
    /// When it closes.
    pub close: Option<Instant>,
    /// How many votes a person has.
    pub budget: u32,
    /// How many of them may go to one idea.
    pub cap: u32,
    /// Whether counts are shown.
    pub tally: TallyMode,
    /// Tells whether ideas may be anonymous to peers.
    pub anonymous: bool,
    /// The phase; `None` where the board runs without phases.
    pub phase: Option<Phase>,
}

impl Default for BoardSettings {
    fn default() -> Self {
        Self {
            open: None,
            close: None,
            budget: DEFAULT_BUDGET,
            cap: DEFAULT_CAP,
            tally: TallyMode::Hidden,
            anonymous: true,
            phase: None,
        }
    }
}

impl Workshop {
    /// Reads the workshop of a replica; `None` until its record has arrived.
    #[must_use]
    pub fn of(records: &RecordSet) -> Option<Self> {
        records.of_kind(&Kind::Workshop).find_map(Self::read)
    }

    /// Reads a workshop; `None` without a title.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        Some(Self {
            id: record.id(),
            title: fields::local(record, "title", "title_en")?,
            host: fields::text(record, "host"),
            about: fields::local(record, "about", "about_en"),
            venue: fields::text(record, "venue"),
            map: record.value("map").and_then(Link::read),
            contact: record
                .value("contact")
                .map(Contact::read)
                .unwrap_or_default(),
            zone: fields::text(record, "zone").unwrap_or_else(|| DEFAULT_ZONE.into()),
            starts: fields::day(record, "starts"),
            ends: fields::day(record, "ends"),
            rooms: fields::places(record, "rooms"),
            tracks: fields::places(record, "tracks"),
            notice: fields::local(record, "notice", "notice_en"),
            seal: record.text("seal").and_then(decode_array),
            registration: RegistrationSettings::read(record),
            board: BoardSettings::read(record),
        })
    }
}

impl RegistrationSettings {
    fn read(record: &Record) -> Self {
        let wanted = fields::list(record, "reg.fields", |value| {
            OptionalField::parse(value.as_text()?)
        });
        Self {
            open: fields::instant(record, "reg.open"),
            close: fields::instant(record, "reg.close"),
            capacity: fields::count(record, "reg.capacity"),
            edit_until: fields::instant(record, "reg.edit_until"),
            retain_until: fields::day(record, "reg.retain_until"),
            fields: if record.value("reg.fields").is_some() {
                wanted
            } else {
                OptionalField::ALL.into()
            },
            consents: fields::list(record, "reg.consents", Consent::read),
        }
    }
}

impl Consent {
    /// Reads `{id, version, text, text_en, required}`.
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: member(value, "id")?,
            version: value.get("version").and_then(Value::as_int).unwrap_or(1),
            text: LocalText {
                original: value.get("text").and_then(filled)?.into(),
                english: member(value, "text_en"),
            },
            required: value
                .get("required")
                .and_then(Value::as_bool)
                .unwrap_or(false),
        })
    }
}

impl BoardSettings {
    fn read(record: &Record) -> Self {
        let code = |field| record.text(field).unwrap_or_default();
        Self {
            open: fields::instant(record, "board.open"),
            close: fields::instant(record, "board.close"),
            budget: fields::count(record, "board.budget").unwrap_or(DEFAULT_BUDGET),
            cap: fields::count(record, "board.cap").unwrap_or(DEFAULT_CAP),
            tally: TallyMode::parse(code("board.tally")).unwrap_or(TallyMode::Hidden),
            anonymous: record.flag("board.anonymous").unwrap_or(true),
            phase: Phase::parse(code("board.phase")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Replica, jambi};

    #[test]
    fn settings_have_defaults() {
        let workshop = Workshop::of(&jambi().records).unwrap();
        assert_eq!(workshop.board, BoardSettings::default());
        assert_eq!(workshop.registration.fields, OptionalField::ALL);
        assert_eq!(
            workshop.title.get(true),
            "Public Service Innovation Workshop"
        );
        assert_eq!(workshop.starts, Day::parse("2020-11-11"));
        assert_eq!(Workshop::of(&RecordSet::default()), None);
    }

    #[test]
    fn settings_are_read_leniently() {
        let mut replica = Replica::new();
        replica.settle(
            r#"{"title":"W","starts":"2020-11-11T08:00:00+07:00","contact":"Panitia","seal":"AQ",
            "reg.fields":["nip","shoe_size"],"reg.capacity":-4,"reg.close":"2020-11-10T00:00:00+07:00",
            "reg.consents":[{"id":"photo","version":2,"text":"Foto"},{"id":"x"},3],
            "board.budget":3,"board.cap":"2","board.tally":"revealed","board.phase":"party"}"#,
        );
        let workshop = Workshop::of(&replica.records).unwrap();
        let reg = &workshop.registration;
        assert_eq!(
            (&*reg.fields, reg.capacity),
            (&[OptionalField::Nip][..], None)
        );
        assert_eq!((reg.consents.len(), reg.consents[0].version), (1, 2));
        assert_eq!(workshop.contact.name.as_deref(), Some("Panitia"));
        assert_eq!(
            (workshop.seal, workshop.starts),
            (None, Day::parse("2020-11-11"))
        );
        let board = &workshop.board;
        assert_eq!(
            (board.budget, board.cap, board.phase),
            (3, DEFAULT_CAP, None)
        );
        assert_eq!(board.tally, TallyMode::Revealed);
    }
}
