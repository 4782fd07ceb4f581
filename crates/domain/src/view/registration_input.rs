//! The registration form: what was typed, checked and made into the content of a box.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::codes::Attending;
use super::fields::{self, Fields};
use super::idea::NAME_LIMIT;
use super::input::{Check, FieldError, FormErrors, Writing, clean_line, clean_text};
use super::reach::{clean_phone, is_email};
use super::registration::{ConsentChoice, Registration, read_consents, write_consents};
use super::workshop::RegistrationSettings;
use crate::id::RecordId;
use crate::time::Instant;
use crate::value::Value;

/// The longest position, in characters.
pub const POSITION_LIMIT: usize = 120;
/// The longest titles before or after a name, in characters.
pub const TITLES_LIMIT: usize = 40;
/// The longest e-mail address (RFC 5321 allows more; nobody types it).
pub const EMAIL_LIMIT: usize = 120;
/// The longest NIP or rank, in characters; an unusual one is kept, never refused.
pub const CODE_LIMIT: usize = 40;
/// The longest note on accessibility, in characters.
pub const ACCESS_LIMIT: usize = 200;
/// How many consents a box has room for.
pub const CONSENT_LIMIT: usize = 8;

/// The entries of a draft or box that are plain texts.
pub(super) const TEXTS: [&str; 11] = [
    "name",
    "titles_front",
    "titles_back",
    "position",
    "agency_other",
    "behalf_of",
    "phone",
    "email",
    "nip",
    "rank",
    "access",
];

/// What somebody typed into the registration form; also its draft.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RegistrationInput {
    /// The full name.
    pub name: String,
    /// Titles before it.
    pub titles_front: String,
    /// Titles after it.
    pub titles_back: String,
    /// The position.
    pub position: String,
    /// An agency of the list.
    pub agency: Option<RecordId>,
    /// Another agency; ignored where one of the list was chosen.
    pub agency_other: String,
    /// As what one attends; nothing is chosen beforehand.
    pub attending: Option<Attending>,
    /// On whose behalf.
    pub behalf_of: String,
    /// A telephone number.
    pub phone: String,
    /// An e-mail address.
    pub email: String,
    /// The civil servant's number.
    pub nip: String,
    /// The rank.
    pub rank: String,
    /// An accessibility need.
    pub access: String,
    /// The choices made so far; what was not touched is not there.
    pub consents: Vec<ConsentChoice>,
}

/// A field of the registration form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationField {
    /// The full name.
    Name,
    /// Titles before the name.
    TitlesFront,
    /// Titles after the name.
    TitlesBack,
    /// The position.
    Position,
    /// The agency.
    Agency,
    /// As what one attends.
    Attending,
    /// On whose behalf.
    BehalfOf,
    /// The telephone number; also where neither number nor address was given.
    Phone,
    /// The e-mail address.
    Email,
    /// The civil servant's number.
    Nip,
    /// The rank.
    Rank,
    /// The accessibility need.
    Access,
    /// The consent at this place of the settings.
    Consent(usize),
}

impl core::fmt::Debug for RegistrationInput {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("RegistrationInput(..)")
    }
}

impl RegistrationInput {
    /// Reads a draft, or the content of a box to change it.
    #[must_use]
    pub fn read(from: &dyn Fields) -> Self {
        let mut input = Self {
            agency: fields::reference(from, "agency"),
            attending: fields::code(from, "as", Attending::parse),
            consents: read_consents(from),
            ..Self::default()
        };
        for (text, name) in input.texts().into_iter().zip(TEXTS) {
            *text = fields::typed(from, name);
        }
        input
    }

    /// Everything as typed, to be kept as a draft and read again by [`RegistrationInput::read`].
    #[must_use]
    pub fn draft(&self) -> Value {
        let mut out = Writing::default();
        for (text, name) in self.clone().texts().into_iter().zip(TEXTS) {
            out.text(name, text);
        }
        out.text(
            "agency",
            &self.agency.map(|id| id.to_string()).unwrap_or_default(),
        );
        out.code("as", self.attending.map(Attending::code));
        if !self.consents.is_empty() {
            out.set("consents", write_consents(&self.consents));
        }
        Value::Map(out.0)
    }

    /// Tells whether nothing was typed or chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The choice made about a purpose in this version of its text; `None` where none was made yet.
    #[must_use]
    pub fn choice(&self, id: &str, version: i64) -> Option<bool> {
        let of = self
            .consents
            .iter()
            .find(|choice| choice.id == id && choice.version == version);
        of.map(|choice| choice.yes)
    }

    /// Makes a choice about a purpose, at `now`. The same choice again keeps its first time.
    pub fn choose(&mut self, id: &str, version: i64, yes: bool, now: Instant) {
        if self.choice(id, version) != Some(yes) {
            self.consents.retain(|choice| choice.id != id);
            let at = Some(now);
            self.consents.push(ConsentChoice {
                id: id.into(),
                version,
                at,
                yes,
            });
        }
    }

