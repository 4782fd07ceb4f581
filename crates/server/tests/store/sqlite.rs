//! SQLite: the contract over a file and in memory, and what is particular to files.

use std::path::PathBuf;

use gagas_server::store::{Sqlite, Store, StoreError};

use crate::Bed;
use crate::node::Node;
use crate::writing::{Pen, mark, random};

/// A directory that goes with the test.
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn new() -> Self {
        let name = format!("gagas-store-{}", u64::from_le_bytes(random()));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct File(Directory);

impl Bed for File {
    type Store = Sqlite;
    const APART: bool = true;

    async fn open(&self) -> Sqlite {
        Sqlite::open(&self.0.file("gagas.db")).await.unwrap()
    }
}

struct Memory(Sqlite);

impl Bed for Memory {
    type Store = Sqlite;
    const APART: bool = false;

    async fn open(&self) -> Sqlite {
        self.0.clone()
    }
}

mod file {
    use super::{Directory, File};

    contract!(async { Some(File(Directory::new())) });
}

mod memory {
    use super::{Memory, Sqlite};

    contract!(async { Some(Memory(Sqlite::memory().await.unwrap())) });
}

#[tokio::test]
async fn a_newer_file_is_refused_and_left_alone() {
    let directory = Directory::new();
    let path = directory.file("gagas.db");
    let store = Sqlite::open(&path).await.unwrap();
    let tenant = Pen::new().tenant();
    store.create(&tenant, mark()).await.unwrap();
    store.close().await;
    let newer = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    sqlx::query("PRAGMA user_version = 99")
        .execute(&newer)
        .await
        .unwrap();
    newer.close().await;
    let before = std::fs::read(&path).unwrap();
    let refused = Sqlite::open(&path).await;
    assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn what_is_no_database_is_refused_and_left_alone() {
    let directory = Directory::new();
    let path = directory.file("gagas.db");
    std::fs::write(&path, "Daftar hadir\n".repeat(1_000)).unwrap();
    assert!(Sqlite::open(&path).await.is_err());
    assert!(
        Sqlite::open(&directory.file("no/such/place"))
            .await
            .is_err()
    );
    assert!(Sqlite::carried(&directory.file("missing")).await.is_err());
    assert!(!directory.file("missing").exists());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("Daftar hadir"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_can_open_a_new_file_at_once() {
    let directory = Directory::new();
    let mut opening = Vec::new();
    for _ in 0..6 {
        let path = directory.file("gagas.db");
        opening.push(tokio::spawn(async move { Sqlite::open(&path).await }));
    }
    let tenant = Pen::new().tenant();
    for opened in opening {
        let store = opened.await.unwrap().unwrap();
        store.create(&tenant, mark()).await.unwrap();
        assert!(store.find(tenant.id).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_file_to_carry_is_one_file() {
    let directory = Directory::new();
    let path = directory.file("carried.db");
    let store = Sqlite::fresh(&path).await.unwrap();
    let mut pen = Pen::new();
    let mut node = Node::create(store.clone(), &pen).await;
    node.push(vec![pen.settle(r#"{"title":"w"}"#)]).await;
    drop(node);
    store.close().await;
    let beside: Vec<_> = std::fs::read_dir(&directory.0).unwrap().collect();
    assert_eq!(beside.len(), 1);
    let before = std::fs::read(&path).unwrap();
    let carried = Sqlite::carried(&path).await.unwrap();
    let found = carried.find(pen.workshop()).await.unwrap();
    assert_eq!(found.unwrap().pulse.commits, 1);
    let refused = carried.create(&Pen::new().tenant(), mark()).await;
    assert!(matches!(refused, Err(StoreError::Full(_))));
    carried.close().await;
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
