//! What a listed workshop publishes: its page with a readable agenda, a link preview, and a calendar to subscribe to.
//!
//! Pure functions over a record set, an address, a language and an instant; `http` answers with them. Nothing but
//! the workshop and its sessions is published: no idea, no person, no contact. Must not know where records come from.

mod agenda;
mod base;
mod beside;
mod calendar;
mod days;
pub(crate) mod folder;
mod head;
mod html;
pub(crate) mod http;
mod language;
mod ld;
mod now;
mod page;
mod picture;
mod source;
mod words;

pub use base::{Base, BaseError};
pub use beside::{Beside, BesideError, public};
pub use folder::{FolderError, publish};
pub use http::router;
pub use language::Lang;
pub use page::{Template, TemplateError};
pub use source::{Nothing, PublishedSource, Unavailable};

use days::Format;
use gagas_domain::agenda::Agenda;
use gagas_domain::id::{RecordId, WorkshopId};
use gagas_domain::merge::RecordSet;
use gagas_domain::time::{Day, Instant};
use gagas_domain::view::Workshop;
use sha2::{Digest, Sha256};

/// A listed workshop, about to be published.
#[derive(Clone, Debug)]
pub struct Published {
    id: WorkshopId,
    workshop: Workshop,
    agenda: Agenda,
    /// The app's public address, without a slash at its end.
    base: String,
    lang: Lang,
}

impl Published {
    /// Reads what a workshop publishes; `None` unless its organiser listed it.
    #[must_use]
    pub fn of(records: &RecordSet, id: WorkshopId, base: &str, lang: Lang) -> Option<Self> {
        let workshop = Workshop::of(records)?;
        let record = records.get(&workshop.id)?;
        (record.flag("listed") == Some(true)).then(|| Self {
            id,
            workshop,
            agenda: Agenda::of(records),
            base: base.into(),
            lang,
        })
    }

    /// The address of the workshop's page.
    fn address(&self) -> String {
        [&self.base, "/?w=", &self.id.to_string()].concat()
    }

    /// The address of a session in the app.
    fn session_address(&self, session: &RecordId) -> String {
        [&self.address(), "#/agenda/", &session.to_string()].concat()
    }

    /// The address of the calendar.
    fn calendar_address(&self) -> String {
        [&self.base, "/", &self.calendar_path()].concat()
    }

    /// The same, relative to the page.
    fn calendar_path(&self) -> String {
        [
            "api/v1/w/",
            &self.id.to_string(),
            "/agenda.ics?lang=",
            self.lang.code(),
        ]
        .concat()
    }

    /// The address of the preview image, another one for other words: those who show previews keep them for long.
    fn picture_address(&self) -> String {
        let digest = Sha256::digest(self.picture().words().as_bytes());
        let version = gagas_domain::id::encode(&digest[..6]);
        let path = [
            "/api/v1/w/",
            &self.id.to_string(),
            "/preview.png?lang=",
            self.lang.code(),
            "&v=",
            &version,
        ];
        [&*self.base, &path.concat()].concat()
    }

    fn title(&self) -> &str {
        self.workshop.title.get(self.lang.is_english())
    }

    fn about(&self) -> Option<&str> {
        let about = self.workshop.about.as_ref()?;
        Some(about.get(self.lang.is_english()))
    }

    fn format(&self) -> Format<'_> {
        Format {
            lang: self.lang,
            zone: &self.workshop.zone,
        }
    }

    /// The first and the last day: those that were set, else those of the agenda.
    fn ends(&self) -> (Option<Day>, Option<Day>) {
        let days = self.agenda.days();
        let first = self.workshop.starts.or(days.first().copied());
        let last = self.workshop.ends.or(days.last().copied());
        (first, last)
    }

    /// When it takes place, in words: *11–12 Nov 2020*.
    fn days(&self) -> String {
        let (first, last) = self.ends();
        self.format().days(first, last)
    }

    /// The name of the zone of its times: *WIB*.
    fn zone_name(&self, now_ms: i64) -> String {
        let first = self.agenda.sessions().first().map(|session| session.starts);
        self.format()
            .zone_name(first.unwrap_or(Instant::new(now_ms, 0)))
    }

    /// The day at the venue.
    fn today(&self, now_ms: i64) -> Day {
        let offset = self
            .agenda
            .sessions()
            .first()
            .map_or(0, |session| session.starts.offset_minutes());
        self.format().there(Instant::new(now_ms, offset)).day()
    }

    fn picture(&self) -> picture::Picture {
        picture::Picture {
            title: self.title().into(),
            days: self.days(),
            venue: self.workshop.venue.clone().unwrap_or_default(),
            host: self.workshop.host.clone().unwrap_or_default(),
        }
    }
}

/// Joins what is not empty: *a · b*.
fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}
