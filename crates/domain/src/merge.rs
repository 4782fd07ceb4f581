//! The state of a workshop: the set of patches that still win at least one field.
//!
//! Merging is set union. Each field is a last-writer-wins register decided by [`Rank`]; a deletion
//! ends its record for ever. Owns nothing but that set: what the fields mean belongs to `view`, and
//! who may write was settled when each [`Patch`] was admitted.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::id::{PatchId, PublicKey, RecordId};
use crate::kind::Kind;
use crate::patch::{Patch, Rank};
use crate::stamp::Stamp;
use crate::value::Value;

/// The replica of one workshop.
#[derive(Clone, Debug, Default)]
pub struct RecordSet {
    records: BTreeMap<RecordId, Record>,
    patches: BTreeMap<PatchId, Arc<Patch>>,
    newest_organiser: Stamp,
}

/// One record: who wrote it, and the patches that win its fields.
#[derive(Clone, Debug)]
pub struct Record {
    id: RecordId,
    kind: Kind,
    author: PublicKey,
    nonce: Vec<u8>,
    /// In the order of their names, so that equal states look equal whatever came first.
    cells: Vec<Cell>,
    dead: Option<Arc<Patch>>,
}

/// A field's winner: the patch, and where in it the field stands.
#[derive(Clone, Debug)]
struct Cell {
    patch: Arc<Patch>,
    at: usize,
}

/// What adding a patch did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It won at least one field; `dropped` patches win nothing any more.
    Applied {
        /// Ids of the patches it erased.
        dropped: Vec<PatchId>,
    },
    /// It was here already.
    Duplicate,
    /// It wins nothing and was not kept.
    Superseded,
}

impl RecordSet {
    /// Adds one patch.
    pub fn add(&mut self, patch: Patch) -> Outcome {
        if self.patches.contains_key(&patch.id()) {
            return Outcome::Duplicate;
        }
        if patch.is_aside() {
            self.keep(Arc::new(patch));
            return Outcome::Applied {
                dropped: Vec::new(),
            };
        }
        let patch = Arc::new(patch);
        let record = self
            .records
            .entry(patch.record())
            .or_insert_with(|| Record {
                id: patch.record(),
                kind: patch.kind().clone(),
                author: patch.author(),
                nonce: patch.nonce().into(),
                cells: Vec::new(),
                dead: None,
            });
        let Some(dropped) = record.take(&patch) else {
            return Outcome::Superseded;
        };
        let newest = self.newest_organiser;
        let mut fell = false;
        for id in &dropped {
            let loser = self.patches.remove(id);
            fell |= loser.is_some_and(|loser| loser.stamp() == newest);
        }
        self.keep(patch);
        if fell && self.newest_organiser == newest {
            // The floor follows from what is held, never from the order in which it came.
            self.newest_organiser = self.find_newest_organiser();
        }
        Outcome::Applied { dropped }
    }

    /// Tells whether adding a patch would change anything.
    #[must_use]
    pub fn would_change(&self, patch: &Patch) -> bool {
        if self.holds(&patch.id()) {
            return false;
        }
        match self.records.get(&patch.record()) {
            Some(record) if !patch.is_aside() => record.loses_to(patch),
            _ => true,
        }
    }

    fn find_newest_organiser(&self) -> Stamp {
        let by_organiser = self.patches().filter(|patch| patch.by_organiser());
        by_organiser
            .map(|patch| patch.stamp())
            .max()
            .unwrap_or_default()
    }

    fn keep(&mut self, patch: Arc<Patch>) {
        if patch.by_organiser() {
            self.newest_organiser = self.newest_organiser.max(patch.stamp());
        }
        self.patches.insert(patch.id(), patch);
    }

    /// A live record by its id; `None` where it is unknown or deleted.
    #[must_use]
    pub fn get(&self, id: &RecordId) -> Option<&Record> {
        self.records.get(id).filter(|record| record.dead.is_none())
    }

    /// A record by its id, deleted or not.
    #[must_use]
    pub fn find(&self, id: &RecordId) -> Option<&Record> {
        self.records.get(id)
    }

    /// All live records of a kind, in the order of their ids.
    ///
    /// Boxed, because all that reads records is built on it: the walk over the tree is code once.
    pub fn of_kind<'a>(&'a self, kind: &'a Kind) -> Box<dyn Iterator<Item = &'a Record> + 'a> {
        Box::new(self.records().filter(move |record| record.kind == *kind))
    }

    /// All live records.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values().filter(|record| record.dead.is_none())
    }

    /// All patches held, in the order of their ids, those kept aside included.
    pub fn patches(&self) -> impl Iterator<Item = &Arc<Patch>> {
        self.patches.values()
    }

    /// Tells whether a patch is held.
    #[must_use]
    pub fn holds(&self, id: &PatchId) -> bool {
        self.patches.contains_key(id)
    }

    /// A patch by its id.
    #[must_use]
    pub fn patch(&self, id: &PatchId) -> Option<&Arc<Patch>> {
        self.patches.get(id)
    }

    /// How many patches are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.patches.len()
    }

    /// Tells whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patches.is_empty()
    }

    /// The greatest stamp among the organiser's patches held; a sound floor for "now" on any device.
    #[must_use]
    pub fn newest_organiser_stamp(&self) -> Stamp {
        self.newest_organiser
    }

    /// The greatest stamp among the fields that a new patch of `record` would overwrite; a deletion
    /// overwrites all.
    #[must_use]
    pub fn overwritten<'a>(
        &self,
        record: &RecordId,
        fields: impl IntoIterator<Item = &'a str>,
    ) -> Option<Stamp> {
        let record = self.records.get(record)?;
        fields
            .into_iter()
            .filter_map(|name| record.stamp_under(name))
            .max()
    }
}

