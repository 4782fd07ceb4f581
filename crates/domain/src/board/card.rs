//! One idea on the board and one comment under it, as a person sees them.

use alloc::string::String;
use alloc::sync::Arc;

use super::Board;
use crate::id::RecordId;
use crate::merge::Record;
use crate::text::{Query, fold_into};
use crate::view::{Agency, Comment, Idea, Moderation, PublishedTally, Status};

/// An idea with all that stands on its card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The idea.
    pub idea: Arc<Idea>,
    /// Whether it is one's own.
    pub mine: bool,
    /// Whether participants cannot see it; then only its author and the organiser do.
    pub hidden: bool,
    /// The official status.
    pub status: Status,
    /// Why it was hidden or declined.
    pub reason: Option<String>,
    /// The official answer.
    pub answer: Option<String>,
    /// Its theme.
    pub theme: Option<RecordId>,
    /// The idea it was merged into.
    pub merged_into: Option<RecordId>,
    /// How many comments one sees on it.
    pub comments: u32,
    /// Its support, once revealed and counted.
    pub support: Option<Support>,
    /// How many of one's own votes count for it.
    pub my_votes: u32,
    /// The idea's own texts, folded for searching.
    folded: Arc<str>,
    /// The agency's names, folded for searching; shared among its ideas.
    agency_folded: Option<Arc<str>>,
    /// Which patches the idea was read from.
    revision: [u8; 16],
}

/// The votes for an idea.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Support {
    /// How many votes.
    pub votes: u32,
    /// From how many people.
    pub voters: u32,
}

/// A comment with all that stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRow {
    /// The comment.
    pub comment: Comment,
    /// Whether it is one's own.
    pub mine: bool,
    /// Whether participants cannot see it.
    pub hidden: bool,
    /// Why it was hidden.
    pub reason: Option<String>,
    /// The label of the author's agency.
    pub agency: Option<String>,
}

impl Support {
    pub(super) fn published(tally: &PublishedTally) -> Self {
        Self {
            votes: tally.votes,
            voters: tally.voters,
        }
    }
}

impl Card {
    /// Makes a card; reading and folding are spared where `held` was made from the same patches.
    pub(super) fn read(record: &Record, held: Option<&Card>) -> Option<Self> {
        let revision = revision(record);
        let (idea, folded) = match held.filter(|held| held.revision == revision) {
            Some(held) => (Arc::clone(&held.idea), Arc::clone(&held.folded)),
            None => {
                let idea = Idea::read(record)?;
                let folded = fold_idea(&idea);
                (Arc::new(idea), folded)
            }
        };
        Some(Self {
            idea,
            mine: false,
            hidden: false,
            status: Status::New,
            reason: None,
            answer: None,
            theme: None,
            merged_into: None,
            comments: 0,
            support: None,
            my_votes: 0,
            folded,
            agency_folded: None,
            revision,
        })
    }

    /// Adds the organiser's word and what is known of the agency.
    pub(super) fn moderated(self, word: Option<&Moderation>, agency: Option<Arc<str>>) -> Self {
        Self {
            hidden: word.is_some_and(|word| word.hidden),
            status: word.and_then(|word| word.status).unwrap_or(Status::New),
            reason: word.and_then(|word| word.reason.clone()),
            answer: word.and_then(|word| word.answer.clone()),
            theme: word.and_then(|word| word.theme),
            merged_into: word.and_then(|word| word.merged_into),
            agency_folded: agency,
            ..self
        }
    }

    /// Stands for the patches that the idea was read from.
    pub(crate) fn revision(&self) -> [u8; 16] {
        self.revision
    }

    /// Tells whether each word of a query occurs in the idea, its author or its agency.
    pub(super) fn matches(&self, query: &Query) -> bool {
        query.matches_any([
            &*self.folded,
            self.agency_folded.as_deref().unwrap_or_default(),
        ])
    }
}

/// Stands for the patches that won the fields of a record.
fn revision(record: &Record) -> [u8; 16] {
    let mut sum = [0; 16];
    for (_, _, rank) in record.fields() {
        // One patch may win many fields: a carry keeps them from cancelling each other out.
        let mut carry = 1;
        for (to, byte) in sum.iter_mut().zip(rank.patch.0) {
            carry += u16::from(*to) + u16::from(byte);
            [*to, _] = carry.to_le_bytes();
            carry >>= 8;
        }
    }
    sum
}

fn fold_idea(idea: &Idea) -> Arc<str> {
    let mut folded = String::new();
    fold_into(&mut folded, &idea.title);
    let texts = [&idea.problem, &idea.idea, &idea.name, &idea.agency_other];
    texts
        .into_iter()
        .flatten()
        .for_each(|text| fold_into(&mut folded, text));
    folded.into()
}

pub(super) fn fold_agency(agency: &Agency) -> Arc<str> {
    let mut folded = String::new();
    agency
        .name
        .all()
        .chain(agency.short.as_deref())
        .for_each(|name| fold_into(&mut folded, name));
    folded.into()
}

impl CommentRow {
    pub(super) fn new(
        comment: Comment,
        mine: bool,
        word: Option<&Moderation>,
        board: &Board,
    ) -> Self {
        let agency = comment.agency.as_ref().and_then(|id| board.agency(id));
        Self {
            mine,
            hidden: word.is_some_and(|word| word.hidden),
            reason: word.and_then(|word| word.reason.clone()),
            agency: agency.map(|agency| agency.label().into()),
            comment,
        }
    }
}
