//! What was committed, as readers fetch it: by number, each only what it may read.
//!
//! A page and every answer speak in the reader's own last visible number, and vouch for no commit that the reader
//! could not know of: otherwise ballots could be counted while they are hidden. Must not merge or judge.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::access::{Audience, Reader, Role};
use super::cursor::Cursor;
use super::ledger::Commit;
use super::votes::Counted;
use crate::board::Support;
use crate::id::{Mark, PatchId, PublicKey, RecordId};
use crate::patch::Patch;

/// How many of the newest marks are kept, and each how manieth of the older ones.
const MARKS_KEPT: (u64, u64) = (10_000, 100);
/// What a patch costs in an answer besides its body: names, signature, number.
const PATCH_COST: usize = 130;
/// What a count costs in an answer.
const TALLY_COST: usize = 60;

#[derive(Clone, Debug)]
struct Entry {
    patch: Arc<Patch>,
    audience: Audience,
}

/// What one workshop's readers can fetch.
#[derive(Clone, Debug)]
pub struct Shelf {
    epoch: String,
    log: BTreeMap<u64, Entry>,
    places: BTreeMap<PatchId, u64>,
    tallies: BTreeMap<RecordId, Counted>,
    by_seq: BTreeMap<u64, RecordId>,
    revealed: bool,
    head: u64,
    open: u64,
    listed: u64,
    own: BTreeMap<PublicKey, u64>,
    marks: BTreeMap<u64, Mark>,
    ends: BTreeMap<Mark, u64>,
    recent: VecDeque<(u64, u64)>,
}

/// What a reader asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// How far the reader is.
    pub since: Cursor,
    /// The epoch that the reader knows.
    pub epoch: Option<String>,
    /// The most bytes that the changes of an answer may have as JSON; at least one change is given.
    pub bytes: usize,
}

/// Changes in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The reader knows a timeline that is gone: begin again at 0, then push what is missing.
    pub reset: bool,
    /// Where to go on; its mark takes the place of all that were asked with.
    pub next: Cursor,
    /// Whether there is more now.
    pub more: bool,
    /// Patches with their numbers.
    pub patches: Vec<(u64, Arc<Patch>)>,
    /// Counts with their numbers.
    pub tallies: Vec<(RecordId, Support, u64)>,
}

impl Shelf {
    /// An empty shelf of a timeline; `mark` stands for its beginning.
    #[must_use]
    pub fn new(epoch: String, mark: Mark) -> Self {
        let mut shelf = Self {
            epoch,
            log: BTreeMap::new(),
            places: BTreeMap::new(),
            tallies: BTreeMap::new(),
            by_seq: BTreeMap::new(),
            revealed: false,
            head: 0,
            open: 0,
            listed: 0,
            own: BTreeMap::new(),
            marks: BTreeMap::new(),
            ends: BTreeMap::new(),
            recent: VecDeque::new(),
        };
        shelf.mark(0, 0, mark);
        shelf
    }

    /// The epoch.
    #[must_use]
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// The number of the last change.
    #[must_use]
    pub fn head(&self) -> u64 {
        self.head
    }

    /// A held patch by its id, with its number.
    #[must_use]
    pub fn find(&self, id: &PatchId) -> Option<(u64, &Arc<Patch>)> {
        let seq = *self.places.get(id)?;
        Some((seq, &self.log.get(&seq)?.patch))
    }

    /// All patches that visitors may read where the workshop is listed.
    pub fn published(&self) -> impl Iterator<Item = &Arc<Patch>> {
        let open = self
            .log
            .values()
            .filter(|entry| entry.audience == Audience::Visitors);
        open.map(|entry| &entry.patch)
    }

    /// Tells whether the commit with number `number` stays in the list of marks when `newest` is the last one.
    #[must_use]
    pub fn keeps_mark(number: u64, newest: u64) -> bool {
        let (kept, every) = MARKS_KEPT;
        number + kept > newest || number.is_multiple_of(every)
    }

