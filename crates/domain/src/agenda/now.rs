//! What is on at an instant, and what comes next.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::Agenda;
use crate::time::Instant;
use crate::view::Session;

/// Where an instant stands in the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// There are no sessions.
    Empty,
    /// The first one has not begun.
    Before,
    /// Something is on.
    Running,
    /// Nothing is on, but more comes today.
    Gap,
    /// Nothing is on, and more comes on another day.
    BetweenDays,
    /// Everything is over.
    After,
}

/// What is on, and what comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    /// Where the instant stands.
    pub moment: Moment,
    /// What is on; several where sessions run in parallel.
    pub running: Vec<Running>,
    /// What begins next, all at the same time.
    pub next: Vec<Arc<Session>>,
    /// In how many minutes that is, rounded up.
    pub minutes_to_next: Option<i64>,
}

/// A session that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// The session.
    pub session: Arc<Session>,
    /// How many minutes are left, rounded up; at least 1.
    pub minutes_left: i64,
    /// How much of it has passed, in thousandths.
    pub permille: u16,
}

impl Agenda {
    /// Tells what is on at `now_ms` (ms since the epoch, UTC). Cancelled sessions do not count.
    #[must_use]
    pub fn now(&self, now_ms: i64) -> Now {
        let held = || self.sessions.iter().filter(|session| !session.cancelled);
        let on = held().filter(|session| session.runs_at(now_ms));
        let running: Vec<Running> = on.map(|session| Running::at(session, now_ms)).collect();
        let first = held().find(|session| session.starts.ms() > now_ms);
        let begins = first.map(|session| session.starts);
        let next = held().filter(|session| begins.is_some_and(|at| at.ms() == session.starts.ms()));
        let begun = held().any(|session| session.starts.ms() <= now_ms);
        let today = |at: Instant| Instant::new(now_ms, at.offset_minutes()).day();
        let moment = match begins {
            _ if !running.is_empty() => Moment::Running,
            Some(_) if !begun => Moment::Before,
            Some(at) if today(at) == at.day() => Moment::Gap,
            Some(_) => Moment::BetweenDays,
            None if begun => Moment::After,
            None => Moment::Empty,
        };
        Now {
            moment,
            running,
            next: next.cloned().collect(),
            minutes_to_next: begins.map(|at| minutes_until(at.ms(), now_ms)),
        }
    }

    /// The next beginning or end after `now_ms`, in ms: when [`Agenda::now`] changes other than by
    /// counting minutes.
    #[must_use]
    pub fn next_change(&self, now_ms: i64) -> Option<i64> {
        let held = self.sessions.iter().filter(|session| !session.cancelled);
        let edges = held.flat_map(|session| [session.starts.ms(), session.ends.ms()]);
        edges.filter(|at| *at > now_ms).min()
    }
}

impl Running {
    fn at(session: &Arc<Session>, now_ms: i64) -> Self {
        let (starts, ends) = (session.starts.ms(), session.ends.ms());
        let passed = (now_ms - starts).saturating_mul(1000) / (ends - starts).max(1);
        Self {
            session: Arc::clone(session),
            minutes_left: minutes_until(ends, now_ms),
            permille: u16::try_from(passed).unwrap_or(0).min(1000),
        }
    }
}

fn minutes_until(at_ms: i64, now_ms: i64) -> i64 {
    at_ms.saturating_sub(now_ms).saturating_add(59_999) / 60_000
}
