//! Filters of the agenda; all that are set must hold.

use crate::sorted::SortedSet;
use alloc::string::String;
use alloc::sync::Arc;

use super::Agenda;
use crate::id::RecordId;
use crate::text::{Query, fold_into};
use crate::time::Day;
use crate::view::Session;

/// What to show of an agenda; the default shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgendaFilter {
    /// Only this day.
    pub day: Option<Day>,
    /// Only the track with this code.
    pub track: Option<String>,
    /// Only the room with this code.
    pub room: Option<String>,
    /// Only what was starred.
    pub starred: bool,
    /// Only where every word occurs in titles, speakers, room or track.
    pub query: Query,
}

impl AgendaFilter {
    /// Tells whether it shows everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Agenda {
    /// The agenda that a filter leaves, with the same rooms and tracks.
    #[must_use]
    pub fn filtered(&self, filter: &AgendaFilter, starred: &SortedSet<RecordId>) -> Self {
        let mut folded = String::new();
        let mut shows = |session: &Arc<Session>| {
            let asked = filter.day.is_none_or(|day| session.day() == day)
                && (filter.track.is_none() || filter.track == session.track)
                && (filter.room.is_none() || filter.room == session.room)
                && (!filter.starred || starred.contains(&session.id));
            if !asked || filter.query.is_empty() {
                return asked;
            }
            folded.clear();
            self.fold_session(session, &mut folded);
            filter.query.matches(&folded)
        };
        Self {
            sessions: self.sessions.iter().filter(|s| shows(s)).cloned().collect(),
            rooms: self.rooms.clone(),
            tracks: self.tracks.clone(),
        }
    }

    /// Appends all that a search looks at.
    fn fold_session(&self, session: &Session, out: &mut String) {
        session.title.all().for_each(|title| fold_into(out, title));
        for speaker in &session.speakers {
            fold_into(out, &speaker.name);
            fold_into(out, speaker.role.as_deref().unwrap_or_default());
        }
        for (places, code) in [(&self.rooms, &session.room), (&self.tracks, &session.track)] {
            let Some(code) = code else { continue };
            match places.iter().find(|place| place.code == *code) {
                Some(place) => place.name.all().for_each(|name| fold_into(out, name)),
                None => fold_into(out, code),
            }
        }
    }
}
