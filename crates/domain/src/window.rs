//! Windows of time in which something is open.
//!
//! A window never refuses what a person hands in: it says beforehand what the verdict will be.

use crate::time::Instant;

/// Where an instant stands to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// It has not opened yet.
    NotYet {
        /// When it opens.
        opens: Instant,
    },
    /// It is open.
    Open {
        /// When it closes, where that is known.
        closes: Option<Instant>,
    },
    /// It has closed; what is handed in now is late.
    Closed {
        /// When it closed.
        closed: Instant,
    },
}

impl Window {
    /// Judges `now_ms` (ms since the epoch, UTC) by when the window opens and closes; an end that is
    /// not set is open. Where both ends contradict each other, it is closed.
    #[must_use]
    pub fn at(open: Option<Instant>, close: Option<Instant>, now_ms: i64) -> Self {
        match (open, close) {
            (_, Some(closed)) if closed.ms() <= now_ms => Self::Closed { closed },
            (Some(opens), _) if now_ms < opens.ms() => Self::NotYet { opens },
            (_, closes) => Self::Open { closes },
        }
    }

    /// Tells whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// Tells whether it has closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Closed { .. })
    }

    /// When this answer changes next, in ms.
    #[must_use]
    pub fn next_change(&self) -> Option<i64> {
        match self {
            Self::NotYet { opens } => Some(opens.ms()),
            Self::Open { closes } => closes.map(Instant::ms),
            Self::Closed { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_opens_and_closes() {
        let (open, close) = (Instant::new(10, 0), Instant::new(20, 0));
        let at = |now| Window::at(Some(open), Some(close), now);
        assert_eq!(at(9), Window::NotYet { opens: open });
        assert!(at(10).is_open() && at(19).is_open());
        assert_eq!(at(20), Window::Closed { closed: close });
        assert_eq!(at(9).next_change(), Some(10));
        assert!(Window::at(None, None, 0).is_open());
        assert!(!Window::at(Some(close), Some(open), 15).is_open());
    }
}