    /// Cleans and checks what was typed, and makes the content of the box.
    ///
    /// `held` is the content that this one replaces; its ticket and what a later version wrote into
    /// it are kept. Without one, `ticket` is the new ticket's secret.
    ///
    /// # Errors
    /// A code for each field that cannot be handed in.
    pub fn validate(
        &self,
        settings: &RegistrationSettings,
        held: Option<&Registration>,
        ticket: [u8; 16],
    ) -> Result<Registration, FormErrors<RegistrationField>> {
        use RegistrationField as Field;
        let mut check = Check::new();
        let line = |check: &mut Check<Field>, field, typed: &str, limit| {
            check
                .text(field, clean_line(typed), limit)
                .unwrap_or_default()
        };
        let name = check.required(Field::Name, clean_line(&self.name), NAME_LIMIT);
        let titles_front = line(
            &mut check,
            Field::TitlesFront,
            &self.titles_front,
            TITLES_LIMIT,
        );
        let titles_back = line(
            &mut check,
            Field::TitlesBack,
            &self.titles_back,
            TITLES_LIMIT,
        );
        let position = check.required(Field::Position, clean_line(&self.position), POSITION_LIMIT);
        let agency_other = match self.agency {
            Some(_) => String::new(),
            None => check.required(Field::Agency, clean_line(&self.agency_other), NAME_LIMIT),
        };
        if self.attending.is_none() {
            check.fail(Field::Attending, FieldError::Required);
        }
        let behalf = self.attending == Some(Attending::Behalf);
        let behalf_of = if behalf { &*self.behalf_of } else { "" };
        let behalf_of = line(&mut check, Field::BehalfOf, behalf_of, NAME_LIMIT);
        let phone = self.check_phone(&mut check);
        let email = line(&mut check, Field::Email, &self.email, EMAIL_LIMIT);
        if !email.is_empty() && !is_email(&email) {
            check.fail(Field::Email, FieldError::BadEmail);
        }
        let nip = line(&mut check, Field::Nip, &clean_nip(&self.nip), CODE_LIMIT);
        let rank = line(&mut check, Field::Rank, &self.rank, CODE_LIMIT);
        let access = check.text(Field::Access, clean_text(&self.access), ACCESS_LIMIT);
        self.check_consents(settings, &mut check);
        if !check.errors.is_empty() {
            return Err(check.errors);
        }
        let details = Self {
            name,
            titles_front,
            titles_back,
            position,
            agency: self.agency,
            agency_other,
            attending: self.attending,
            behalf_of,
            phone,
            email,
            nip,
            rank,
            access: access.unwrap_or_default(),
            consents: self.consents.iter().take(CONSENT_LIMIT).cloned().collect(),
        };
        Ok(Registration {
            details,
            ticket: held.map_or(ticket, |held| held.ticket),
            extra: held.map(|held| held.extra.clone()).unwrap_or_default(),
        })
    }

    fn check_phone(&self, check: &mut Check<RegistrationField>) -> String {
        let typed = clean_line(&self.phone);
        if typed.is_empty() {
            if self.email.trim().is_empty() {
                check.fail(RegistrationField::Phone, FieldError::ContactRequired);
            }
            return typed;
        }
        clean_phone(&typed).unwrap_or_else(|| {
            check.fail(RegistrationField::Phone, FieldError::BadPhone);
            typed
        })
    }

    fn check_consents(
        &self,
        settings: &RegistrationSettings,
        check: &mut Check<RegistrationField>,
    ) {
        for (at, consent) in settings.consents.iter().enumerate() {
            if consent.required && self.choice(&consent.id, consent.version) != Some(true) {
                check.fail(RegistrationField::Consent(at), FieldError::ConsentRequired);
            }
        }
    }

    /// The texts, in the order of [`TEXTS`].
    fn texts(&mut self) -> [&mut String; TEXTS.len()] {
        [
            &mut self.name,
            &mut self.titles_front,
            &mut self.titles_back,
            &mut self.position,
            &mut self.agency_other,
            &mut self.behalf_of,
            &mut self.phone,
            &mut self.email,
            &mut self.nip,
            &mut self.rank,
            &mut self.access,
        ]
    }
}

