//! Hash routes as a typed enum: what stands behind a `#` and how it is written.
//!
//! Pure. Any path and any static host will do, since a host never sees a fragment. Must not know
//! what a page shows or what its parameters mean.

use gagas_domain::id::RecordId;
use gagas_domain::link::{percent_decode, percent_encode};

/// What a page was asked to show: names and values, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The agenda, with its filters.
    Agenda(Params),
    /// One session.
    Session(RecordId),
    /// The idea board, with its filters.
    Ideas(Params),
    /// One idea.
    Idea(RecordId),
    /// The form of a new idea, or of one's own that is changed.
    IdeaForm(Option<RecordId>),
    /// Registration: its state, and the tickets on this phone.
    Registration,
    /// The form of a new registration, or of one that is changed.
    RegistrationForm(Option<RecordId>),
    /// The form for somebody else.
    RegistrationOther,
    /// A ticket.
    Ticket(RecordId),
    /// All that is left.
    More,
    /// What is kept on this device.
    Device,
    /// What waits to be handed over.
    Outbox,
    /// Links and codes to pass on.
    Share,
    /// The workshops on this phone.
    Workshops,
    /// News from the organiser.
    Announcements,
    /// What Gagas is, and how accessible.
    About,
    /// The organiser's room: what stands behind its address, which only the room itself reads.
    Organiser(String),
    /// Opening a workshop.
    Start,
    /// Nothing that this version knows.
    Unknown,
}

/// The tab of the bar that a route belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The agenda.
    Agenda,
    /// The idea board.
    Ideas,
    /// Registration.
    Registration,
    /// All that is left.
    More,
}

impl Params {
    /// The value of a name; `None` where it is missing or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(held, _)| held == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The same with another value; an empty one removes the name.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let others = self.0.iter().filter(|(held, _)| held != name).cloned();
        let own = (!value.is_empty()).then(|| (name.into(), value.into()));
        Self(others.chain(own).collect())
    }

    /// Tells whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter_map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((percent_decode(name)?, percent_decode(value)?))
        });
        Self(pairs.filter(|(name, _)| !name.is_empty()).collect())
    }

    fn write(&self, out: &mut String) {
        for (at, (name, value)) in self.0.iter().enumerate() {
            out.push(if at == 0 { '?' } else { '&' });
            out.push_str(&percent_encode(name));
            out.push('=');
            out.push_str(&percent_encode(value));
        }
    }
}

