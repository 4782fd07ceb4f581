//! The idea board: which ideas and comments a person sees, with whose support and word on them.
//!
//! A pure projection over ideas, comments, moderations, themes, tallies and one's own ballot. What
//! is hidden from participants never reaches a card of theirs, except their own. Must not decide
//! what may be written: windows and phases are told, not enforced.

mod card;
mod filter;
mod project;
mod unread;
mod votes;

pub use card::{Card, CommentRow, Support};
pub use filter::{BoardFilter, Sort};
pub use unread::unread;
pub use votes::Votes;

use crate::sorted::{SortedMap, SortedSet};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::id::{PublicKey, RecordId};
use crate::kind::Kind;
use crate::merge::RecordSet;
use crate::view::{Agency, Ballot, BoardSettings, Moderation, Theme};
use crate::window::Window;

/// Who looks at the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// The public keys of the person: named, ballot and each anonymous one.
    pub keys: SortedSet<PublicKey>,
    /// Whether the person holds the organiser's link, and sees what is hidden too.
    pub organiser: bool,
}

impl Viewer {
    /// The organiser, as no person in particular.
    #[must_use]
    pub fn organiser() -> Self {
        Self {
            organiser: true,
            ..Self::default()
        }
    }
}

/// The board as one person sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    settings: BoardSettings,
    cards: SortedMap<RecordId, Arc<Card>>,
    comments: SortedMap<RecordId, Vec<Arc<CommentRow>>>,
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
}

#[cfg(test)]
mod tests;
