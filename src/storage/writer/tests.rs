use std::cell::RefCell;
use std::rc::Rc;

use futures::executor::{LocalPool, block_on};
use futures::task::LocalSpawnExt;

use super::*;
use crate::storage::backend::{AnyBackend, Backend};
use crate::storage::memory::Memory;
use crate::storage::testing::idea;
use crate::storage::workshop_store::Unloaded;

/// A writer over a named memory database, and a hand on everything around it.
struct Bench {
    pool: LocalPool,
    memory: Memory,
    store: WorkshopStore,
    writer: Writer,
    heard: Rc<RefCell<Vec<WriteState>>>,
}

impl Bench {
    fn new(name: &str) -> Self {
        let pool = LocalPool::new();
        let memory = Memory::open(name);
        let unloaded = Unloaded::new(AnyBackend::Memory(memory.clone()));
        let (store, _) = block_on(unloaded.load()).unwrap();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let spawner = pool.spawner();
        let hearing = Rc::clone(&heard);
        let writer = Writer::new(
            store.clone(),
            move |task| spawner.spawn_local(task).unwrap(),
            move |state| hearing.borrow_mut().push(state),
        );
        Self {
            pool,
            memory,
            store,
            writer,
            heard,
        }
    }

    fn settle(&mut self) -> Vec<WriteState> {
        self.pool.run_until_stalled();
        self.heard.take()
    }

    fn meta(&self, key: &str) -> Option<Vec<u8>> {
        block_on(self.memory.get(Store::Meta, key)).unwrap()
    }

    fn outbox(&self) -> usize {
        block_on(self.memory.read(Store::Outbox)).unwrap().len()
    }
}

#[test]
fn writes_made_together_are_one_commit() {
    let mut bench = Bench::new("writer::together");
    let before = bench.memory.commits();
    bench.writer.write(bench.store.queue(&idea(1, "a", 1)));
    bench.writer.write(bench.store.put_meta("k", vec![1]));
    bench.writer.write(bench.store.put_meta("k", vec![2]));
    bench.writer.write(Vec::new());
    assert_eq!(bench.writer.state(), WriteState::Saving);
    assert_eq!(bench.settle(), [WriteState::Saving, WriteState::Saved]);
    assert_eq!(bench.memory.commits() - before, 1);
    assert_eq!((bench.meta("k"), bench.outbox()), (Some(vec![2]), 1));
}

#[test]
fn what_is_written_during_a_commit_goes_into_the_next() {
    let mut bench = Bench::new("writer::during");
    let before = bench.memory.commits();
    bench.memory.hold_commits(true);
    bench.writer.write(bench.store.put_meta("k", vec![1]));
    assert_eq!(bench.settle(), [WriteState::Saving]);
    for n in 2..9 {
        bench.writer.write(bench.store.put_meta("k", vec![n]));
    }
    bench.writer.write(bench.store.delete_meta("gone"));
    bench.memory.hold_commits(false);
    assert_eq!(bench.settle(), [WriteState::Saved]);
    assert_eq!(bench.memory.commits() - before, 2);
    assert_eq!(bench.meta("k"), Some(vec![8]));
}

#[test]
fn a_failed_commit_loses_nothing_and_keeps_the_order() {
    let mut bench = Bench::new("writer::failed");
    let full = WriteState::Failed(StorageError::Full);
    bench.memory.fail_commits(Some(StorageError::Full));
    bench.writer.write(bench.store.queue(&idea(1, "a", 1)));
    bench.writer.write(bench.store.put_meta("k", vec![1]));
    assert_eq!(bench.settle(), [WriteState::Saving, full.clone()]);
    bench.writer.write(bench.store.queue(&idea(2, "b", 2)));
    bench.writer.write(bench.store.put_meta("k", vec![2]));
    assert_eq!(bench.settle(), [WriteState::Saving, full.clone()]);
    assert_eq!(bench.outbox(), 0);
    let flushed = bench.pool.run_until(bench.writer.flush());
    assert_eq!(flushed, Err(StorageError::Full));

    bench.memory.fail_commits(None);
    bench.writer.retry();
    assert_eq!(bench.settle(), [WriteState::Saving, WriteState::Saved]);
    assert_eq!((bench.meta("k"), bench.outbox()), (Some(vec![2]), 2));
    bench.writer.retry();
    assert_eq!(bench.settle(), []);
}

#[test]
fn what_came_during_a_failing_commit_stays_behind_it() {
    let mut bench = Bench::new("writer::behind");
    bench.memory.hold_commits(true);
    bench.writer.write(bench.store.put_meta("k", vec![1]));
    bench.settle();
    bench.writer.write(bench.store.delete_meta("k"));
    bench.memory.fail_commits(Some(StorageError::Lost));
    bench.memory.hold_commits(false);
    assert_eq!(bench.settle(), [WriteState::Failed(StorageError::Lost)]);
    bench.memory.fail_commits(None);
    bench.writer.retry();
    bench.settle();
    assert_eq!(bench.meta("k"), None);
}

#[test]
fn a_flush_waits_for_the_disk() {
    let mut bench = Bench::new("writer::flush");
    assert_eq!(bench.pool.run_until(bench.writer.flush()), Ok(()));
    bench.memory.hold_commits(true);
    bench.writer.write(bench.store.put_meta("k", vec![1]));
    let flushed = Rc::new(RefCell::new(None));
    let (writer, outcome) = (bench.writer.clone(), Rc::clone(&flushed));
    let task = async move {
        outcome.replace(Some(writer.flush().await));
    };
    bench.pool.spawner().spawn_local(task).unwrap();
    bench.settle();
    assert_eq!(*flushed.borrow(), None);
    bench.memory.hold_commits(false);
    bench.settle();
    assert_eq!(*flushed.borrow(), Some(Ok(())));
}

#[test]
fn a_report_may_write() {
    let mut pool = LocalPool::new();
    let backend = AnyBackend::memory("writer::report");
    let (store, _) = block_on(Unloaded::new(backend.clone()).load()).unwrap();
    let spawner = pool.spawner();
    let held: Rc<RefCell<Option<Writer>>> = Rc::default();
    let (inside, planned) = (Rc::clone(&held), store.clone());
    let writer = Writer::new(
        store.clone(),
        move |task| spawner.spawn_local(task).unwrap(),
        move |state| {
            if state == WriteState::Saved
                && let Some(writer) = inside.take()
            {
                writer.write(planned.put_meta("after", vec![1]));
            }
        },
    );
    held.replace(Some(writer.clone()));
    writer.write(store.put_meta("before", vec![1]));
    pool.run_until_stalled();
    let after = block_on(backend.get(Store::Meta, "after")).unwrap();
    assert_eq!(after, Some(vec![1]));
}
