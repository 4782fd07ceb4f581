//! The workshop as schema.org data (JSON-LD), which search engines read: one `Event`, and one within it per session.
//!
//! A `<script>` of this type is data: browsers neither run it nor ask the Content Security Policy about it.

use super::Published;
use super::html::script_json;
use gagas_domain::view::{Session, SessionType};
use serde_json::{Map, Value, json};

impl Published {
    /// Writes the `<script>` element.
    pub(super) fn linked_data(&self) -> String {
        let data = script_json(&Value::Object(self.event()));
        ["<script type=\"application/ld+json\">", &data, "</script>"].concat()
    }

    fn event(&self) -> Map<String, Value> {
        let (first, last) = self.ends();
        let sessions = self.agenda.sessions();
        let held = || sessions.iter().filter(|session| !session.cancelled);
        let starts = held()
            .map(|session| session.starts)
            .min_by_key(|at| at.ms());
        let ends = held().map(|session| session.ends).max_by_key(|at| at.ms());
        let mut out = Map::new();
        let mut set = |name: &str, value: Value| drop(out.insert(name.into(), value));
        set("@context", "https://schema.org".into());
        set("@type", "Event".into());
        set("@id", self.address().into());
        set("url", self.address().into());
        set("name", self.title().into());
        if let Some(about) = self.about() {
            set("description", about.into());
        }
        // A time where the agenda has one for that day, else the day.
        let on =
            |day, at: Option<gagas_domain::time::Instant>| at.filter(|at| day == Some(at.day()));
        if let Some(day) = first {
            set(
                "startDate",
                on(first, starts)
                    .map_or(day.to_string(), |at| at.to_string())
                    .into(),
            );
        }
        if let Some(day) = last {
            set(
                "endDate",
                on(last, ends)
                    .map_or(day.to_string(), |at| at.to_string())
                    .into(),
            );
        }
        set("eventStatus", "https://schema.org/EventScheduled".into());
        set(
            "eventAttendanceMode",
            "https://schema.org/OfflineEventAttendanceMode".into(),
        );
        set("inLanguage", self.lang.code().into());
        set("image", json!([self.picture_address()]));
        if let Some(venue) = &self.workshop.venue {
            let mut place = json!({ "@type": "Place", "name": venue, "address": venue });
            if let Some(map) = &self.workshop.map {
                place["hasMap"] = map.url.clone().into();
            }
            set("location", place);
        }
        if let Some(host) = &self.workshop.host {
            set(
                "organizer",
                json!({ "@type": "Organization", "name": host }),
            );
        }
        let parts = sessions
            .iter()
            .filter(|session| session.kind != SessionType::Break);
        let parts: Vec<Value> = parts.map(|session| self.part(session)).collect();
        if !parts.is_empty() {
            set("subEvent", parts.into());
        }
        out
    }

    fn part(&self, session: &Session) -> Value {
        let english = self.lang.is_english();
        let status = if session.cancelled {
            "EventCancelled"
        } else {
            "EventScheduled"
        };
        let mut out = json!({
            "@type": "Event",
            "url": self.session_address(&session.id),
            "name": session.title.get(english),
            "startDate": session.starts.to_string(),
            "eventStatus": (["https://schema.org/", status].concat()),
        });
        if session.minutes() > 0 {
            out["endDate"] = session.ends.to_string().into();
        }
        if let Some(about) = &session.about {
            out["description"] = about.get(english).into();
        }
        let venue = self.workshop.venue.as_deref();
        let room = Some(self.room(session)).filter(|room| !room.is_empty());
        if let Some(place) = room.or(venue) {
            out["location"] =
                json!({ "@type": "Place", "name": place, "address": venue.unwrap_or(place) });
        }
        let people = session.speakers.iter().map(|one| match &one.role {
            Some(role) => json!({ "@type": "Person", "name": one.name, "jobTitle": role }),
            None => json!({ "@type": "Person", "name": one.name }),
        });
        let people: Vec<Value> = people.collect();
        if !people.is_empty() {
            out["performer"] = people.into();
        }
        out
    }
}
