//! Where a store of the simulator lies, and how an older state of it is kept: a file, or a database.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use gagas_domain::keys::OrganiserSeed;
use gagas_server::store::{
    Keeper, Placing, Postgres, PostgresOptions, Put, Snapshot, Sqlite, Store,
};
use sqlx::{Connection, PgConnection};

use crate::cluster::cluster;
use crate::real::wait;

pub(crate) trait Place: Sized {
    type Store: Store;
    fn fresh() -> Self;
    /// The way of one of the two nodes to it.
    fn store(&self, node: usize) -> &Self::Store;
    /// A copy as of now, with the same timeline.
    fn copy(&self) -> Self;
}

/// A SQLite file of its own, gone with its handle.
pub(crate) struct OneFile {
    path: PathBuf,
    store: Sqlite,
}

static FILES: AtomicU64 = AtomicU64::new(0);

fn path() -> PathBuf {
    // Memory where there is such a place: nothing here outlives a crash of the machine.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        memory.into()
    } else {
        std::env::temp_dir()
    };
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    folder.join(format!(
        "gagas-simulator-{}-{number}.sqlite",
        std::process::id()
    ))
}

impl OneFile {
    fn open(path: PathBuf) -> Self {
        let store = wait(Sqlite::open(&path)).expect("a store");
        Self { path, store }
    }
}

impl Place for OneFile {
    type Store = Sqlite;

    fn fresh() -> Self {
        Self::open(path())
    }

    fn store(&self, _: usize) -> &Sqlite {
        &self.store
    }

    fn copy(&self) -> Self {
        let path = path();
        wait(self.store.copy_to(&path)).expect("a copy");
        Self::open(path)
    }
}

impl Drop for OneFile {
    fn drop(&mut self) {
        wait(self.store.close());
        for end in ["", "-wal", "-shm"] {
            let mut name = self.path.clone().into_os_string();
            name.push(end);
            drop(std::fs::remove_file(name));
        }
    }
}

/// A PostgreSQL database with the connections of two nodes. A new one takes long: it is emptied and used again.
pub(crate) struct OneDatabase(Option<Opened>);

struct Opened {
    nodes: [Postgres; 2],
    aside: PgConnection,
}

thread_local! {
    /// Those that nobody uses now; they end with the process, for connections cannot be closed while a thread ends.
    static FREE: &'static RefCell<Vec<Opened>> = Box::leak(Box::default());
}

impl Opened {
    async fn new() -> Self {
        let cluster = cluster().expect("a cluster");
        let url = cluster.database().await;
        let mut options = PostgresOptions::new(&url);
        (options.writers, options.readers) = (1, 1);
        let open = || Postgres::open(&options);
        let nodes = [open().await, open().await].map(|node| node.expect("a store"));
        let aside = PgConnection::connect(&url).await.expect("a connection");
        Self { nodes, aside }
    }

    async fn empty(&mut self) {
        for table in ["patch", "tally", "mark", "deleted", "workshop"] {
            let delete = sqlx::AssertSqlSafe(format!("DELETE FROM {table}"));
            let done = sqlx::query(delete).execute(&mut self.aside).await;
            done.expect("an empty table");
        }
    }
}

impl Place for OneDatabase {
    type Store = Postgres;

    fn fresh() -> Self {
        let free = FREE.with(|free| free.borrow_mut().pop());
        Self(Some(free.unwrap_or_else(|| wait(Opened::new()))))
    }

    fn store(&self, node: usize) -> &Postgres {
        &self.0.as_ref().expect("it is open").nodes[node]
    }

    fn copy(&self) -> Self {
        let copy = Self::fresh();
        wait(async {
            let mut snapshot = self.store(0).snapshot().await.expect("a snapshot");
            let id = OrganiserSeed([1; 32]).workshop();
            let whole = snapshot.whole(id).await.expect("an answer");
            let whole = whole.expect("a workshop");
            let put = copy.store(0).put(&whole, Placing::Add).await;
            assert_eq!(put.expect("an answer"), Put::Done);
        });
        copy
    }
}

impl Drop for OneDatabase {
    fn drop(&mut self) {
        if let Some(mut opened) = self.0.take() {
            wait(opened.empty());
            FREE.with(|free| free.borrow_mut().push(opened));
        }
    }
}