/// An NIP without the spaces, dots and dashes it is written with; anything else stays as it is.
fn clean_nip(typed: &str) -> String {
    let bare: String = typed
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}'))
        .collect();
    if bare.bytes().all(|b| b.is_ascii_digit()) {
        bare
    } else {
        typed.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Consent;

    fn head() -> RegistrationInput {
        RegistrationInput {
            name: " Siti  Aminah ".into(),
            titles_front: "Dra. Hj.".into(),
            titles_back: "M.Si.".into(),
            position: "Kepala Dinas Pendidikan".into(),
            agency: Some(RecordId([1; 16])),
            attending: Some(Attending::Holder),
            phone: "0812-3456 7890".into(),
            nip: "19860926 201505 2 001".into(),
            ..RegistrationInput::default()
        }
    }

    fn settings() -> RegistrationSettings {
        let consent = |id: &str, required| Consent {
            id: id.into(),
            version: 2,
            text: crate::view::LocalText::default(),
            required,
        };
        RegistrationSettings {
            consents: [consent("data", true), consent("photo", false)].into(),
            ..RegistrationSettings::default()
        }
    }

    fn at(ms: i64) -> Instant {
        Instant::new(ms, 420)
    }

    #[test]
    fn a_box_reads_back_and_keeps_what_it_does_not_know() {
        let made = head()
            .validate(&RegistrationSettings::default(), None, [7; 16])
            .unwrap();
        assert_eq!(made.details.phone, "081234567890");
        assert_eq!(made.details.nip, "198609262015052001");
        assert_eq!(made.full_name(), "Dra. Hj. Siti Aminah, M.Si.");
        let mut json = made.to_value().to_json();
        assert_eq!(
            Registration::from_value(&Value::parse(&json, 8).unwrap()),
            Some(made.clone())
        );

        json.insert_str(1, r#""meal":{"v":[1]},"#);
        let newer = Registration::from_value(&Value::parse(&json, 8).unwrap()).unwrap();
        let edited = RegistrationInput {
            position: "Plt. Kepala".into(),
            ..newer.details.clone()
        };
        let edited = edited.validate(&RegistrationSettings::default(), Some(&newer), [9; 16]);
        let edited = edited.unwrap();
        assert_eq!(edited.ticket, [7; 16]);
        assert!(edited.to_value().get("meal").is_some());
        assert_eq!(RegistrationInput::read(&head().draft()), head());
        assert_eq!(Registration::from_value(&head().draft()), None, "no ticket");
    }

    #[test]
    fn errors_name_their_fields() {
        use RegistrationField::{Agency, Attending, Consent, Email, Name, Phone, Position};
        let empty = RegistrationInput::default();
        let errors = empty.validate(&settings(), None, [0; 16]).unwrap_err();
        let fields: Vec<RegistrationField> = errors.iter().map(|(field, _)| *field).collect();
        assert_eq!(
            fields,
            [Name, Position, Agency, Attending, Phone, Consent(0)]
        );
        assert_eq!(errors[4].1, FieldError::ContactRequired);
        let wrong = RegistrationInput {
            phone: "12".into(),
            email: "a@b".into(),
            ..head()
        };
        let errors = wrong
            .validate(&RegistrationSettings::default(), None, [0; 16])
            .unwrap_err();
        assert_eq!(
            errors,
            [(Phone, FieldError::BadPhone), (Email, FieldError::BadEmail)]
        );
        let by_mail = RegistrationInput {
            phone: String::new(),
            email: "a@b.id".into(),
            ..head()
        };
        assert!(
            by_mail
                .validate(&RegistrationSettings::default(), None, [0; 16])
                .is_ok()
        );
    }

    #[test]
    fn consent_is_chosen_not_assumed_and_can_be_withdrawn() {
        let mut input = head();
        assert_eq!(input.choice("data", 2), None);
        input.choose("data", 2, true, at(1000));
        input.choose("data", 2, true, at(2000));
        assert_eq!(
            input.consents[0].at,
            Some(at(1000)),
            "the first time counts"
        );
        assert_eq!(input.choice("data", 3), None, "another text is asked anew");
        assert!(input.validate(&settings(), None, [0; 16]).is_ok());
        input.choose("data", 2, false, at(3000));
        assert_eq!(
            (input.consents.len(), input.consents[0].at),
            (1, Some(at(3000)))
        );
        assert!(input.validate(&settings(), None, [0; 16]).is_err());
    }

    #[test]
    fn the_longest_box_fits_a_patch() {
        let full = |limit: usize| "😀".repeat(limit);
        let mut input = RegistrationInput {
            name: full(NAME_LIMIT),
            titles_front: full(TITLES_LIMIT),
            titles_back: full(TITLES_LIMIT),
            position: full(POSITION_LIMIT),
            agency: None,
            agency_other: full(NAME_LIMIT),
            attending: Some(Attending::Behalf),
            behalf_of: full(NAME_LIMIT),
            email: ["a".repeat(EMAIL_LIMIT - 5), "@b.id".into()].concat(),
            phone: "+12345678901234".into(),
            nip: full(CODE_LIMIT),
            rank: full(CODE_LIMIT),
            access: full(ACCESS_LIMIT),
            ..RegistrationInput::default()
        };
        for n in 0..CONSENT_LIMIT {
            input.choose(
                &alloc::format!("purpose_{n}"),
                12,
                true,
                at(1_605_000_000_000),
            );
        }
        let made = input
            .validate(&RegistrationSettings::default(), None, [255; 16])
            .unwrap();
        // Sealing adds the length, the key, the tag and the padding; deflate at worst 5 bytes a
        // block; base64 a third.
        let sealed = (made.to_value().to_json().len() + 4 + 5 + 63 + 32 + 16) * 4 / 3;
        assert!(sealed < crate::patch::MAX_BODY - 700, "{sealed}");
    }
}
