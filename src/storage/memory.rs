//! A database in memory: for private windows, and for tests, which may make it fail or wait.
//!
//! Shared by name within the process, so that reopening finds what was written. Must behave as
//! IndexedDB does as far as the contract suite can tell.

use gagas_domain::sorted::SortedMap;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::backend::{Backend, Change, Row, Rows, StorageError, Store};

thread_local! {
    static PLACES: RefCell<SortedMap<String, Rc<Place>>> = const { RefCell::new(SortedMap::new()) };
}

/// A handle to a database in memory; clones are the same handle.
#[derive(Clone, Debug)]
pub struct Memory {
    place: Rc<Place>,
}

type Table = SortedMap<String, Vec<u8>>;

#[derive(Debug, Default)]
struct Place {
    name: String,
    tables: RefCell<[Table; 4]>,
    erased: Cell<bool>,
    read_fault: RefCell<Option<StorageError>>,
    commit_fault: RefCell<Option<StorageError>>,
    held: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
    commits: Cell<usize>,
}

impl Memory {
    /// Opens the database of that name, or makes it.
    #[must_use]
    pub fn open(name: &str) -> Self {
        PLACES.with_borrow_mut(|places| Self {
            place: Rc::clone(places.or_insert_with(name.into(), || {
                Rc::new(Place {
                    name: name.into(),
                    ..Place::default()
                })
            })),
        })
    }

    /// Makes every commit fail like this until told otherwise.
    pub fn fail_commits(&self, fault: Option<StorageError>) {
        self.place.commit_fault.replace(fault);
    }

    /// Makes every read fail like this until told otherwise.
    pub fn fail_reads(&self, fault: Option<StorageError>) {
        self.place.read_fault.replace(fault);
    }

    /// Keeps commits waiting, or lets those that wait go on.
    pub fn hold_commits(&self, hold: bool) {
        self.place.held.set(hold);
        if !hold {
            for waker in self.place.waiting.take() {
                waker.wake();
            }
        }
    }

    /// How many commits have succeeded.
    #[must_use]
    pub fn commits(&self) -> usize {
        self.place.commits.get()
    }

    fn check(&self, fault: &RefCell<Option<StorageError>>) -> Result<(), StorageError> {
        if self.place.erased.get() {
            return Err(StorageError::Erased);
        }
        fault.borrow().clone().map_or(Ok(()), Err)
    }

    async fn released(&self) {
        poll_fn(|context| {
            if self.place.held.get() {
                self.place
                    .waiting
                    .borrow_mut()
                    .push(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
    }
}

impl Place {
    fn rows(&self, store: Store) -> Vec<Row> {
        self.tables.borrow()[store as usize]
            .iter()
            .map(|(key, bytes)| (key.clone(), bytes.clone()))
            .collect()
    }
}

impl Backend for Memory {
    async fn read(&self, store: Store) -> Result<Vec<Row>, StorageError> {
        self.check(&self.place.read_fault)?;
        Ok(self.place.rows(store))
    }

    async fn read_all(&self) -> Result<Rows, StorageError> {
        self.check(&self.place.read_fault)?;
        Ok(Rows {
            meta: self.place.rows(Store::Meta),
            outbox: self.place.rows(Store::Outbox),
            log: self.place.rows(Store::Log),
            snap: self.place.rows(Store::Snap),
        })
    }

    async fn get(&self, store: Store, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.check(&self.place.read_fault)?;
        Ok(self.place.tables.borrow()[store as usize].get(key).cloned())
    }

    async fn commit(&self, changes: &[Change]) -> Result<(), StorageError> {
        self.released().await;
        self.check(&self.place.commit_fault)?;
        let mut tables = self.place.tables.borrow_mut();
        for change in changes {
            match change {
                Change::Put(store, key, bytes) => {
                    tables[*store as usize].insert(key.clone(), bytes.clone());
                }
                Change::Delete(store, key) => {
                    tables[*store as usize].remove(key);
                }
                Change::Clear(store) => tables[*store as usize].clear(),
            }
        }
        self.place.commits.set(self.place.commits.get() + 1);
        Ok(())
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        if !self.place.erased.replace(true) {
            PLACES.with_borrow_mut(|places| places.remove(&self.place.name));
            self.place.tables.take();
        }
        Ok(())
    }
}
