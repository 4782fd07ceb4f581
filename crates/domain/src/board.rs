//! The idea board: which ideas and comments a person sees, with whose support and word on them.
//!
//! A pure projection over ideas, comments, moderations, themes, tallies and one's own ballot. What
//! is hidden from participants never reaches a card of theirs, except their own. Must not decide
//! what may be written: windows and phases are told, not enforced.

mod card;
mod filter;
mod votes;

pub use card::{Card, CommentRow, Support};
pub use filter::{BoardFilter, Sort};
pub use votes::Votes;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::id::{PublicKey, RecordId};
use crate::kind::Kind;
use crate::merge::RecordSet;
use crate::view::{
    Agency, Ballot, BoardSettings, Comment, Moderation, Phase, PublishedTally, TallyMode, Theme,
    Workshop,
};
use crate::window::Window;

/// How many merges are followed from one idea to the next; more are a mistake, or a circle.
const MERGE_STEPS: usize = 8;

/// Who looks at the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// The public keys of the person: named, ballot and each anonymous one.
    pub keys: BTreeSet<PublicKey>,
    /// Whether the person holds the organiser's link, and sees what is hidden too.
    pub organiser: bool,
}

/// The board as one person sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    settings: BoardSettings,
    cards: BTreeMap<RecordId, Arc<Card>>,
    comments: BTreeMap<RecordId, Vec<Arc<CommentRow>>>,
    themes: Vec<Theme>,
    agencies: Vec<Agency>,
    ballot: Ballot,
}

/// What stands behind a link to an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The idea.
    Idea(Arc<Card>),
    /// It was merged into another one.
    Merged(RecordId),
    /// The organiser hid it.
    Hidden {
        /// Why.
        reason: Option<String>,
    },
    /// Its author took it back; the text is gone.
    Withdrawn,
    /// It has not arrived here, or is none.
    Unknown,
}

/// Cards that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Their theme; `None` for the ideas without one.
    pub theme: Option<Theme>,
    /// The cards; their number is the section's count.
    pub cards: Vec<Arc<Card>>,
}

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
            BTreeMap::new()
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
            cards: BTreeMap::new(),
            comments: BTreeMap::new(),
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
        let names: BTreeMap<RecordId, Arc<str>> = names.collect();
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
                board.comments.entry(on).or_default().push(Arc::new(row));
            }
        }
        board.count(&tallies);
        board
    }

    /// The settings of the board.
    #[must_use]
    pub fn settings(&self) -> &BoardSettings {
        &self.settings
    }

    /// Whether ideas, comments and votes are in time at `now_ms` (ms since the epoch, UTC). What
    /// comes early or late is kept all the same.
    #[must_use]
    pub fn window(&self, now_ms: i64) -> Window {
        Window::at(self.settings.open, self.settings.close, now_ms)
    }

    /// The themes, in order.
    #[must_use]
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// An agency that ideas name.
    #[must_use]
    pub fn agency(&self, id: &RecordId) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == *id)
    }

    /// All agencies, in the official order.
    #[must_use]
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    /// The card of an idea that is shown by itself: not of one that was merged into another.
    #[must_use]
    pub fn card(&self, id: &RecordId) -> Option<&Arc<Card>> {
        self.cards.get(id).filter(|card| card.merged_into.is_none())
    }

    /// All cards shown by themselves, in the order of their ids.
    pub fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.cards
            .values()
            .filter(|card| card.merged_into.is_none())
    }

    /// All cards, those of merged ideas included.
    pub(crate) fn cards_of_all(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.cards.values()
    }

    /// Resolves a link to an idea; `records` is what the board was made of.
    #[must_use]
    pub fn find(&self, records: &RecordSet, id: &RecordId) -> Found {
        if let Some(card) = self.cards.get(id) {
            return match card.merged_into {
                Some(target) => Found::Merged(target),
                None => Found::Idea(Arc::clone(card)),
            };
        }
        match records.find(id) {
            Some(record) if *record.kind() != Kind::Idea => Found::Unknown,
            Some(record) if record.is_dead() => Found::Withdrawn,
            Some(_) => {
                let words = records
                    .of_kind(&Kind::Moderation)
                    .filter_map(Moderation::read);
                let word = words
                    .into_iter()
                    .find(|word| word.target == *id && word.hidden);
                match word {
                    Some(word) => Found::Hidden {
                        reason: word.reason,
                    },
                    None => Found::Unknown,
                }
            }
            None => Found::Unknown,
        }
    }

    /// The comments on an idea and on those merged into it, oldest first.
    #[must_use]
    pub fn comments(&self, idea: &RecordId) -> &[Arc<CommentRow>] {
        self.comments
            .get(idea)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Groups cards by theme, in the order of the themes, those without one last; empty sections
    /// are left out. The order within a section is that of `cards`.
    #[must_use]
    pub fn sections(&self, cards: &[Arc<Card>]) -> Vec<Section> {
        let themes = self.themes.iter().map(Some).chain([None]);
        let sections = themes.map(|theme| {
            let id = theme.map(|theme| theme.id);
            Section {
                theme: theme.cloned(),
                cards: cards
                    .iter()
                    .filter(|card| card.theme == id)
                    .cloned()
                    .collect(),
            }
        });
        sections
            .filter(|section| !section.cards.is_empty())
            .collect()
    }

    /// The idea for which a vote or comment on `id` counts; `None` where it is not to be seen.
    fn target(&self, id: &RecordId) -> Option<RecordId> {
        let card = self.cards.get(id)?;
        Some(card.merged_into.unwrap_or(*id))
    }

    /// Follows merges to their end, so that each merged card names an idea that is shown; a merge
    /// into nothing or in a circle is none.
    fn settle_merges(&mut self) {
        let merged = self
            .cards
            .values()
            .filter_map(|card| Some((card.idea.id, card.merged_into?)));
        let merged: BTreeMap<RecordId, RecordId> = merged.collect();
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
    fn count(&mut self, tallies: &BTreeMap<RecordId, PublishedTally>) {
        let own = self
            .ballot
            .counted(&self.settings, |id| self.vote_target(id));
        for rows in self.comments.values_mut() {
            rows.sort_by_cached_key(|row| (row.comment.created_ms, row.comment.id));
        }
        for (id, card) in &mut self.cards {
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
    read: impl Fn(&crate::merge::Record) -> Option<T>,
    id: impl Fn(&T) -> RecordId,
) -> BTreeMap<RecordId, T> {
    let read = records.of_kind(kind).filter_map(read);
    read.map(|item| (id(&item), item)).collect()
}

#[cfg(test)]
mod tests;
