//! A person's whole ballot, and how a vote is cast on it or taken back.
//!
//! The ballot is one register: each edit makes a new whole ballot, like a paper one. How ballots
//! are counted belongs to the tally.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::workshop::BoardSettings;
use crate::id::RecordId;
use crate::merge::Record;
use crate::value::Value;

/// The most entries a ballot may have, so that it fits one patch.
pub const BALLOT_LIMIT: usize = 200;

/// A ballot: ideas and votes, in the order cast.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    entries: Vec<(RecordId, u32)>,
}

/// Why a vote cannot be cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BallotError {
    /// All votes are cast.
    #[error("no votes left")]
    NoBudget,
    /// This idea has as many of one's votes as it may have.
    #[error("no more votes for this idea")]
    AtCap,
    /// There is no such idea to vote for.
    #[error("not an idea to vote for")]
    NotVotable,
}

impl Ballot {
    /// Reads the ballot of a record; entries that are none are left out.
    #[must_use]
    pub fn read(record: &Record) -> Self {
        record
            .value("votes")
            .map(Self::from_value)
            .unwrap_or_default()
    }

    /// Reads `[[idea id, n], ...]`.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let entry = |item: &Value| match item.as_list()? {
            [idea, votes] => {
                let votes = u32::try_from(votes.as_int()?)
                    .ok()
                    .filter(|votes| *votes > 0)?;
                Some((RecordId::parse(idea.as_text()?)?, votes))
            }
            _ => None,
        };
        let items = value.as_list().unwrap_or_default();
        Self {
            entries: items.iter().filter_map(entry).collect(),
        }
    }

    /// The value of the field `votes`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let entry = |(idea, votes): &(RecordId, u32)| {
            Value::List([idea.to_string().into(), Value::Int((*votes).into())].into())
        };
        Value::List(self.entries.iter().map(entry).collect())
    }

    /// The entries, in the order cast.
    #[must_use]
    pub fn entries(&self) -> &[(RecordId, u32)] {
        &self.entries
    }

    /// The votes that count, as `(idea they count for, votes)`: `min(n, cap, budget left)` in the
    /// order cast. The cap holds for all entries that count for one idea, so that nobody counts
    /// twice where ideas were merged.
    ///
    /// `target` says for which idea an entry counts: itself, the one it was merged into, or `None`
    /// for none (withdrawn, hidden, unknown), which costs nothing.
    pub fn counted(
        &self,
        settings: &BoardSettings,
        target: impl Fn(&RecordId) -> Option<RecordId>,
    ) -> Vec<(RecordId, u32)> {
        let mut counting = Counting::new(settings);
        for (idea, votes) in &self.entries {
            if let Some(idea) = target(idea) {
                counting.add(idea, *votes);
            }
        }
        counting.counted
    }

    /// The ballot with one more vote for `idea`.
    ///
    /// # Errors
    /// [`BallotError`]; the ballot is unchanged.
    pub fn cast(
        &self,
        idea: &RecordId,
        settings: &BoardSettings,
        target: impl Fn(&RecordId) -> Option<RecordId>,
    ) -> Result<Self, BallotError> {
        if target(idea) != Some(*idea) {
            return Err(BallotError::NotVotable);
        }
        let counted = self.counted(settings, &target);
        let votes = |of: &(RecordId, u32)| of.1;
        if counted
            .iter()
            .filter(|(to, _)| to == idea)
            .map(votes)
            .sum::<u32>()
            >= settings.cap
        {
            return Err(BallotError::AtCap);
        }
        if counted.iter().map(votes).sum::<u32>() >= settings.budget {
            return Err(BallotError::NoBudget);
        }
        let mut next = self.settled(settings, &target);
        match next.entries.iter().position(|(held, _)| held == idea) {
            Some(at) => next.entries[at].1 += 1,
            None if next.entries.len() >= BALLOT_LIMIT => return Err(BallotError::NoBudget),
            None => next.entries.push((*idea, 1)),
        }
        Ok(next)
    }

    /// The ballot with one vote for `idea` taken back, the last cast first; without one it counts
    /// as before.
    #[must_use]
    pub fn undo(
        &self,
        idea: &RecordId,
        settings: &BoardSettings,
        target: impl Fn(&RecordId) -> Option<RecordId>,
    ) -> Self {
        let mut next = self.settled(settings, &target);
        let last = next
            .entries
            .iter()
            .rposition(|(held, _)| target(held) == Some(*idea));
        if let Some(at) = last {
            next.entries[at].1 -= 1;
            next.entries.retain(|(_, votes)| *votes > 0);
        }
        next
    }

    /// The ballot with what counts and nothing beyond cap and budget: else a vote that never
    /// counted would come alive when another is taken back. Entries without a target stay: an idea
    /// that is hidden today may be shown again tomorrow.
    fn settled(
        &self,
        settings: &BoardSettings,
        target: impl Fn(&RecordId) -> Option<RecordId>,
    ) -> Self {
        let mut counting = Counting::new(settings);
        let mut entries = self.entries.clone();
        for (idea, votes) in &mut entries {
            if let Some(idea) = target(idea) {
                *votes = counting.add(idea, *votes);
            }
        }
        entries.retain(|(_, votes)| *votes > 0);
        Self { entries }
    }
}

/// The count of one ballot while its entries are read.
struct Counting {
    cap: u32,
    left: u32,
    counted: Vec<(RecordId, u32)>,
}

impl Counting {
    fn new(settings: &BoardSettings) -> Self {
        Self {
            cap: settings.cap,
            left: settings.budget,
            counted: Vec::new(),
        }
    }