impl Record {
    /// The record's id.
    #[must_use]
    pub fn id(&self) -> RecordId {
        self.id
    }

    /// The record's kind.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The key that writes it.
    #[must_use]
    pub fn author(&self) -> PublicKey {
        self.author
    }

    /// The nonce that opened it.
    #[must_use]
    pub fn nonce(&self) -> &[u8] {
        &self.nonce
    }

    /// Tells whether it was deleted.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.dead.is_some()
    }

    /// A field's value; `None` where it was never set or was cleared with `null`.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.cell(field)
            .map(Cell::value)
            .filter(|value| **value != Value::Null)
    }

    /// A field's text.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.value(field)?.as_text()
    }

    /// A field's integer.
    #[must_use]
    pub fn int(&self, field: &str) -> Option<i64> {
        self.value(field)?.as_int()
    }

    /// A field's truth.
    #[must_use]
    pub fn flag(&self, field: &str) -> Option<bool> {
        self.value(field)?.as_bool()
    }

    /// All fields ever set, in the order of their names, with their values (cleared ones as `null`)
    /// and winners' ranks.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Value, Rank)> {
        self.cells
            .iter()
            .map(|cell| (cell.name(), cell.value(), cell.patch.rank()))
    }

    /// The earliest stamp among the winning patches; `None` for a record without fields.
    #[must_use]
    pub fn oldest(&self) -> Option<Stamp> {
        self.cells.iter().map(|cell| cell.patch.stamp()).min()
    }

    /// The latest stamp among the winning patches.
    #[must_use]
    pub fn newest(&self) -> Option<Stamp> {
        self.cells.iter().map(|cell| cell.patch.stamp()).max()
    }

    /// The patches that win at least one field, or the one that ended the record.
    #[must_use]
    pub fn winners(&self) -> Vec<&Arc<Patch>> {
        let mut winners: Vec<&Arc<Patch>> = self.dead.iter().collect();
        for cell in &self.cells {
            if !winners.iter().any(|patch| patch.id() == cell.patch.id()) {
                winners.push(&cell.patch);
            }
        }
        winners
    }

    fn cell(&self, field: &str) -> Option<&Cell> {
        let at = self.position(field).ok()?;
        self.cells.get(at)
    }

    /// Where a field's cell is, or where it would go.
    fn position(&self, field: &str) -> Result<usize, usize> {
        self.cells.binary_search_by(|cell| cell.name().cmp(field))
    }

    fn stamp_under(&self, field: &str) -> Option<Stamp> {
        match (&self.dead, field == crate::patch::DELETION) {
            (Some(end), _) => Some(end.stamp()),
            (None, true) => self.newest(),
            (None, false) => self.cell(field).map(|cell| cell.patch.stamp()),
        }
    }

    /// Tells whether a patch would win at least one field.
    fn loses_to(&self, patch: &Patch) -> bool {
        let rank = patch.rank();
        match (&self.dead, patch.is_deletion()) {
            (Some(end), true) => end.rank() <= rank,
            (Some(_), false) => false,
            (None, true) => true,
            (None, false) => {
                let held = |name: &str| self.cell(name).map(|cell| cell.patch.rank());
                let names = patch.fields().iter();
                names
                    .into_iter()
                    .any(|(name, _)| held(name).is_none_or(|held| held < rank))
            }
        }
    }

    /// Applies a patch; `None` where it wins nothing, else the ids of patches that win no more.
    fn take(&mut self, patch: &Arc<Patch>) -> Option<Vec<PatchId>> {
        if patch.is_deletion() {
            if self
                .dead
                .as_ref()
                .is_some_and(|end| end.rank() > patch.rank())
            {
                return None;
            }
            let dropped = self.winners().iter().map(|loser| loser.id()).collect();
            self.cells.clear();
            self.dead = Some(Arc::clone(patch));
            return Some(dropped);
        }
        if self.dead.is_some() {
            return None;
        }
        let rank = patch.rank();
        let mut won = false;
        let mut losers: Vec<PatchId> = Vec::new();
        for (at, (name, _)) in patch.fields().iter().enumerate() {
            let cell = Cell {
                patch: Arc::clone(patch),
                at,
            };
            match self.position(name) {
                Err(place) => self.cells.insert(place, cell),
                Ok(place) if self.cells[place].patch.rank() < rank => {
                    losers.push(self.cells[place].patch.id());
                    self.cells[place] = cell;
                }
                Ok(_) => continue,
            }
            won = true;
        }
        losers.sort_unstable();
        losers.dedup();
        losers.retain(|id| !self.cells.iter().any(|cell| cell.patch.id() == *id));
        won.then_some(losers)
    }
}

impl Cell {
    fn name(&self) -> &str {
        &self.patch.fields()[self.at].0
    }

    fn value(&self) -> &Value {
        &self.patch.fields()[self.at].1
    }
}
