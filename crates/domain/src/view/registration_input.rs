//! The registration form: what was typed, checked and made into the content of a box.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::codes::Attending;
use super::fields::{self, Fields};
use super::idea_input::NAME_LIMIT;
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
/// How many people one author may register beside themselves.
pub const OTHERS_LIMIT: usize = 20;

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
mod tests;
