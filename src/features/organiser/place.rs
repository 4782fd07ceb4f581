//! The addresses inside the room.

use gagas_domain::id::RecordId;

use crate::components::Back;
use crate::i18n::{organiser as texts, t};
use crate::route::Route;

const REGISTRATIONS: &str = "/registrations";
const AGENCIES: &str = "/agencies";
const IDEAS: &str = "/ideas";
const LINK: &str = "/link";

/// A page of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// How things stand.
    Overview,
    /// Who registered.
    Registrations,
    /// One registration.
    Registration(RecordId),
    /// Which agencies are missing.
    Agencies,
    /// The ideas with their support.
    Ideas,
    /// The participants' link.
    Link,
}

impl Place {
    /// Reads what stands behind the room's address; the overview where that names nothing.
    pub(super) fn read(path: &str) -> Self {
        let path = path.trim_end_matches('/');
        match path {
            REGISTRATIONS => Self::Registrations,
            AGENCIES => Self::Agencies,
            IDEAS => Self::Ideas,
            LINK => Self::Link,
            _ => {
                let behind = path.strip_prefix(REGISTRATIONS);
                let id = behind.and_then(|behind| RecordId::parse(behind.strip_prefix('/')?));
                id.map_or(Self::Overview, Self::Registration)
            }
        }
    }

    /// The address.
    pub(super) fn href(self) -> String {
        let path = match self {
            Self::Overview => String::new(),
            Self::Registrations => REGISTRATIONS.into(),
            Self::Registration(id) => [REGISTRATIONS, "/", &id.to_string()].concat(),
            Self::Agencies => AGENCIES.into(),
            Self::Ideas => IDEAS.into(),
            Self::Link => LINK.into(),
        };
        Route::Organiser(path).href()
    }
}

/// The way back to the overview.
pub(super) fn back() -> Back {
    Back {
        href: Place::Overview.href(),
        label: t(texts::ROOM).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_an_address_of_its_own() {
        for place in [
            Place::Overview,
            Place::Registrations,
            Place::Registration(RecordId([9; 16])),
            Place::Agencies,
            Place::Ideas,
            Place::Link,
        ] {
            let Route::Organiser(path) = Route::parse(&place.href()) else {
                panic!("{place:?} leads elsewhere");
            };
            assert_eq!(Place::read(&path), place);
        }
        assert_eq!(Place::read("/registrations/short"), Place::Overview);
        assert_eq!(Place::read("/nothing"), Place::Overview);
    }
}
