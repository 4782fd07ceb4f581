//! Filters and orders of the board; all filters that are set must hold.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::{Board, Card};
use crate::id::{RecordId, sha256_prefix};
use crate::text::Query;
use crate::view::codes::codes;
use crate::view::{Form, IdeaType, Novelty, Shape, Status};

/// Which cards to show; the default shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// Only of this agency.
    pub agency: Option<RecordId>,
    /// Only of this form.
    pub form: Option<Form>,
    /// Only digital ones, or only others.
    pub kind: Option<IdeaType>,
    /// Only those that take this shape, perhaps among others.
    pub shape: Option<Shape>,
    /// Only with this novelty.
    pub novelty: Option<Novelty>,
    /// Only of this theme.
    pub theme: Option<RecordId>,
    /// Only with this status.
    pub status: Option<Status>,
    /// Only one's own.
    pub mine: bool,
    /// Only those that one votes for.
    pub supported: bool,
    /// Only where every word occurs.
    pub query: Query,
}

codes! {
    /// An order of cards.
    Sort {
        /// Random, but always the same for one person: no idea profits from its place.
        Random = "random",
        /// The newest first.
        Newest = "newest",
        /// The most votes first, where they are revealed; else random.
        Support = "support",
        /// The fewest comments first.
        FewestComments = "comments",
    }
}

impl BoardFilter {
    /// Tells whether it shows all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Tells whether a card is shown.
    #[must_use]
    pub fn shows(&self, card: &Card) -> bool {
        fn asked<T: PartialEq>(wanted: &Option<T>, held: &Option<T>) -> bool {
            wanted.is_none() || wanted == held
        }
        let idea = &card.idea;
        asked(&self.agency, &idea.agency)
            && asked(&self.form, &idea.form)
            && asked(&self.kind, &idea.kind)
            && asked(&self.novelty, &idea.novelty)
            && asked(&self.theme, &card.theme)
            && self.shape.is_none_or(|shape| idea.shapes.contains(&shape))
            && self.status.is_none_or(|status| card.status == status)
            && (!self.mine || card.mine)
            && (!self.supported || card.my_votes > 0)
            && card.matches(&self.query)
    }
}

impl Board {
    /// The cards that a filter leaves, in an order.
    ///
    /// `person` is anything that stands for the person on this device; [`Sort::Random`] follows
    /// from it and from the ids alone, so that new ideas do not move the others.
    #[must_use]
    pub fn list(&self, filter: &BoardFilter, sort: Sort, person: &[u8]) -> Vec<Arc<Card>> {
        let seed = u64::from_be_bytes(sha256_prefix(&[b"gagas-order-v1\0", person]));
        let shown = self.cards().filter(|card| filter.shows(card));
        // One key type for all orders keeps one copy of the sort in the program.
        let mut keyed: Vec<(Reverse<u64>, u64, &Arc<Card>)> = shown
            .map(|card| {
                let first = match sort {
                    Sort::Random => 0,
                    Sort::Newest => card.idea.created_ms,
                    Sort::Support => card.support.map_or(0, |support| u64::from(support.votes)),
                    Sort::FewestComments => u64::from(u32::MAX - card.comments),
                };
                (Reverse(first), shuffle(seed, &card.idea.id), card)
            })
            .collect();
        keyed.sort_unstable_by_key(|(first, then, card)| (*first, *then, card.idea.id));
        keyed
            .into_iter()
            .map(|(_, _, card)| Arc::clone(card))
            .collect()
    }

    /// How many ideas have each status, in the order of [`Status::ALL`].
    #[must_use]
    pub fn count_by_status(&self) -> Vec<(Status, usize)> {
        let count = |status| self.cards().filter(|card| card.status == status).count();
        Status::ALL
            .iter()
            .map(|status| (*status, count(*status)))
            .collect()
    }
}

/// The place of an id in a person's order: SplitMix64 over the seed and both halves of the id.
fn shuffle(seed: u64, id: &RecordId) -> u64 {
    let mut state = seed;
    for half in id.0.chunks_exact(8) {
        let half = half.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        state = (state ^ half).wrapping_add(0x9e37_79b9_7f4a_7c15);
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^= state >> 31;
    }
    state
}
