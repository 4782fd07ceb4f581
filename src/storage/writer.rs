//! The one ordered queue of writes to a workshop's store.
//!
//! Owns what is not on the disk yet: nothing leaves it before its commit has succeeded, whatever
//! fails. One commit is under way at a time; what is written meanwhile goes into the next one.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::backend::{Change, StorageError, Store};
use super::workshop_store::WorkshopStore;

/// A task for whoever runs tasks.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// How far writing has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteState {
    /// Everything is on the disk.
    Saved,
    /// Something is on its way.
    Saving,
    /// The last commit failed; all of it is kept in memory, and [`Writer::retry`] or the next write
    /// tries again.
    Failed(StorageError),
}

/// A queue of writes; clones are the same queue.
#[derive(Clone)]
pub struct Writer {
    inner: Rc<Inner>,
}

struct Inner {
    store: WorkshopStore,
    spawn: Box<dyn Fn(Task)>,
    report: Box<dyn Fn(WriteState)>,
    queue: RefCell<Queue>,
}

struct Queue {
    state: WriteState,
    waiting: Vec<Change>,
    flushing: Vec<Waker>,
}

impl Writer {
    /// Makes a queue to a store; `spawn` runs its tasks, `report` hears each new state.
    pub fn new(
        store: WorkshopStore,
        spawn: impl Fn(Task) + 'static,
        report: impl Fn(WriteState) + 'static,
    ) -> Self {
        Self {
            inner: Rc::new(Inner {
                store,
                spawn: Box::new(spawn),
                report: Box::new(report),
                queue: RefCell::new(Queue {
                    state: WriteState::Saved,
                    waiting: Vec::new(),
                    flushing: Vec::new(),
                }),
            }),
        }
    }

    /// Takes changes that belong together; they are committed whole and after all earlier ones.
    pub fn write(&self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        self.inner.queue.borrow_mut().push(changes);
        self.start();
    }

    /// Tries again after a failure.
    pub fn retry(&self) {
        if matches!(self.state(), WriteState::Failed(_)) {
            self.start();
        }
    }

    /// How far writing has come.
    #[must_use]
    pub fn state(&self) -> WriteState {
        self.inner.queue.borrow().state.clone()
    }

    /// Waits until everything is on the disk.
    ///
    /// # Errors
    /// That of the commit that failed.
    pub async fn flush(&self) -> Result<(), StorageError> {
        poll_fn(|context| {
            let mut queue = self.inner.queue.borrow_mut();
            match &queue.state {
                WriteState::Saved => Poll::Ready(Ok(())),
                WriteState::Failed(error) => Poll::Ready(Err(error.clone())),
                WriteState::Saving => {
                    queue.flushing.push(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    fn start(&self) {
        if self.state() == WriteState::Saving {
            return;
        }
        self.inner.enter(WriteState::Saving);
        let inner = Rc::clone(&self.inner);
        (self.inner.spawn)(Box::pin(async move { inner.run().await }));
    }
}

impl Inner {
    async fn run(&self) {
        loop {
            let batch = std::mem::take(&mut self.queue.borrow_mut().waiting);
            if batch.is_empty() {
                return self.enter(WriteState::Saved);
            }
            if let Err(error) = self.store.commit(&batch).await {
                self.queue.borrow_mut().put_back(batch);
                return self.enter(WriteState::Failed(error));
            }
        }
    }

    fn enter(&self, state: WriteState) {
        let flushing = {
            let mut queue = self.queue.borrow_mut();
            queue.state = state.clone();
            if state == WriteState::Saving {
                Vec::new()
            } else {
                std::mem::take(&mut queue.flushing)
            }
        };
        for waker in flushing {
            waker.wake();
        }
        (self.report)(state);
    }
}

impl Queue {
    fn push(&mut self, changes: Vec<Change>) {
        for change in changes {
            if let Some(name) = meta_name(&change) {
                let newer = |held: &Change| meta_name(held) != Some(name);
                self.waiting.retain(newer);
            }
            self.waiting.push(change);
        }
    }

    fn put_back(&mut self, batch: Vec<Change>) {
        let later = std::mem::replace(&mut self.waiting, batch);
        self.push(later);
    }
}

/// The name of the value that a change writes or deletes: there, only the last change counts.
fn meta_name(change: &Change) -> Option<&str> {
    match change {
        Change::Put(Store::Meta, key, _) | Change::Delete(Store::Meta, key) => Some(key),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
