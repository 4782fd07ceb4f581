//! One's own plan: the starred sessions, where they clash, and when to be reminded.

use crate::sorted::SortedSet;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::Agenda;
use crate::id::RecordId;
use crate::view::{Session, SessionType};

/// Two starred sessions that overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The one that begins first.
    pub first: Arc<Session>,
    /// The other.
    pub second: Arc<Session>,
    /// For how many minutes both run, rounded up.
    pub minutes: i64,
}

/// When to remind somebody of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// When, in ms since the epoch, UTC.
    pub at_ms: i64,
    /// Of what.
    pub session: Arc<Session>,
}

impl Agenda {
    /// The starred sessions that are on the agenda, in order.
    #[must_use]
    pub fn starred(&self, starred: &SortedSet<RecordId>) -> Vec<Arc<Session>> {
        let mine = self
            .sessions
            .iter()
            .filter(|session| starred.contains(&session.id));
        mine.cloned().collect()
    }

    /// The starred sessions that are not on the agenda (any more); their stars are kept, in case
    /// they come back.
    #[must_use]
    pub fn missing(&self, starred: &SortedSet<RecordId>) -> Vec<RecordId> {
        let gone = starred.iter().filter(|id| self.get(id).is_none());
        gone.copied().collect()
    }

    /// The pairs of starred sessions that overlap; cancelled ones do not.
    #[must_use]
    pub fn clashes(&self, starred: &SortedSet<RecordId>) -> Vec<Clash> {
        let mut clashes = Vec::new();
        let mine = self.starred(starred);
        for (at, first) in mine.iter().enumerate() {
            for second in &mine[at + 1..] {
                clashes.extend(Clash::between(first, second));
            }
        }
        clashes
    }

    /// The starred sessions that overlap this one.
    #[must_use]
    pub fn clashes_of(&self, id: &RecordId, starred: &SortedSet<RecordId>) -> Vec<Arc<Session>> {
        let Some(session) = self.get(id).filter(|session| !session.cancelled) else {
            return Vec::new();
        };
        let mut others = self.starred(starred);
        others.retain(|other| other.id != *id && !other.cancelled && other.overlaps(session));
        others
    }

    /// The reminders after `now_ms`, `lead_minutes` before each starred session, soonest first.
    ///
    /// One that would fall into a break is moved to its beginning: nobody is to be disturbed while
    /// praying, and the phone is at hand when a break begins.
    #[must_use]
    pub fn reminders(
        &self,
        starred: &SortedSet<RecordId>,
        lead_minutes: u16,
        now_ms: i64,
    ) -> Vec<Reminder> {
        let mut reminders: Vec<Reminder> = self
            .starred(starred)
            .into_iter()
            .filter(|session| !session.cancelled)
            .map(|session| Reminder {
                at_ms: self.before_break(session.starts.ms() - i64::from(lead_minutes) * 60_000),
                session,
            })
            .filter(|reminder| reminder.at_ms > now_ms)
            .collect();
        reminders.sort_by_key(|reminder| reminder.at_ms);
        reminders
    }

    fn before_break(&self, at_ms: i64) -> i64 {
        let breaks = self
            .sessions
            .iter()
            .filter(|session| session.kind == SessionType::Break);
        let around = breaks.filter(|session| session.runs_at(at_ms));
        around
            .map(|session| session.starts.ms())
            .min()
            .unwrap_or(at_ms)
    }
}

impl Clash {
    fn between(first: &Arc<Session>, second: &Arc<Session>) -> Option<Self> {
        let takes_place = !first.cancelled && !second.cancelled && first.overlaps(second);
        let ms = first.ends.ms().min(second.ends.ms()) - second.starts.ms();
        takes_place.then(|| Self {
            first: Arc::clone(first),
            second: Arc::clone(second),
            minutes: (ms + 59_999) / 60_000,
        })
    }
}
