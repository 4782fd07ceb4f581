//! The four stores in which everything on a device lives, and the one face of whatever holds them.
//!
//! Owns the shape of reads and commits and their typed errors. Must not know what the bytes mean.

use super::browser::Browser;
use super::memory::Memory;

/// One of the stores of a database; they never change, only the schema of their bytes does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Small values by name, the schema version among them.
    Meta,
    /// Own patches that nobody has acknowledged yet, one a row.
    Outbox,
    /// Patches as they came, many a row.
    Log,
    /// Patches folded out of the log, many a row.
    Snap,
}

impl Store {
    /// All stores.
    pub const ALL: [Self; 4] = [Self::Meta, Self::Outbox, Self::Log, Self::Snap];

    /// The store's name in a database and in a raw export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Outbox => "outbox",
            Self::Log => "log",
            Self::Snap => "snap",
        }
    }
}

/// A key, ASCII only since stores sort keys differently beyond, and its bytes.
pub type Row = (String, Vec<u8>);

/// Everything in a database at one moment; rows are in the order of their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Rows of [`Store::Meta`].
    pub meta: Vec<Row>,
    /// Rows of [`Store::Outbox`].
    pub outbox: Vec<Row>,
    /// Rows of [`Store::Log`].
    pub log: Vec<Row>,
    /// Rows of [`Store::Snap`].
    pub snap: Vec<Row>,
}

impl Rows {
    /// The rows of one store.
    #[must_use]
    pub fn of(&self, store: Store) -> &[Row] {
        match store {
            Store::Meta => &self.meta,
            Store::Outbox => &self.outbox,
            Store::Log => &self.log,
            Store::Snap => &self.snap,
        }
    }

    /// Tells whether no store holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Store::ALL.iter().all(|store| self.of(*store).is_empty())
    }
}

/// One step of a commit. Each says what shall be, not how it differs, so that a commit whose end
/// was not seen can be made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Writes a row, over what was there.
    Put(Store, String, Vec<u8>),
    /// Deletes a row; an absent one is no error.
    Delete(Store, String),
    /// Deletes all rows of a store.
    Clear(Store),
}

/// Why a database did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// There is no database in this browser or window: a private one, or one forbidden to.
    #[error("no storage in this window")]
    Unavailable,
    /// The device or the site's share of it is full; nothing of the commit was kept.
    #[error("storage is full")]
    Full,
    /// The connection died, and so did the one opened in its place.
    #[error("connection to storage lost")]
    Lost,
    /// Another tab holds the database and does not let go.
    #[error("storage is held by another tab")]
    Blocked,
    /// The database was deleted while it was open, here, in another tab or by the browser. This
    /// handle writes no more: what it would write are parts of a whole that is gone.
    #[error("stored data was erased")]
    Erased,
    /// Anything else, by the browser's name for it.
    #[error("storage failed: {0}")]
    Failed(String),
}

/// A database of four stores.
pub trait Backend {
    /// Reads all rows of one store, in the order of their keys.
    fn read(&self, store: Store) -> impl Future<Output = Result<Vec<Row>, StorageError>>;

    /// Reads all stores at one moment, so that a fold in another tab is seen whole or not at all.
    fn read_all(&self) -> impl Future<Output = Result<Rows, StorageError>>;

    /// Reads one row.
    fn get(
        &self,
        store: Store,
        key: &str,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, StorageError>>;

    /// Makes all changes, in order, or none. Ready when they are on the disk.
    fn commit(&self, changes: &[Change]) -> impl Future<Output = Result<(), StorageError>>;

    /// Deletes the database for ever; every handle to it is [`StorageError::Erased`] from then on.
    fn destroy(&self) -> impl Future<Output = Result<(), StorageError>>;
}

/// A handle to a database, whichever holds it; clones are the same handle.
#[derive(Clone, Debug)]
pub enum AnyBackend {
    /// In the browser, by IndexedDB.
    Browser(Browser),
    /// In this process's memory.
    Memory(Memory),
}

impl AnyBackend {
    /// Opens the browser's database of that name, or makes it.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where this window has none: then [`Self::memory`] is what is
    /// left, and people must be told that nothing is kept.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        Browser::open(name).await.map(Self::Browser)
    }

    /// Opens the memory database of that name, which lives as long as the page.
    #[must_use]
    pub fn memory(name: &str) -> Self {
        Self::Memory(Memory::open(name))
    }

    /// Tells whether what is written outlives the page.
    #[must_use]
    pub fn is_durable(&self) -> bool {
        matches!(self, Self::Browser(_))
    }
}

impl Backend for AnyBackend {
    async fn read(&self, store: Store) -> Result<Vec<Row>, StorageError> {
        match self {
            Self::Browser(browser) => browser.read(store).await,
            Self::Memory(memory) => memory.read(store).await,
        }
    }

    async fn read_all(&self) -> Result<Rows, StorageError> {
        match self {
            Self::Browser(browser) => browser.read_all().await,
            Self::Memory(memory) => memory.read_all().await,
        }
    }

    async fn get(&self, store: Store, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
        match self {
            Self::Browser(browser) => browser.get(store, key).await,
            Self::Memory(memory) => memory.get(store, key).await,
        }
    }

    async fn commit(&self, changes: &[Change]) -> Result<(), StorageError> {
        match self {
            Self::Browser(browser) => browser.commit(changes).await,
            Self::Memory(memory) => memory.commit(changes).await,
        }
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        match self {
            Self::Browser(browser) => browser.destroy().await,
            Self::Memory(memory) => memory.destroy().await,
        }
    }
}