impl Route {
    /// Reads a fragment that begins with `/`, with or without its `#`.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let params = || Params::parse(query);
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (first, second, third) = (parts.next(), parts.next(), parts.next());
        let id = |text: &str| RecordId::parse(text);
        match (first, second, third) {
            (None, ..) | (Some("agenda"), None, _) => Self::Agenda(params()),
            (Some("agenda"), Some(text), None) => id(text).map_or(Self::Unknown, Self::Session),
            (Some("ideas"), None, _) => Self::Ideas(params()),
            (Some("ideas"), Some("new"), None) => Self::IdeaForm(None),
            (Some("ideas"), Some(text), None) => id(text).map_or(Self::Unknown, Self::Idea),
            (Some("ideas"), Some(text), Some("edit")) => {
                id(text).map_or(Self::Unknown, |id| Self::IdeaForm(Some(id)))
            }
            (Some("registration"), None, _) => Self::Registration,
            (Some("registration"), Some("form"), None) => Self::RegistrationForm(None),
            (Some("registration"), Some("other"), None) => Self::RegistrationOther,
            (Some("registration"), Some(text), None) => {
                id(text).map_or(Self::Unknown, Self::Ticket)
            }
            (Some("registration"), Some(text), Some("edit")) => {
                id(text).map_or(Self::Unknown, |id| Self::RegistrationForm(Some(id)))
            }
            (Some("start"), None, _) => Self::Start,
            (Some("organiser"), ..) => {
                let behind = path.trim_start_matches('/').strip_prefix("organiser");
                Self::Organiser(behind.unwrap_or_default().into())
            }
            (Some("more"), None, _) => Self::More,
            (Some("more"), Some("device"), None) => Self::Device,
            (Some("more"), Some("outbox"), None) => Self::Outbox,
            (Some("more"), Some("share"), None) => Self::Share,
            (Some("more"), Some("workshops"), None) => Self::Workshops,
            (Some("more"), Some("announcements"), None) => Self::Announcements,
            (Some("more"), Some("about"), None) => Self::About,
            _ => Self::Unknown,
        }
    }

    /// The fragment, with its `#`.
    #[must_use]
    pub fn href(&self) -> String {
        let with =
            |before: &str, id: &RecordId, after: &str| [before, &id.to_string(), after].concat();
        let plain = match self {
            Self::Agenda(params) => {
                let mut out = String::from("#/agenda");
                params.write(&mut out);
                return out;
            }
            Self::Ideas(params) => {
                let mut out = String::from("#/ideas");
                params.write(&mut out);
                return out;
            }
            Self::Session(id) => return with("#/agenda/", id, ""),
            Self::Idea(id) => return with("#/ideas/", id, ""),
            Self::IdeaForm(Some(id)) => return with("#/ideas/", id, "/edit"),
            Self::RegistrationForm(Some(id)) => return with("#/registration/", id, "/edit"),
            Self::Ticket(id) => return with("#/registration/", id, ""),
            Self::IdeaForm(None) => "#/ideas/new",
            Self::Registration => "#/registration",
            Self::RegistrationForm(None) => "#/registration/form",
            Self::RegistrationOther => "#/registration/other",
            Self::More => "#/more",
            Self::Device => "#/more/device",
            Self::Outbox => "#/more/outbox",
            Self::Share => "#/more/share",
            Self::Workshops => "#/more/workshops",
            Self::Announcements => "#/more/announcements",
            Self::About => "#/more/about",
            Self::Organiser(path) => return ["#/organiser", path].concat(),
            Self::Start => "#/start",
            Self::Unknown => "#/unknown",
        };
        plain.into()
    }

    /// The agenda without filters.
    #[must_use]
    pub fn agenda() -> Self {
        Self::Agenda(Params::default())
    }

    /// The board without filters.
    #[must_use]
    pub fn ideas() -> Self {
        Self::Ideas(Params::default())
    }

    /// Tells whether both are one list, narrowed in one way or another.
    #[must_use]
    pub fn is_same_list(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Agenda(_), Self::Agenda(_)) | (Self::Ideas(_), Self::Ideas(_))
        )
    }

    /// The tab it belongs to.
    #[must_use]
    pub fn tab(&self) -> Tab {
        match self {
            Self::Agenda(_) | Self::Session(_) => Tab::Agenda,
            Self::Ideas(_) | Self::Idea(_) | Self::IdeaForm(_) => Tab::Ideas,
            Self::Registration
            | Self::RegistrationForm(_)
            | Self::RegistrationOther
            | Self::Ticket(_) => Tab::Registration,
            _ => Tab::More,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_read_as_written() {
        let id = RecordId([7; 16]);
        let params = Params::default()
            .with("q", "izin & antrean")
            .with("day", "2020-11-11");
        for route in [
            Route::Agenda(params.clone()),
            Route::agenda(),
            Route::Session(id),
            Route::Ideas(params),
            Route::Idea(id),
            Route::IdeaForm(None),
            Route::IdeaForm(Some(id)),
            Route::Registration,
            Route::RegistrationForm(None),
            Route::RegistrationForm(Some(id)),
            Route::RegistrationOther,
            Route::Ticket(id),
            Route::More,
            Route::Device,
            Route::Outbox,
            Route::Share,
            Route::Workshops,
            Route::Announcements,
            Route::About,
            Route::Organiser(String::new()),
            Route::Organiser("/registrations".into()),
            Route::Start,
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn what_is_no_route_is_unknown() {
        for text in [
            "#/x",
            "#/agenda/short",
            "#/ideas/new/edit",
            "#/more/x",
            "#/registration/a/b",
        ] {
            assert_eq!(Route::parse(text), Route::Unknown, "{text}");
        }
        assert_eq!(Route::parse(""), Route::agenda());
        assert_eq!(Route::parse("#/"), Route::agenda());
    }

    #[test]
    fn an_empty_value_removes_a_parameter() {
        let params = Params::default().with("q", "a").with("q", "b");
        assert_eq!(params.get("q"), Some("b"));
        assert!(params.with("q", "").is_empty());
    }
}
