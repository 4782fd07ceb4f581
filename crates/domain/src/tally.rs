//! Counting ballots, on the organiser's device or on a server.
//!
//! The count is a pure function of the records: ballots in any order, each by the same rules as on
//! its voter's own phone ([`Ballot::counted`]). Must not decide whether counts are shown.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::board::{Board, Support, Viewer};
use crate::id::{PublicKey, RecordId, WorkshopId};
use crate::kind::Kind;
use crate::merge::RecordSet;
use crate::patch::Draft;
use crate::sorted::{SortedMap, SortedSet};
use crate::time::Instant;
use crate::value::Value;
use crate::view::{Ballot, PublishedTally};

/// The votes of a workshop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The support of each idea that has any; those that were merged count for their target.
    pub ideas: SortedMap<RecordId, Support>,
    /// How many ballots hold at least one vote that counts.
    pub voters: u32,
    /// How many ballots there are, of blocked keys and paper ones included.
    pub ballots: u32,
}

impl Tally {
    /// Counts all ballots of a replica, paper ones too. Ballots of blocked keys count nothing; a
    /// vote for an idea that is withdrawn, hidden or unknown counts nothing and costs nothing.
    #[must_use]
    pub fn of(records: &RecordSet) -> Self {
        Self::on(&Board::of(records, &Viewer::organiser()), records)
    }

    /// The same on the organiser's board of these records, where that is at hand.
    #[must_use]
    pub fn on(board: &Board, records: &RecordSet) -> Self {
        let blocked = blocked(records);
        let mut tally = Self::default();
        for record in records.of_kind(&Kind::Ballot) {
            tally.ballots += 1;
            if blocked.contains(&record.author()) {
                continue;
            }
            let ballot = Ballot::read(record);
            let counted = ballot.counted(board.settings(), |id| board.vote_target(id));
            let mut chosen: SortedMap<RecordId, u32> = SortedMap::new();
            for (idea, votes) in counted {
                *chosen.or_default(idea) += votes;
            }
            tally.voters += u32::from(!chosen.is_empty());
            for (idea, votes) in chosen.iter() {
                let support = tally.ideas.or_default(*idea);
                support.votes = support.votes.saturating_add(*votes);
                support.voters = support.voters.saturating_add(1);
            }
        }
        tally
    }

    /// The support of an idea.
    #[must_use]
    pub fn support(&self, idea: &RecordId) -> Support {
        self.ideas.get(idea).copied().unwrap_or_default()
    }

    /// What the organiser signs to publish this count where there is no server: only what differs
    /// from what is published already.
    #[must_use]
    pub fn publish(&self, records: &RecordSet, workshop: WorkshopId, at: Instant) -> Vec<Draft> {
        let published = records
            .of_kind(&Kind::Tally)
            .filter_map(PublishedTally::read);
        let published: BTreeMap<RecordId, Support> = published
            .map(|tally| {
                (
                    tally.idea,
                    Support {
                        votes: tally.votes,
                        voters: tally.voters,
                    },
                )
            })
            .collect();
        let ideas: BTreeSet<&RecordId> = self.ideas.keys().chain(published.keys()).collect();
        let changed = ideas
            .into_iter()
            .filter(|idea| published.get(idea) != Some(&self.support(idea)));
        let draft = |idea: &RecordId| {
            let support = self.support(idea);
            Draft {
                workshop,
                kind: Kind::Tally,
                nonce: idea.0.into(),
                fields: [
                    ("votes".into(), Value::Int(support.votes.into())),
                    ("voters".into(), Value::Int(support.voters.into())),
                    ("at".into(), at.to_string().into()),
                ]
                .into(),
            }
        };
        changed.map(draft).collect()
    }
}

/// The keys whose ballots count nothing.
pub(crate) fn blocked(records: &RecordSet) -> SortedSet<PublicKey> {
    let mut workshops = records.of_kind(&Kind::Workshop);
    let list = workshops.find_map(|workshop| workshop.value("sync.blocked")?.as_list());
    let keys = list.unwrap_or_default().iter();
    keys.filter_map(|key| PublicKey::parse(key.as_text()?))
        .collect()
}

#[cfg(test)]
mod tests;
