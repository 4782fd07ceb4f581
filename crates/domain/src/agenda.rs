//! The agenda: which sessions people see, day by day, what is on now, and which of one's own clash.
//!
//! A pure projection over session records and the workshop's rooms and tracks; the instant and what
//! a person starred are passed in. Blockers never appear; cancelled sessions stay visible but take
//! no time. Must not know how an agenda looks.

mod filter;
mod now;
mod plan;
mod seen;

pub use filter::AgendaFilter;
pub use now::{Moment, Now, Running};
pub use plan::{Clash, Reminder};
pub use seen::{Change, FIRST_LOOK_MS, News, Seen};

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::id::RecordId;
use crate::kind::Kind;
use crate::merge::RecordSet;
use crate::time::{Day, Instant};
use crate::view::{Place, Session, SessionType, Workshop};

/// All visible sessions of a workshop, in the order in which they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    sessions: Vec<Arc<Session>>,
    rooms: Vec<Place>,
    tracks: Vec<Place>,
}

/// One day of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaDay {
    /// The day, at the venue.
    pub day: Day,
    /// Its sessions by when they begin.
    pub slots: Vec<Slot>,
}

/// The sessions that begin at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When they begin.
    pub starts: Instant,
    /// The sessions, by room.
    pub rows: Vec<Row>,
}

/// A session in its place among those of the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The session.
    pub session: Arc<Session>,
    /// Its column among the sessions that overlap one another, from 0.
    pub lane: usize,
    /// How many columns these sessions need; 1 where nothing overlaps.
    pub lanes: usize,
    /// Tells whether another session of the same time stands in the same room.
    pub shares_room: bool,
}

impl Agenda {
    /// Projects the agenda of a replica.
    #[must_use]
    pub fn of(records: &RecordSet) -> Self {
        let sessions = records.of_kind(&Kind::Session).filter_map(Session::read);
        let workshop = Workshop::of(records);
        let (rooms, tracks) = workshop.map(|w| (w.rooms, w.tracks)).unwrap_or_default();
        Self::new(sessions.collect(), rooms, tracks)
    }

    /// Orders `sessions` into an agenda, without the blockers among them.
    #[must_use]
    pub fn new(sessions: Vec<Session>, rooms: Vec<Place>, tracks: Vec<Place>) -> Self {
        let shown = sessions
            .into_iter()
            .filter(|s| s.kind != SessionType::Blocker);
        let mut agenda = Self {
            sessions: shown.map(Arc::new).collect(),
            rooms,
            tracks,
        };
        agenda.sessions.sort_by_cached_key(|session| {
            let room = agenda
                .rooms
                .iter()
                .position(|room| Some(&room.code) == session.room.as_ref());
            (
                session.starts.ms(),
                room.unwrap_or(usize::MAX),
                session.room.clone(),
                session.ends.ms(),
                session.id,
            )
        });
        agenda
    }

    /// All sessions, in order.
    #[must_use]
    pub fn sessions(&self) -> &[Arc<Session>] {
        &self.sessions
    }

    /// A session by its id.
    #[must_use]
    pub fn get(&self, id: &RecordId) -> Option<&Arc<Session>> {
        self.sessions.iter().find(|session| session.id == *id)
    }

    /// The rooms that sessions use: those of the workshop in its order, then any others.
    #[must_use]
    pub fn rooms(&self) -> Vec<Place> {
        used(
            &self.rooms,
            self.sessions.iter().filter_map(|s| s.room.as_ref()),
        )
    }

    /// The tracks that sessions use: those of the workshop in its order, then any others.
    #[must_use]
    pub fn tracks(&self) -> Vec<Place> {
        used(
            &self.tracks,
            self.sessions.iter().filter_map(|s| s.track.as_ref()),
        )
    }

    /// What people call the room with this code.
    #[must_use]
    pub fn room_name<'a>(&'a self, code: &'a str, english: bool) -> &'a str {
        name(&self.rooms, code, english)
    }

    /// What people call the track with this code.
    #[must_use]
    pub fn track_name<'a>(&'a self, code: &'a str, english: bool) -> &'a str {
        name(&self.tracks, code, english)
    }

