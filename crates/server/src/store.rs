//! What is kept durably of each workshop: who may enter, patches in the order of their numbers, counts, marks.
//!
//! One trait, so that the rest of the server knows no database; `sqlite` keeps one file, `postgres` serves several
//! nodes. A store neither judges nor merges: it writes what a ledger planned, whole or not at all, and answers only
//! once that is durable. Every key starts with the workshop, and no transaction touches two.

mod fault;
mod keep;
mod postgres;
mod rows;
mod sqlite;

use std::future::Future;

use gagas_domain::id::{Mark, PublicKey, RecordId, TokenHash, WorkshopId};
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Arrival, Commit, Counted, Role, hash_token};
use subtle::{Choice, ConstantTimeEq};

pub use keep::{Keeper, Kept, Placing, Put, Size, Snapshot, Whole};
pub use postgres::{Postgres, PostgresOptions};
pub use sqlite::Sqlite;

/// A workshop, and how far its store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// The workshop.
    pub id: WorkshopId,
    /// The organiser's signing key; the id vouches for it.
    pub organiser: PublicKey,
    /// Who may enter.
    pub tokens: Tokens,
    /// The timeline: another one after a restore.
    pub epoch: String,
    /// When the timeline began, ms since the epoch (UTC).
    pub epoch_ms: u64,
    /// How far it is.
    pub pulse: Pulse,
}

/// The bearer tokens of one generation, hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Which generation, from 0.
    pub generation: u32,
    /// The organiser's.
    pub organiser: TokenHash,
    /// The participants'.
    pub join: TokenHash,
}

impl Tokens {
    /// Those that nobody holds.
    pub const NONE: Self = Self {
        generation: 0,
        organiser: TokenHash([0; 32]),
        join: TokenHash([0; 32]),
    };

    /// What a bearer token makes of its holder; takes the same time whichever token it is.
    #[must_use]
    pub fn role(&self, token: &[u8]) -> Option<Role> {
        let hash = hash_token(token);
        let same = |held: &TokenHash| held.0.ct_eq(&hash.0);
        let (organiser, join) = (same(&self.organiser), same(&self.join));
        match (Choice::into(organiser), Choice::into(join)) {
            (true, _) => Some(Role::Organiser),
            (_, true) => Some(Role::Participant),
            _ => None,
        }
    }
}

/// How far a store is with a workshop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pulse {
    /// The number of the last change.
    pub head: u64,
    /// How many commits there were.
    pub commits: u64,
    /// Counts what is not a commit: rotated tokens, erased patches. Who knows another one loads anew.
    pub revision: u64,
    /// The mark of the last commit: whoever knows another one of that number knows a timeline that is gone, as after
    /// a database came back from an older copy.
    pub mark: Mark,
}

/// What was committed after some place.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Whether this is all there is, because nothing was known, or because that place is not there any more.
    pub whole: bool,
    /// Patches with their number, when they came (ms, UTC), and their record's first arrival, in order.
    pub rows: Vec<(u64, u64, Arrival, Patch)>,
    /// Counts that changed.
    pub tallies: Vec<(RecordId, Counted)>,
    /// Each commit's number, the number of its last change, and its mark.
    pub marks: Vec<(u64, u64, Mark)>,
}

/// What became of a creation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Creation {
    /// It is there now.
    New(Tenant),
    /// It was there, and is unchanged.
    Held(Tenant),
    /// It was deleted, and stays so.
    Deleted,
}

/// Why a store did not do what it was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No space, or no right to write: it works again as soon as that is mended.
    #[error("nothing can be written: {0}")]
    Full(#[source] sqlx::Error),
    /// The database does not answer as it should.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
    /// What is stored cannot be read.
    #[error("what is stored of a workshop cannot be read: {0}")]
    Damaged(&'static str),
    /// Written by a later version of this server.
    #[error(
        "the database is of version {found}, this server knows up to {known}: use the newer server"
    )]
    Newer {
        /// What was found.
        found: i64,
        /// What is known.
        known: i64,
    },
}

/// Keeps workshops.
pub trait Store: Clone + Send + Sync + 'static {
    /// A workshop that is being written to; dropping it changes nothing.
    type Writing: Writing;

    /// Adds a workshop, unless it is there or was deleted. It begins with an empty pulse, whose mark is `mark`.
    fn create(
        &self,
        tenant: &Tenant,
        mark: Mark,
    ) -> impl Future<Output = Result<Creation, StoreError>> + Send;

    /// A workshop as it stands.
    fn find(
        &self,
        id: WorkshopId,
    ) -> impl Future<Output = Result<Option<Tenant>, StoreError>> + Send;

    /// A workshop and what was committed to it after `after`, as of one moment.
    fn read(
        &self,
        id: WorkshopId,
        after: Pulse,
    ) -> impl Future<Output = Result<Option<(Tenant, Changes)>, StoreError>> + Send;

    /// Begins to write: nobody else writes to the workshop until the answer is dropped or committed.
    fn write(
        &self,
        id: WorkshopId,
    ) -> impl Future<Output = Result<Option<Self::Writing>, StoreError>> + Send;

    /// Puts newer tokens in place; `false` where those of the same or a later generation hold already.
    fn rotate(
        &self,
        id: WorkshopId,
        tokens: &Tokens,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Deletes all of a workshop and remembers its id; `false` where there is none.
    fn delete(&self, id: WorkshopId) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// All workshops.
    fn list(&self) -> impl Future<Output = Result<Vec<WorkshopId>, StoreError>> + Send;

    /// Waits until another node may have committed to a workshop. A store of one node never answers.
    fn changed(&self) -> impl Future<Output = WorkshopId> + Send;
}

/// A workshop that is being written to.
pub trait Writing: Send + 'static {
    /// The workshop as it stands.
    fn tenant(&self) -> &Tenant;

    /// What was committed to it after `after`.
    fn changes(&mut self, after: Pulse)
    -> impl Future<Output = Result<Changes, StoreError>> + Send;

    /// Writes a commit with its mark, and forgets the mark of commit `forgotten`; durable once this answers.
    fn commit(
        self,
        commit: &Commit,
        mark: Mark,
        forgotten: Option<u64>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Erases patches and their trace, as a retention date asks; the revision counts on. Durable once this answers.
    fn erase(
        self,
        patches: &[gagas_domain::id::PatchId],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}
