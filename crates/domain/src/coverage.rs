//! "One agency, one innovation": which agencies have ideas, and which have none yet.
//!
//! Counts what the board holds for its viewer; an idea that was merged into another still counts
//! for the agency that had it. Must not rank: coverage is no league table.

use alloc::vec::Vec;

use crate::board::Board;
use crate::id::RecordId;
use crate::sorted::SortedMap;
use crate::view::Agency;

/// How the ideas are spread over the agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Every agency of the list, in the official order.
    pub agencies: Vec<Covered>,
    /// How many ideas come from agencies that are not on the list, or name none.
    pub others: usize,
}

/// One agency and its ideas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The agency.
    pub agency: Agency,
    /// How many ideas it has.
    pub ideas: usize,
}

impl Coverage {
    /// Counts the ideas of a board by agency; what is hidden counts for nobody.
    #[must_use]
    pub fn of(board: &Board) -> Self {
        let mut counts: SortedMap<Option<RecordId>, usize> = SortedMap::new();
        for idea in board
            .cards_of_all()
            .filter(|card| !card.hidden)
            .map(|card| &card.idea)
        {
            let listed = idea.agency.filter(|id| board.agency(id).is_some());
            *counts.or_default(listed) += 1;
        }
        let covered = |agency: &Agency| Covered {
            ideas: counts.get(&Some(agency.id)).copied().unwrap_or(0),
            agency: agency.clone(),
        };
        Self {
            agencies: board.agencies().iter().map(covered).collect(),
            others: counts.get(&None).copied().unwrap_or(0),
        }
    }

    /// The agencies without an idea, in the official order.
    pub fn missing(&self) -> impl Iterator<Item = &Agency> {
        let none = self.agencies.iter().filter(|covered| covered.ideas == 0);
        none.map(|covered| &covered.agency)
    }

    /// How many agencies have at least one idea.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.agencies
            .iter()
            .filter(|covered| covered.ideas > 0)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Viewer;
    use crate::kind::Kind;
    use crate::testing::{IDEAS, Replica, board};

    #[test]
    fn every_agency_is_counted_once_and_in_order() {
        let mut replica = board();
        let json = r#"{"title":"Gagasan tamu","agency_other":"BPKP"}"#;
        replica.write(&Replica::person("tamu"), Kind::Idea, &[0; 8], json);
        let idea = |n: usize| Replica::idea(IDEAS[n].0, IDEAS[n].2);
        replica.moderate(&idea(2), r#"{"hidden":true}"#);
        let merged = alloc::format!(r#"{{"merged_into":"{}"}}"#, idea(0));
        replica.moderate(&idea(1), &merged);

        let coverage = Coverage::of(&Board::of(&replica.records, &Viewer::default()));
        let counts: Vec<(&str, usize)> = coverage
            .agencies
            .iter()
            .map(|row| (row.agency.label(), row.ideas))
            .collect();
        assert_eq!(counts, [("Disdik", 3), ("RSUD", 2), ("Biro Organisasi", 0)]);
        assert_eq!((coverage.covered(), coverage.others), (2, 1));
        let missing: Vec<&str> = coverage.missing().map(Agency::label).collect();
        assert_eq!(missing, ["Biro Organisasi"]);
    }
}
