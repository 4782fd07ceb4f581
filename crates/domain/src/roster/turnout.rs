//! Which agencies registered and which have ideas: the organiser's first question.

use alloc::string::String;
use alloc::vec::Vec;

use super::Roster;
use crate::coverage::Coverage;
use crate::id::RecordId;
use crate::sorted::SortedMap;
use crate::text::fold;
use crate::view::Agency;

/// Every agency with what came from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// The agencies of the list, in the official order.
    pub agencies: Vec<Presence>,
    /// How many registered from elsewhere.
    pub others: usize,
}

/// What came from one agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The agency.
    pub agency: Agency,
    /// How many registered.
    pub registered: usize,
    /// How many ideas it has.
    pub ideas: usize,
}

impl Turnout {
    /// Counts who registered, by agency; what was cancelled, or cannot be read, counts for nobody. An agency that was
    /// typed as it stands on the list is that one.
    #[must_use]
    pub fn of(roster: &Roster, coverage: &Coverage) -> Self {
        let listed = || coverage.agencies.iter().map(|covered| &covered.agency);
        let mut named: SortedMap<String, RecordId> = SortedMap::new();
        for agency in listed() {
            for name in agency.name.all().chain(agency.short.as_deref()) {
                named.insert(fold(name), agency.id);
            }
        }
        let mut counts: SortedMap<Option<RecordId>, usize> = SortedMap::new();
        for registration in roster.standing().filter_map(|entry| entry.registration()) {
            let details = &registration.details;
            let chosen = details
                .agency
                .filter(|id| listed().any(|agency| agency.id == *id));
            let from = chosen.or_else(|| named.get(&fold(&details.agency_other)).copied());
            *counts.or_default(from) += 1;
        }
        let count = |id: Option<RecordId>| counts.get(&id).copied().unwrap_or(0);
        let presence = |covered: &crate::coverage::Covered| Presence {
            registered: count(Some(covered.agency.id)),
            ideas: covered.ideas,
            agency: covered.agency.clone(),
        };
        Self {
            agencies: coverage.agencies.iter().map(presence).collect(),
            others: count(None),
        }
    }

    /// The agencies from which nobody registered, in the official order.
    pub fn missing(&self) -> impl Iterator<Item = &Agency> {
        let none = self.agencies.iter().filter(|row| row.registered == 0);
        none.map(|row| &row.agency)
    }

    /// The agencies without an idea, in the official order.
    pub fn without_idea(&self) -> impl Iterator<Item = &Agency> {
        let none = self.agencies.iter().filter(|row| row.ideas == 0);
        none.map(|row| &row.agency)
    }
}
