//! Whole workshops, as they are carried from store to store: backup, restore, export, import, check.
//!
//! What is kept is read as it stands, not as it should be, so that a backup of something damaged still holds the rest
//! and a check can say what is wrong.

use std::future::Future;

use gagas_domain::id::{Mark, PatchId, RecordId, WorkshopId};
use gagas_domain::sync::{Arrival, Counted};

use super::{Store, StoreError, Tenant};

/// A patch as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub seq: u64,
    /// Under which id it is kept.
    pub id: PatchId,
    /// When it came, ms since the epoch (UTC).
    pub came_ms: u64,
    /// When its record first came.
    pub first: Arrival,
    /// Its body.
    pub body: String,
    /// Its signature.
    pub signature: Vec<u8>,
}

/// All that is kept of a workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The workshop.
    pub tenant: Tenant,
    /// Its patches in the order of their numbers.
    pub patches: Vec<Kept>,
    /// Its counts.
    pub tallies: Vec<(RecordId, Counted)>,
    /// Each commit's number, the number of its last change, and its mark.
    pub marks: Vec<(u64, u64, Mark)>,
}

/// How much a workshop holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The workshop.
    pub id: WorkshopId,
    /// How many patches.
    pub patches: u64,
    /// The bytes of their bodies and signatures.
    pub bytes: u64,
    /// When the last of them came, ms since the epoch (UTC); 0 for none.
    pub changed_ms: u64,
}

/// What to do where a workshop is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// Leave it.
    Add,
    /// Take its place.
    Replace,
}

/// What became of a workshop that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is there now.
    Done,
    /// Another state of it is there, and was left.
    Held,
    /// It was deleted here, and stays so.
    Deleted,
}

/// A store whose workshops can be carried away whole.
pub trait Keeper: Store {
    /// What is kept, as of one moment.
    type Snapshot: Snapshot;

    /// Takes a look at everything as of one moment, while others go on writing.
    fn snapshot(&self) -> impl Future<Output = Result<Self::Snapshot, StoreError>> + Send;

    /// Puts a whole workshop, exactly as it is given.
    fn put(
        &self,
        whole: &Whole,
        placing: Placing,
    ) -> impl Future<Output = Result<Put, StoreError>> + Send;

    /// Remembers that workshops were deleted; those that are there stay.
    fn bury(&self, ids: &[WorkshopId]) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Lets go of what lies about of erased patches, where that is this program's business: copies in a log.
    fn scrub(&self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What is kept, as of one moment.
pub trait Snapshot: Send + 'static {
    /// All workshops with what they hold, in the order of their ids.
    fn sizes(&mut self) -> impl Future<Output = Result<Vec<Size>, StoreError>> + Send;

    /// The workshops that were deleted.
    fn deleted(&mut self) -> impl Future<Output = Result<Vec<WorkshopId>, StoreError>> + Send;

    /// All that is kept of a workshop.
    fn whole(
        &mut self,
        id: WorkshopId,
    ) -> impl Future<Output = Result<Option<Whole>, StoreError>> + Send;

    /// Patches whose text names `word` somewhere, such as a kind: few among many, to be looked at.
    fn naming(
        &mut self,
        id: WorkshopId,
        word: &str,
    ) -> impl Future<Output = Result<Vec<Kept>, StoreError>> + Send;
}
