//! How a board is made of records.

use crate::sorted::SortedMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{Board, Card, CommentRow, Support, Viewer, card};
use crate::id::RecordId;
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};
use crate::view::{
    Agency, Ballot, Comment, Moderation, Phase, PublishedTally, TallyMode, Theme, Workshop,
};

/// How many merges are followed from one idea to the next; more are a mistake, or a circle.
const MERGE_STEPS: usize = 8;

impl Board {
    /// Projects the board of a replica for one person.
    #[must_use]
    pub fn of(records: &RecordSet, viewer: &Viewer) -> Self {
        Self::default().refreshed(records, viewer)
    }

    /// Projects anew after the replica changed, at a fraction of the cost: ideas that did not
    /// change are taken over.
    #[must_use]
    pub fn refreshed(&self, records: &RecordSet, viewer: &Viewer) -> Self {
        let settings = Workshop::of(records)
            .map(|workshop| workshop.board)
            .unwrap_or_default();
        let moderations = by_id(records, &Kind::Moderation, Moderation::read, |m| m.target);
        let revealed = settings.tally == TallyMode::Revealed || viewer.organiser;
        let tallies = if revealed {
            by_id(records, &Kind::Tally, PublishedTally::read, |tally| {
                tally.idea
            })
        } else {
            SortedMap::new()
        };
        let mut themes: Vec<Theme> = records
            .of_kind(&Kind::Theme)
            .filter_map(Theme::read)
            .collect();
        themes.sort_by_cached_key(|theme| (theme.order, theme.id));
        let own_ballot = records
            .of_kind(&Kind::Ballot)
            .find(|record| record.nonce().is_empty() && viewer.keys.contains(&record.author()));
        let mut board = Self {
            cards: SortedMap::new(),
            comments: SortedMap::new(),
            themes,
            agencies: Agency::all(records),
            ballot: own_ballot.map(Ballot::read).unwrap_or_default(),
            settings,
        };
        let own_only = board.settings.phase == Some(Phase::Collect) && !viewer.organiser;
        let names = board
            .agencies
            .iter()
            .map(|agency| (agency.id, card::fold_agency(agency)));
        let names: SortedMap<RecordId, Arc<str>> = names.collect();
        for record in records.of_kind(&Kind::Idea) {
            let moderation = moderations.get(&record.id());
            let mine = viewer.keys.contains(&record.author());
            let hidden = moderation.is_some_and(|word| word.hidden);
            if !mine && !viewer.organiser && (hidden || own_only) {
                continue;
            }
            let held = self.cards.get(&record.id()).map(Arc::as_ref);
            let Some(card) = Card::read(record, held) else {
                continue;
            };
            let agency = card.idea.agency.and_then(|id| names.get(&id)).cloned();
            let mut card = card.moderated(moderation, agency);
            card.mine = mine;
            card.theme = card
                .theme
                .filter(|id| board.themes.iter().any(|theme| theme.id == *id));
            board.cards.insert(record.id(), Arc::new(card));
        }
        board.settle_merges();
        for comment in records.of_kind(&Kind::Comment).filter_map(Comment::read) {
            let moderation = moderations.get(&comment.id);
            let mine = viewer.keys.contains(&comment.author);
            let hidden = moderation.is_some_and(|word| word.hidden);
            let on = board.target(&comment.idea);
            if let Some(on) = on.filter(|_| mine || viewer.organiser || !hidden) {
                let row = CommentRow::new(comment, mine, moderation, &board);
                board.comments.or_default(on).push(Arc::new(row));
            }
        }
        board.count(&tallies);
        board
    }

    /// Takes the counts of a server in the place of published ones, where this person sees counts.
    #[must_use]
    pub fn counted(mut self, viewer: &Viewer, counts: &SortedMap<RecordId, Support>) -> Self {
        if self.settings.tally == TallyMode::Revealed || viewer.organiser {
            for (id, card) in self.cards.iter_mut() {
                if let Some(support) = counts.get(id) {
                    Arc::make_mut(card).support = Some(*support);
                }
            }
        }
        self
    }

    /// Follows merges to their end, so that each merged card names an idea that is shown; a merge
    /// into nothing or in a circle is none.
    fn settle_merges(&mut self) {
        let merged = self
            .cards
            .values()
            .filter_map(|card| Some((card.idea.id, card.merged_into?)));
        let merged: SortedMap<RecordId, RecordId> = merged.collect();
        for id in merged.keys() {
            let mut end = *id;
            let steps = core::iter::from_fn(|| {
                end = *merged.get(&end)?;
                Some(end)
            });
            let ends = steps.take(MERGE_STEPS + 1).collect::<Vec<_>>();
            let shown = ends.last().filter(|end| {
                ends.len() <= MERGE_STEPS && *end != id && self.cards.contains_key(*end)
            });
            let shown = shown.copied();
            if let Some(card) = self.cards.get_mut(id) {
                Arc::make_mut(card).merged_into = shown;
            }
        }
    }

    /// Fills in what is counted: comments, published support, one's own votes.
    fn count(&mut self, tallies: &SortedMap<RecordId, PublishedTally>) {
        let own = self
            .ballot
            .counted(&self.settings, |id| self.vote_target(id));
        for rows in self.comments.values_mut() {
            rows.sort_by_cached_key(|row| (row.comment.created_ms, row.comment.id));
        }
        for (id, card) in self.cards.iter_mut() {
            let card = Arc::make_mut(card);
            let comments = self.comments.get(id).map_or(0, Vec::len);
            card.comments = u32::try_from(comments).unwrap_or(u32::MAX);
            card.support = tallies.get(id).map(Support::published);
            card.my_votes = own
                .iter()
                .filter(|(to, _)| to == id)
                .map(|(_, votes)| votes)
                .sum();
        }
    }
}

fn by_id<T>(
    records: &RecordSet,
    kind: &Kind,
    read: impl Fn(&Record) -> Option<T>,
    id: impl Fn(&T) -> RecordId,
) -> SortedMap<RecordId, T> {
    let read = records.of_kind(kind).filter_map(read);
    read.map(|item| (id(&item), item)).collect()
}
