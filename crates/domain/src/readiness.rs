//! Registration before it is handed in: whether it is open, and what is still missing.

use alloc::vec::Vec;

use crate::time::Instant;
use crate::view::{FieldError, RegistrationField, RegistrationInput, RegistrationSettings};
use crate::window::Window;

/// Whether one can register, told before anything is typed. Nothing of it refuses what a person
/// hands in all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationState {
    /// It has not opened yet.
    NotYet {
        /// When it opens.
        opens: Instant,
    },
    /// One can register.
    Open {
        /// When it closes, where that is known.
        closes: Option<Instant>,
        /// The places left.
        places: Places,
    },
    /// All places are taken; one would wait.
    Full {
        /// How many places there are.
        capacity: u32,
    },
    /// It has closed; one would be late.
    Closed {
        /// When it closed.
        closed: Instant,
    },
}

/// How many places are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// As many as come.
    Unlimited,
    /// This many.
    Left(u32),
    /// There is a limit, but this phone cannot know how many registered.
    Unknown {
        /// How many places there are.
        capacity: u32,
    },
}

impl RegistrationState {
    /// Judges `now_ms` (ms since the epoch, UTC); `registered` is how many hold a place, where that
    /// is known.
    #[must_use]
    pub fn at(settings: &RegistrationSettings, registered: Option<u32>, now_ms: i64) -> Self {
        match Window::at(settings.open, settings.close, now_ms) {
            Window::NotYet { opens } => Self::NotYet { opens },
            Window::Closed { closed } => Self::Closed { closed },
            Window::Open { closes } => {
                let places = match (settings.capacity, registered) {
                    (None, _) => Places::Unlimited,
                    (Some(capacity), None) => Places::Unknown { capacity },
                    (Some(capacity), Some(taken)) if taken >= capacity => {
                        return Self::Full { capacity };
                    }
                    (Some(capacity), Some(taken)) => Places::Left(capacity - taken),
                };
                Self::Open { closes, places }
            }
        }
    }
}

/// Tells whether what was handed in may still be changed without being late.
#[must_use]
pub fn is_editable(settings: &RegistrationSettings, now_ms: i64) -> bool {
    settings.edit_until.is_none_or(|until| now_ms < until.ms())
}

/// How far a registration is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// How many things are required.
    pub required: usize,
    /// How many of them are there.
    pub done: usize,
    /// What cannot be handed in as it is, in the order of the form.
    pub open: Vec<(RegistrationField, FieldError)>,
}

impl Readiness {
    /// Judges what was typed so far.
    #[must_use]
    pub fn of(input: &RegistrationInput, settings: &RegistrationSettings) -> Self {
        let open = input
            .validate(settings, None, [0; 16])
            .err()
            .unwrap_or_default();
        let consents = settings
            .consents
            .iter()
            .filter(|consent| consent.required)
            .count();
        let mut missing: Vec<usize> = open.iter().filter_map(|(field, _)| part(*field)).collect();
        missing.dedup();
        let required = PARTS + consents;
        Self {
            required,
            done: required.saturating_sub(missing.len()),
            open,
        }
    }

    /// Tells whether it can be handed in.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.open.is_empty()
    }
}

/// Name, position, agency, attendance and one way to be reached; consents follow.
const PARTS: usize = 5;

/// The required part that a field belongs to.
fn part(field: RegistrationField) -> Option<usize> {
    match field {
        RegistrationField::Name => Some(0),
        RegistrationField::Position => Some(1),
        RegistrationField::Agency => Some(2),
        RegistrationField::Attending => Some(3),
        RegistrationField::Phone | RegistrationField::Email => Some(4),
        RegistrationField::Consent(at) => Some(PARTS + at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Consent;

    #[test]
    fn the_state_is_told_before_typing() {
        let settings = RegistrationSettings {
            open: Some(Instant::new(10, 0)),
            close: Some(Instant::new(20, 0)),
            capacity: Some(2),
            edit_until: Some(Instant::new(15, 0)),
            ..RegistrationSettings::default()
        };
        let at = |registered, now| RegistrationState::at(&settings, registered, now);
        let closes = settings.close;
        assert!(matches!(at(None, 9), RegistrationState::NotYet { .. }));
        let places = Places::Unknown { capacity: 2 };
        assert_eq!(at(None, 10), RegistrationState::Open { closes, places });
        let places = Places::Left(1);
        assert_eq!(at(Some(1), 10), RegistrationState::Open { closes, places });
        assert_eq!(at(Some(3), 10), RegistrationState::Full { capacity: 2 });
        assert!(matches!(at(Some(3), 20), RegistrationState::Closed { .. }));
        assert!(is_editable(&settings, 14) && !is_editable(&settings, 15));
    }

    #[test]
    fn what_is_missing_is_counted_once() {
        let consents = [Consent {
            id: "data".into(),
            version: 1,
            text: crate::view::LocalText::default(),
            required: true,
        }];
        let settings = RegistrationSettings {
            consents: consents.into(),
            ..Default::default()
        };
        let mut input = RegistrationInput::default();
        let now = Readiness::of(&input, &settings);
        assert_eq!((now.required, now.done, now.is_ready()), (6, 0, false));
        input.name = "Siti".into();
        input.phone = "1".into();
        input.email = "x".into();
        assert_eq!(Readiness::of(&input, &settings).done, 1);
        input.phone = "08123456789".into();
        input.email.clear();
        input.position = "Kepala".into();
        input.agency_other = "BPKP".into();
        input.attending = Some(crate::view::Attending::Behalf);
        input.choose("data", 1, true, Instant::new(0, 420));
        let now = Readiness::of(&input, &settings);
        assert_eq!((now.done, now.is_ready()), (6, true));
        input.titles_back = "x".repeat(99);
        let now = Readiness::of(&input, &settings);
        assert_eq!((now.done, now.is_ready()), (6, false));
    }
}
