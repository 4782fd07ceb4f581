//! What somebody saw of the agenda when they last looked, and what has changed since.
//!
//! Of each session it keeps the fields that a row shows, as the organiser wrote them: the least from
//! which old and new can be told apart, whichever way a change came. A digest would tell only that
//! something changed, and a stamp would take a patch that arrives late for one that was seen.
//!
//! A change counts as seen when the session itself was looked at, or when somebody says so for all:
//! never because the agenda was on the screen. One day of it is, at most, and a room that moved must
//! not go unnoticed because the phone was on for a moment.

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::Agenda;
use crate::id::RecordId;
use crate::merge::RecordSet;
use crate::value::Value;
use crate::view::Session;

/// What comes within this time of the first look belongs to it, in ms: a workshop arrives in parts.
pub const FIRST_LOOK_MS: i64 = 60_000;

/// The entry that says when the first look was, ms since the epoch, UTC; no session has such an id.
const BEGUN: &str = "begun";
const FIELDS: [&str; 6] = ["title", "title_en", "starts", "ends", "room", "state"];

/// What somebody saw of each session: its fields by its id, as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen(Vec<(String, Value)>);

/// A session of which something has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The session as it is, or as it was seen where it is gone.
    pub session: Arc<Session>,
    /// As it was seen: title, times, room and state only; `None` where it is new or gone.
    pub before: Option<Arc<Session>>,
    /// What has changed; never empty.
    pub changes: Vec<Change>,
}

/// What has changed about a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not on the agenda.
    New,
    /// It begins at another time.
    Moved,
    /// It begins as before, and ends at another time.
    Ends,
    /// It is in another room.
    Room,
    /// It is called otherwise.
    Title,
    /// It was called off.
    Cancelled,
    /// It takes place after all.
    Revived,
    /// It is not on the agenda any more.
    Removed,
}

impl Seen {
    /// Begins with the agenda as it is: to the first look nothing is new. `now_ms` is ms since the
    /// epoch, UTC.
    #[must_use]
    pub fn begin(agenda: &Agenda, records: &RecordSet, now_ms: i64) -> Self {
        let mut seen = Self(Vec::from([(BEGUN.into(), now_ms.into())]));
        seen.look(agenda, records);
        seen
    }

    /// Takes what [`Seen::into_value`] gave.
    #[must_use]
    pub fn read(value: Value) -> Option<Self> {
        match value {
            Value::Map(kept) => Some(Self(kept)),
            _ => None,
        }
    }

    /// Everything, to be kept.
    #[must_use]
    pub fn into_value(self) -> Value {
        Value::Map(self.0)
    }

    /// Tells whether what comes now still belongs to the first look. A clock that was set back ends it.
    #[must_use]
    pub fn is_first_look(&self, now_ms: i64) -> bool {
        let begun = self.0.iter().find(|(name, _)| name == BEGUN);
        let begun = begun.and_then(|(_, begun)| begun.as_int());
        begun.is_some_and(|begun| (begun..begun + FIRST_LOOK_MS).contains(&now_ms))
    }

    /// Takes the whole agenda for seen; `records` is what it was made of.
    pub fn look(&mut self, agenda: &Agenda, records: &RecordSet) {
        self.0.retain(|(name, _)| name == BEGUN);
        let all = agenda.sessions().iter().map(|session| session.id);
        all.for_each(|id| self.look_at(&id, records));
    }

    /// Takes one session for seen.
    pub fn look_at(&mut self, id: &RecordId, records: &RecordSet) {
        let key = id.to_string();
        self.0.retain(|(held, _)| *held != key);
        let Some(record) = records.get(id) else {
            return;
        };
        let mut said = Vec::new();
        for name in FIELDS {
            said.extend(record.value(name).map(|value| (name.into(), value.clone())));
        }
        self.0.push((key, Value::Map(said)));
    }
}

impl Agenda {
    /// What has changed since `seen`, in the order of the agenda, what is gone last; `english` where
    /// the reader reads English titles.
    #[must_use]
    pub fn news(&self, seen: &Seen, english: bool) -> Vec<News> {
        let mut before = Vec::with_capacity(seen.0.len());
        for (key, kept) in &seen.0 {
            let session = |id| Session::from_fields(id, kept, 0);
            before.extend(RecordId::parse(key).and_then(session).map(Arc::new));
        }
        let mut all = Vec::new();
        for session in &self.sessions {
            let at = before.iter().position(|held| held.id == session.id);
            let before = at.map(|at| before.swap_remove(at));
            let changes = match &before {
                Some(before) => changes(before, session, english),
                None => Vec::from([Change::New]),
            };
            if !changes.is_empty() {
                all.push(News {
                    session: Arc::clone(session),
                    before,
                    changes,
                });
            }
        }
        all.extend(before.into_iter().map(|session| News {
            session,
            before: None,
            changes: Vec::from([Change::Removed]),
        }));
        all
    }
}