    /// Adds an entry for `idea`; answers how many of its votes count.
    fn add(&mut self, idea: RecordId, votes: u32) -> u32 {
        let held = self.counted.iter().filter(|(to, _)| *to == idea);
        let given: u32 = held.map(|(_, votes)| votes).sum();
        let counts = votes.min(self.cap.saturating_sub(given)).min(self.left);
        self.left -= counts;
        if counts > 0 {
            self.counted.push((idea, counts));
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patch::MAX_BODY;
    use proptest::prelude::*;

    const SETTINGS: BoardSettings = BoardSettings {
        open: None,
        close: None,
        budget: 3,
        cap: 2,
        tally: crate::view::TallyMode::Hidden,
        anonymous: true,
        phase: None,
    };

    fn idea(n: u8) -> RecordId {
        RecordId([n; 16])
    }

    fn itself(id: &RecordId) -> Option<RecordId> {
        Some(*id)
    }

    #[test]
    fn votes_stop_at_cap_and_budget_and_come_back() {
        let one = Ballot::default().cast(&idea(1), &SETTINGS, itself).unwrap();
        let two = one.cast(&idea(1), &SETTINGS, itself).unwrap();
        assert_eq!(
            two.cast(&idea(1), &SETTINGS, itself),
            Err(BallotError::AtCap)
        );
        let three = two.cast(&idea(2), &SETTINGS, itself).unwrap();
        assert_eq!(
            three.cast(&idea(3), &SETTINGS, itself),
            Err(BallotError::NoBudget)
        );
        assert_eq!(three.entries(), [(idea(1), 2), (idea(2), 1)]);
        assert_eq!(three.undo(&idea(2), &SETTINGS, itself), two);
        assert_eq!(three.undo(&idea(9), &SETTINGS, itself), three);
        assert_eq!(one.undo(&idea(1), &SETTINGS, itself), Ballot::default());
        let gone = |_: &RecordId| None;
        assert_eq!(
            one.cast(&idea(1), &SETTINGS, gone),
            Err(BallotError::NotVotable)
        );
    }

    #[test]
    fn a_hidden_idea_keeps_its_entry_and_costs_nothing() {
        let cast = Ballot::default().cast(&idea(1), &SETTINGS, itself).unwrap();
        let without = |id: &RecordId| (*id != idea(1)).then_some(*id);
        assert_eq!(cast.counted(&SETTINGS, without), []);
        let next = cast.cast(&idea(2), &SETTINGS, without).unwrap();
        assert_eq!(next.entries().len(), 2);
    }

    #[test]
    fn a_voter_counts_once_where_ideas_were_merged() {
        let once = BoardSettings { cap: 1, ..SETTINGS };
        let into_first = |id: &RecordId| Some(if *id == idea(2) { idea(1) } else { *id });
        let ballot = Ballot {
            entries: [(idea(1), 1), (idea(2), 1), (idea(3), 1)].into(),
        };
        assert_eq!(
            ballot.counted(&once, into_first),
            [(idea(1), 1), (idea(3), 1)]
        );
        assert_eq!(
            ballot.undo(&idea(1), &once, into_first).entries(),
            [(idea(3), 1)]
        );
    }

    #[test]
    fn the_value_round_trips_and_a_full_ballot_fits_a_patch() {
        let full = Ballot {
            entries: (0..BALLOT_LIMIT)
                .map(|n| (RecordId([n as u8; 16]), 1_000_000))
                .collect(),
        };
        let value = full.to_value();
        assert!(value.to_json().len() < MAX_BODY - 700);
        assert_eq!(Ballot::from_value(&value), full);
        let odd = Value::parse(r#"[["x",1],[1],3,["AAAAAAAAAAAAAAAAAAAAAA",-1]]"#, 8).unwrap();
        assert_eq!(Ballot::from_value(&odd), Ballot::default());
    }

    proptest! {
        /// Whatever a ballot held and whichever ideas count: a cast adds one vote, an undo takes one.
        #[test]
        fn each_edit_moves_one_vote(
            entries in prop::collection::vec((0_u8..6, 1_u32..5), 0..8),
            budget in 0_u32..7,
            cap in 0_u32..4,
            chosen in 0_u8..6,
        ) {
            let settings = BoardSettings { budget, cap, ..SETTINGS };
            // Idea 4 was merged into 1, idea 5 is gone.
            let target = |id: &RecordId| match id.0[0] { 4 => Some(idea(1)), 5 => None, _ => Some(*id) };
            let ballot = Ballot { entries: entries.iter().map(|(n, v)| (idea(*n), *v)).collect() };
            let count = |ballot: &Ballot, of: Option<u8>| -> u32 {
                let counted = ballot.counted(&settings, target);
                counted.iter().filter(|(id, _)| of.is_none_or(|n| id.0[0] == n)).map(|(_, v)| v).sum()
            };
            prop_assert!(count(&ballot, None) <= budget);
            if let Ok(more) = ballot.cast(&idea(chosen), &settings, target) {
                prop_assert_eq!(count(&more, Some(chosen)), count(&ballot, Some(chosen)) + 1);
                prop_assert_eq!(count(&more, None), count(&ballot, None) + 1);
            }
            let less = ballot.undo(&idea(chosen), &settings, target);
            let had = count(&ballot, Some(chosen));
            prop_assert_eq!(count(&less, Some(chosen)), had.saturating_sub(1));
            prop_assert_eq!(count(&less, None), count(&ballot, None) - had.min(1));
        }
    }
}
