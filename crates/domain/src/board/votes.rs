//! One's own votes on the board: what is left, and how they move.

use super::Board;
use crate::id::RecordId;
use crate::view::{Ballot, BallotError, Phase};

/// A person's votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    /// How many a person has.
    pub budget: u32,
    /// How many may go to one idea.
    pub cap: u32,
    /// How many are cast and count.
    pub used: u32,
}

impl Votes {
    /// How many are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.budget.saturating_sub(self.used)
    }

    /// The budget as dots: `true` for each vote that is cast.
    pub fn dots(&self) -> impl Iterator<Item = bool> + use<> {
        let used = self.used;
        (0..self.budget).map(move |dot| dot < used)
    }
}

impl Board {
    /// One's own votes.
    #[must_use]
    pub fn votes(&self) -> Votes {
        Votes {
            budget: self.settings.budget,
            cap: self.settings.cap,
            used: self.cards().map(|card| card.my_votes).sum(),
        }
    }

    /// Tells whether voting is on: there is a budget, and no phase that stands before or after it.
    #[must_use]
    pub fn is_voting(&self) -> bool {
        let phase = self.settings.phase.is_none_or(|phase| phase == Phase::Vote);
        phase && self.settings.budget > 0 && self.settings.cap > 0
    }

    /// Tells whether one more vote for this idea would count.
    #[must_use]
    pub fn can_vote(&self, idea: &RecordId) -> bool {
        self.is_voting() && self.cast(idea).is_ok()
    }

    /// One's ballot as it stands.
    #[must_use]
    pub fn ballot(&self) -> &Ballot {
        &self.ballot
    }

    /// The whole new ballot with one more vote for `idea`.
    ///
    /// # Errors
    /// [`BallotError`].
    pub fn cast(&self, idea: &RecordId) -> Result<Ballot, BallotError> {
        // A hidden idea is still on its author's own board, but nobody's vote for it counts.
        if self.card(idea).is_none_or(|card| card.hidden) {
            return Err(BallotError::NotVotable);
        }
        self.ballot
            .cast(idea, &self.settings, |id| self.vote_target(id))
    }

    /// The whole new ballot with one vote for `idea` taken back.
    #[must_use]
    pub fn undo(&self, idea: &RecordId) -> Ballot {
        self.ballot
            .undo(idea, &self.settings, |id| self.vote_target(id))
    }

    /// The idea for which a vote counts; none for one that is hidden.
    pub(crate) fn vote_target(&self, id: &RecordId) -> Option<RecordId> {
        let target = self.target(id)?;
        let shown = |id: &RecordId| self.cards.get(id).is_some_and(|card| !card.hidden);
        (shown(id) && shown(&target)).then_some(target)
    }
}