fn changes(before: &Session, now: &Session, english: bool) -> Vec<Change> {
    let moved = before.starts.ms() != now.starts.ms();
    let all = [
        (Change::Cancelled, !before.cancelled && now.cancelled),
        (Change::Revived, before.cancelled && !now.cancelled),
        (Change::Moved, moved),
        (Change::Ends, !moved && before.ends.ms() != now.ends.ms()),
        (Change::Room, before.room != now.room),
        (
            Change::Title,
            before.title.get(english) != now.title.get(english),
        ),
    ];
    let changed = all.into_iter().filter(|(_, changed)| *changed);
    changed.map(|(change, _)| change).collect()
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;
    use crate::kind::Kind;
    use crate::testing::{Replica, jambi};

    const OPENED: i64 = 1_605_000_000_000;

    fn begun(replica: &Replica) -> Seen {
        Seen::begin(&Agenda::of(&replica.records), &replica.records, OPENED)
    }

    fn news(replica: &Replica, seen: &Seen) -> Vec<(String, Vec<Change>)> {
        let news = Agenda::of(&replica.records).news(seen, false);
        let line = |news: News| (news.session.title.original.clone(), news.changes);
        news.into_iter().map(line).collect()
    }

    #[test]
    fn the_first_look_finds_nothing_new() {
        let replica = jambi();
        let seen = begun(&replica);
        assert_eq!(news(&replica, &seen), []);
        assert!(seen.is_first_look(OPENED) && seen.is_first_look(OPENED + FIRST_LOOK_MS - 1));
        assert!(!seen.is_first_look(OPENED + FIRST_LOOK_MS) && !seen.is_first_look(OPENED - 1));
        assert_eq!(Seen::read(seen.clone().into_value()), Some(seen));
        assert_eq!(Seen::read(Value::Int(1)), None);
    }

    #[test]
    fn old_and_new_are_told_apart() {
        let mut replica = jambi();
        let seen = begun(&replica);
        replica.organise(
            Kind::Session,
            "s10",
            r#"{"starts":"2020-11-12T08:00:00+07:00","ends":"2020-11-12T09:30:00+07:00","room":"a"}"#,
        );
        replica.organise(
            Kind::Session,
            "s02",
            r#"{"ends":"2020-11-11T08:45:00+07:00","title":"Pembukaan resmi"}"#,
        );
        replica.organise(Kind::Session, "s04", r#"{"state":"cancelled","about":"x"}"#);
        replica.organise(
            Kind::Session,
            "new",
            r#"{"title":"Sesi tambahan","starts":"2020-11-12T13:00:00+07:00"}"#,
        );
        let organiser = replica.organiser.clone();
        replica.withdraw(&organiser, Kind::Session, &crate::testing::nonce("b01"));
        let told = Agenda::of(&replica.records).news(&seen, false);
        let lines: Vec<_> = told
            .iter()
            .map(|news| (&*news.session.title.original, &*news.changes))
            .collect();
        assert_eq!(
            lines,
            [
                ("Pembukaan resmi", &[Change::Ends, Change::Title][..]),
                ("Drum-up", &[Change::Cancelled]),
                ("Design", &[Change::Moved, Change::Room]),
                ("Sesi tambahan", &[Change::New]),
                ("Rehat kopi", &[Change::Removed]),
            ]
        );
        let before = told[2].before.as_ref().unwrap();
        let (from, to) = (
            before.starts.to_string(),
            told[2].session.starts.to_string(),
        );
        assert_eq!(
            (&*from, &*to, before.room.as_deref()),
            (
                "2020-11-12T07:30:00+07:00",
                "2020-11-12T08:00:00+07:00",
                Some("aula")
            )
        );
    }

    #[test]
    fn what_a_reader_cannot_see_is_no_change() {
        let mut replica = jambi();
        let seen = begun(&replica);
        replica.organise(
            Kind::Session,
            "s10",
            r#"{"title_en":"Designing","about":"Isi baru","starts":"2020-11-12T00:30:00Z"}"#,
        );
        replica.organise(Kind::Session, "x01", r#"{"title":"Aula dikunci"}"#);
        assert_eq!(news(&replica, &seen), []);
        let english = Agenda::of(&replica.records).news(&seen, true);
        assert_eq!(english[0].changes, [Change::Title]);
    }

    #[test]
    fn a_session_that_was_looked_at_is_news_no_more_until_it_changes_again() {
        let mut replica = jambi();
        let mut seen = begun(&replica);
        let id = replica.organise(Kind::Session, "s10", r#"{"state":"cancelled"}"#);
        replica.organise(Kind::Session, "s02", r#"{"room":"a"}"#);
        seen.look_at(&id, &replica.records);
        let left = ("Pembukaan".to_owned(), [Change::Room].into());
        assert_eq!(news(&replica, &seen), [left]);
        replica.organise(Kind::Session, "s10", r#"{"state":"confirmed"}"#);
        assert_eq!(news(&replica, &seen)[1].1, [Change::Revived]);
        seen.look(&Agenda::of(&replica.records), &replica.records);
        assert_eq!(news(&replica, &seen), []);
        // What was changed and changed back between two looks was never seen.
        replica.organise(Kind::Session, "s10", r#"{"room":"b"}"#);
        replica.organise(Kind::Session, "s10", r#"{"room":"aula"}"#);
        assert_eq!(news(&replica, &seen), []);
    }
}