    /// The days on which sessions begin, in order.
    #[must_use]
    pub fn days(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self.sessions.iter().map(|session| session.day()).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The day to show at first: today where it has sessions, else the next one that has, else the
    /// last; `None` for an empty agenda. `today` is the day at the venue.
    #[must_use]
    pub fn opening_day(&self, today: Day) -> Option<Day> {
        let days = self.days();
        days.iter()
            .find(|day| **day >= today)
            .or(days.last())
            .copied()
    }

    /// The agenda by days.
    #[must_use]
    pub fn by_day(&self) -> Vec<AgendaDay> {
        self.days().into_iter().map(|day| self.day(day)).collect()
    }

    /// One day of it; without slots where nothing begins then.
    #[must_use]
    pub fn day(&self, day: Day) -> AgendaDay {
        let of_day = self.sessions.iter().filter(|session| session.day() == day);
        let mut rows: Vec<Row> = of_day.map(Row::alone).collect();
        lay_out(&mut rows);
        let mut slots: Vec<Slot> = Vec::new();
        for row in rows {
            match slots.last_mut() {
                Some(slot) if slot.starts.ms() == row.session.starts.ms() => slot.rows.push(row),
                _ => slots.push(Slot {
                    starts: row.session.starts,
                    rows: [row].into(),
                }),
            }
        }
        AgendaDay { day, slots }
    }
}

/// A time as the phone's own clock tells it, for a second line; `None` where it tells the same.
///
/// `phone_offset_minutes` is the phone's offset east of UTC at that instant.
#[must_use]
pub fn phone_time(at: Instant, phone_offset_minutes: i16) -> Option<Instant> {
    let differs = at.offset_minutes() != phone_offset_minutes;
    differs.then(|| Instant::new(at.ms(), phone_offset_minutes))
}

impl Row {
    fn alone(session: &Arc<Session>) -> Self {
        Self {
            session: Arc::clone(session),
            lane: 0,
            lanes: 1,
            shares_room: false,
        }
    }
}

/// Gives each row a lane: within a run of sessions that overlap, the first lane that is free again.
/// A cancelled session takes a lane too, for it is shown.
fn lay_out(mut rows: &mut [Row]) {
    while let Some(first) = rows.first() {
        let mut run_ends = shown_until(first);
        let run_len = 1 + rows[1..]
            .iter()
            .take_while(|row| {
                let joins = row.session.starts.ms() < run_ends;
                run_ends = run_ends.max(shown_until(row));
                joins
            })
            .count();
        let (run, rest) = rows.split_at_mut(run_len);
        let mut free_at: Vec<i64> = Vec::new();
        for at in 0..run.len() {
            let shares_room = run.iter().any(|other| clash_in_room(&run[at], other));
            let (starts, ends) = (run[at].session.starts.ms(), shown_until(&run[at]));
            let lane = free_at.iter().position(|free| *free <= starts);
            run[at].shares_room = shares_room;
            run[at].lane = lane.unwrap_or(free_at.len());
            match lane {
                Some(lane) => free_at[lane] = ends,
                None => free_at.push(ends),
            }
        }
        run.iter_mut().for_each(|row| row.lanes = free_at.len());
        rows = rest;
    }
}

/// Until when a row takes up room on the screen: a session without an end still takes some.
fn shown_until(row: &Row) -> i64 {
    row.session.ends.ms().max(row.session.starts.ms() + 1)
}

fn clash_in_room(row: &Row, other: &Row) -> bool {
    let (one, two) = (&row.session, &other.session);
    let take_place = !one.cancelled && !two.cancelled;
    one.id != two.id
        && take_place
        && one.room.is_some()
        && one.room == two.room
        && one.overlaps(two)
}

fn name<'a>(places: &'a [Place], code: &'a str, english: bool) -> &'a str {
    let known = places.iter().find(|place| place.code == code);
    known.map_or(code, |place| place.name.get(english))
}

fn used<'a>(places: &[Place], codes: impl Iterator<Item = &'a String> + Clone) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let known = places
        .iter()
        .filter(|place| codes.clone().any(|code| *code == place.code));
    found.extend(known.cloned());
    for code in codes {
        if !found.iter().any(|place| place.code == *code) {
            found.push(Place::plain(code));
        }
    }
    found
}

#[cfg(test)]
mod tests;