    /// The commit whose mark need not be kept once commit `newest` is written.
    #[must_use]
    pub fn leaves_mark(newest: u64) -> Option<u64> {
        let old = newest.checked_sub(MARKS_KEPT.0)?;
        (!Self::keeps_mark(old, newest)).then_some(old)
    }

    /// Notes the mark of commit `number`, whose last change is `end`.
    pub fn mark(&mut self, number: u64, end: u64, mark: Mark) {
        if let Some(old) = self.marks.insert(end, mark) {
            self.ends.remove(&old);
        }
        self.ends.insert(mark, end);
        self.recent.push_back((number, end));
        while let Some((old, end)) = self.recent.front().copied() {
            if old + MARKS_KEPT.0 > number {
                break;
            }
            self.recent.pop_front();
            if Self::keeps_mark(old, number) || self.is_seen_last(end) {
                continue;
            }
            if let Some(mark) = self.marks.remove(&end) {
                self.ends.remove(&mark);
            }
        }
    }

    /// The commit whose mark need not be kept once commit `newest` is written: not one that readers of whom nothing
    /// was visible since still hold.
    #[must_use]
    pub fn forgets(&self, newest: u64) -> Option<u64> {
        let old = Self::leaves_mark(newest)?;
        let held = self.recent.iter().find(|(number, _)| *number == old);
        held.is_none_or(|(_, end)| !self.is_seen_last(*end))
            .then_some(old)
    }

    /// Tells whether some reader sees `end` as the last number.
    fn is_seen_last(&self, end: u64) -> bool {
        let marked = |seq: u64| self.marks.range(seq..).next().map(|(end, _)| *end);
        let heads = [self.listed, self.open].into_iter();
        heads
            .chain(self.own.values().copied())
            .any(|seq| marked(seq) == Some(end))
    }

    /// Tells whether there is a change for one of `keys` alone, behind `after` and up to `end`.
    #[must_use]
    pub fn owns(&self, keys: &[PublicKey], after: u64, end: u64) -> bool {
        let last = keys.iter().filter_map(|key| self.own.get(key)).max();
        if last.is_none_or(|last| *last <= after) || end <= after {
            return false;
        }
        let own =
            |entry: &Entry| matches!(&entry.audience, Audience::Person(key) if keys.contains(key));
        self.log.range(after + 1..=end).any(|(_, entry)| own(entry))
    }

    /// Shows a commit; its mark is to be noted too.
    pub fn apply(&mut self, commit: &Commit) {
        for id in &commit.gone {
            if let Some(seq) = self.places.remove(id) {
                self.log.remove(&seq);
            }
        }
        for placed in &commit.put {
            let entry = Entry {
                patch: Arc::clone(&placed.patch),
                audience: placed.audience,
            };
            self.log.insert(placed.seq, entry);
            self.places.insert(placed.patch.id(), placed.seq);
            self.raise(placed.audience, placed.seq);
        }
        for (id, audience) in &commit.shown {
            let place = self.places.get(id).copied();
            if let Some((seq, entry)) = place.and_then(|seq| Some((seq, self.log.get_mut(&seq)?))) {
                entry.audience = *audience;
                self.raise(*audience, seq);
            }
        }
        for (idea, counted) in &commit.tallies {
            if let Some(old) = self.tallies.insert(*idea, *counted) {
                self.by_seq.remove(&old.seq);
            }
            self.by_seq.insert(counted.seq, *idea);
        }
        self.revealed = commit.revealed;
        if self.revealed {
            let last = self.by_seq.keys().next_back().copied();
            self.open = self.open.max(last.unwrap_or_default());
        }
        self.head = self.head.max(commit.head);
    }

    fn raise(&mut self, audience: Audience, seq: u64) {
        match audience {
            Audience::Visitors => {
                self.listed = self.listed.max(seq);
                self.open = self.open.max(seq);
            }
            Audience::All => self.open = self.open.max(seq),
            Audience::Person(key) => {
                let own = self.own.entry(key).or_default();
                *own = (*own).max(seq);
            }
            Audience::Organiser => {}
        }
    }

