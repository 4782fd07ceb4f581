//! Similar ideas, found on the device while somebody types.
//!
//! Compares the words of titles and texts by their stems, rare words counting more, and the letters
//! of titles by trigrams, which forgives typing errors and affixes. All in integers, one pass over
//! the ideas, no dictionary. It hints; whether two ideas are one is for people to say.

mod words;

use crate::sorted::SortedMap;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::board::Board;
use crate::id::RecordId;
use words::{hash, stems};

/// From which likeness on an idea is worth a hint, in thousandths.
const THRESHOLD: u32 = 360;
/// How many counters the frequencies of words share.
const COUNTERS: usize = 4096;

/// An index of ideas that finds those like a text.
#[derive(Clone, Debug)]
pub struct SimilarIndex {
    entries: SortedMap<RecordId, Entry>,
    /// In how many entries a word occurs, by its hash; words may share a counter.
    frequency: Vec<u32>,
}

/// An idea that is like a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Similar {
    /// The idea.
    pub id: RecordId,
    /// How like it is, in thousandths.
    pub permille: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    text: Text,
    revision: [u8; 16],
}

/// A text as it is compared; each list sorted and without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Text {
    title: Vec<u32>,
    all: Vec<u32>,
    trigrams: Vec<u32>,
}

impl Default for SimilarIndex {
    fn default() -> Self {
        Self {
            entries: SortedMap::new(),
            frequency: vec![0; COUNTERS],
        }
    }
}

impl SimilarIndex {
    /// Takes over what the board shows; only ideas that changed are read anew.
    pub fn refresh(&mut self, board: &Board) {
        let gone: Vec<RecordId> = self
            .entries
            .keys()
            .filter(|id| board.card(id).is_none())
            .copied()
            .collect();
        for id in gone {
            self.remove(&id);
        }
        for card in board.cards() {
            let idea = &card.idea;
            let held = self.entries.get(&idea.id);
            if held.is_none_or(|entry| entry.revision != card.revision()) {
                let body = [idea.problem.as_deref(), idea.idea.as_deref()];
                let body = body.map(Option::unwrap_or_default).join(" ");
                self.insert(idea.id, &idea.title, &body, card.revision());
            }
        }
    }

    /// The ideas most like what is being typed, the most alike first, at most `limit`; never
    /// `except`, the idea that is being edited.
    #[must_use]
    pub fn find(
        &self,
        title: &str,
        body: &str,
        except: Option<&RecordId>,
        limit: usize,
    ) -> Vec<Similar> {
        let typed = Text::read(title, body);
        if typed.all.is_empty() {
            return Vec::new();
        }
        let weights = self.weights();
        let others = self.entries.iter().filter(|(id, _)| Some(*id) != except);
        let mut found: Vec<Similar> = others
            .map(|(id, entry)| Similar {
                id: *id,
                permille: typed.likeness(&entry.text, &weights),
            })
            .filter(|similar| similar.permille >= THRESHOLD)
            .collect();
        found.sort_unstable_by_key(|similar| (u32::MAX - similar.permille, similar.id));
        found.truncate(limit);
        found
    }

    fn insert(&mut self, id: RecordId, title: &str, body: &str, revision: [u8; 16]) {
        self.remove(&id);
        let text = Text::read(title, body);
        for word in &text.all {
            self.frequency[slot(*word)] += 1;
        }
        self.entries.insert(id, Entry { text, revision });
    }

    fn remove(&mut self, id: &RecordId) {
        let gone = self.entries.remove(id);
        for word in gone.iter().flat_map(|entry| &entry.text.all) {
            let counter = &mut self.frequency[slot(*word)];
            *counter = counter.saturating_sub(1);
        }
    }

    /// What a word counts: 1 where every idea has it, one more each time it is half as frequent.
    fn weights(&self) -> Vec<u32> {
        let ideas = u32::try_from(self.entries.len()).unwrap_or(u32::MAX).max(1);
        let weight = |frequency: &u32| 1 + (ideas / (*frequency).clamp(1, ideas)).ilog2();
        self.frequency.iter().map(weight).collect()
    }
}

impl Text {
    fn read(title: &str, body: &str) -> Self {
        let title = stems(title);
        let mut text = Self {
            trigrams: trigrams(&title),
            title: title.iter().map(|stem| hash(stem)).collect(),
            all: stems(body).iter().map(|stem| hash(stem)).collect(),
        };
        text.all.extend(&text.title);
        for list in [&mut text.title, &mut text.all, &mut text.trigrams] {
            list.sort_unstable();
            list.dedup();
        }
        text
    }

    /// How like another text this one is, in thousandths.
    ///
    /// Titles decide, by words and by letters; texts that are more alike than their titles lift it.
    fn likeness(&self, other: &Self, weights: &[u32]) -> u32 {
        let weight = |word: u32| weights.get(slot(word)).copied().unwrap_or(1);
        let words = overlap(&self.title, &other.title, weight);
        let letters = overlap(&self.trigrams, &other.trigrams, |_| 1);
        let titles = words.max((words + letters) / 2).max(letters * 8 / 10);
        let texts = overlap(&self.all, &other.all, weight);
        titles + texts.saturating_sub(titles) / 2
    }
}

/// What two sorted lists share, against what both hold (Dice), in thousandths.
fn overlap(one: &[u32], two: &[u32], weight: impl Fn(u32) -> u32) -> u32 {
    let total = |list: &[u32]| list.iter().map(|item| weight(*item)).sum::<u32>();
    let (mut shared, mut left, mut right) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), two.get(right)) {
        left += usize::from(a <= b);
        right += usize::from(b <= a);
        if a == b {
            shared += weight(*a);
        }
    }
    match total(one) + total(two) {
        0 => 0,
        both => shared * 2000 / both,
    }
}

/// The trigrams of the stems, with a space at both ends of each.
fn trigrams(stems: &[String]) -> Vec<u32> {
    let mut grams = Vec::new();
    for stem in stems {
        let letters = [' '].into_iter().chain(stem.chars()).chain([' ']);
        let letters: Vec<u32> = letters.map(u32::from).collect();
        let triples = letters.windows(3);
        grams.extend(triples.map(|t| t.iter().fold(0, |sum: u32, c| sum.rotate_left(11) ^ c)));
    }
    grams
}

fn slot(word: u32) -> usize {
    word as usize % COUNTERS
}

#[cfg(test)]
mod tests;