    /// The last number that a reader can see.
    #[must_use]
    pub fn head_of(&self, reader: &Reader) -> u64 {
        match reader.role {
            Role::Organiser => return self.head,
            Role::Visitor => return self.listed,
            Role::Participant => {}
        }
        let own = reader.keys.iter().filter_map(|key| self.own.get(key));
        own.copied().fold(self.open, u64::max)
    }

    /// What a push answer says: the last number that the reader can see, and the mark of the commit that holds
    /// everything up to `held`.
    #[must_use]
    pub fn vouch(&self, reader: &Reader, held: u64) -> Cursor {
        let seq = self.head_of(reader);
        Cursor {
            seq,
            marks: self
                .mark_over(if held == 0 { seq } else { held })
                .into_iter()
                .collect(),
        }
    }

    /// One page of changes.
    #[must_use]
    pub fn page(&self, reader: &Reader, asked: &Paging) -> Page {
        let since = &asked.since;
        let foreign = asked
            .epoch
            .as_ref()
            .is_some_and(|epoch| *epoch != self.epoch);
        let ends: Option<Vec<u64>> = since
            .marks
            .iter()
            .map(|mark| self.ends.get(mark).copied())
            .collect();
        let unmarked = since.seq > 0 && since.marks.is_empty();
        let Some(ends) = ends.filter(|_| !foreign && !unmarked) else {
            return Page {
                reset: true,
                ..Page::default()
            };
        };
        let mut page = Page::default();
        let mut left = asked.bytes;
        let mut last = None;
        let sees_counts = match reader.role {
            Role::Visitor => false,
            Role::Participant => self.revealed,
            Role::Organiser => true,
        };
        let mut patches = self
            .log
            .range(since.seq.saturating_add(1)..)
            .filter(|(_, entry)| reader.sees(entry.audience))
            .peekable();
        let mut counts = self
            .by_seq
            .range(since.seq.saturating_add(1)..)
            .filter(|_| sees_counts)
            .peekable();
        loop {
            let (patch, count) = (patches.peek(), counts.peek());
            let next_is_patch = match (patch, count) {
                (None, None) => break,
                (Some((at, _)), Some((count_at, _))) => at < count_at,
                (patch, _) => patch.is_some(),
            };
            let cost = match patch {
                Some((_, entry)) if next_is_patch => {
                    quoted(&entry.patch.signed().body) + PATCH_COST
                }
                _ => TALLY_COST,
            };
            if last.is_some() && cost > left {
                page.more = true;
                break;
            }
            left = left.saturating_sub(cost);
            if next_is_patch {
                if let Some((seq, entry)) = patches.next() {
                    page.patches.push((*seq, Arc::clone(&entry.patch)));
                    last = Some(*seq);
                }
            } else if let Some((seq, idea)) = counts.next() {
                let support = self.tallies.get(idea).map(|counted| counted.support);
                page.tallies
                    .push((*idea, support.unwrap_or_default(), *seq));
                last = Some(*seq);
            }
        }
        let seq = match last.filter(|_| page.more) {
            Some(last) => last,
            None => self.head_of(reader).max(since.seq),
        };
        // Never older than a mark that the reader gives up for it.
        let own = ends.into_iter().max().unwrap_or_default();
        let end = self
            .marks
            .range(seq.min(self.head)..)
            .next()
            .map(|(end, _)| *end);
        let mark = self.mark_over(end.unwrap_or(self.head).max(own));
        page.next = Cursor {
            seq,
            marks: mark.into_iter().collect(),
        };
        page
    }

    /// The oldest mark kept of a commit that holds everything up to `seq`.
    fn mark_over(&self, seq: u64) -> Option<Mark> {
        let over = self.marks.range(seq..).next();
        over.or_else(|| self.marks.iter().next_back())
            .map(|(_, mark)| *mark)
    }
}

/// How many bytes a text has as a JSON string, without the quotes.
fn quoted(text: &str) -> usize {
    let cost = |byte| match byte {
        b'"' | b'\\' => 2,
        0..=31 => 6,
        _ => 1,
    };
    text.bytes().map(cost).sum()
}
