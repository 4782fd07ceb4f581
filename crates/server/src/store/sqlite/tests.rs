//! A disk without room, as far as SQLite's own limits show it; and a real one where a small disk can be made.

use std::path::{Path, PathBuf};
use std::process::Command;

use gagas_domain::id::{Mark, PublicKey, TokenHash, WorkshopId};

use super::Sqlite;
use crate::hub::random;
use crate::store::{Creation, Pulse, Store, StoreError, Tenant, Tokens};

fn tenant() -> Tenant {
    Tenant {
        id: WorkshopId(random()),
        organiser: PublicKey([1; 32]),
        tokens: Tokens {
            generation: 0,
            organiser: TokenHash([2; 32]),
            join: TokenHash([3; 32]),
        },
        epoch: "e".repeat(200),
        epoch_ms: 0,
        pulse: Pulse {
            mark: Mark(random()),
            ..Pulse::default()
        },
    }
}

/// Creates workshops until there is no room; answers one that is there.
async fn fill(store: &Sqlite) -> Tenant {
    let mut held = tenant();
    for _ in 0..20_000 {
        let next = tenant();
        match store.create(&next, next.pulse.mark).await {
            Ok(_) => held = next,
            Err(StoreError::Full(_)) => return held,
            Err(error) => panic!("{error}"),
        }
    }
    panic!("there was room for all");
}

#[tokio::test]
async fn a_full_file_says_so_is_readable_and_takes_more_once_there_is_room() {
    let path = std::env::temp_dir().join(format!("gagas-full-{}", u64::from_le_bytes(random())));
    let store = Sqlite::open(&path).await.unwrap();
    let first = tenant();
    store.create(&first, first.pulse.mark).await.unwrap();
    sqlx::query("PRAGMA max_page_count = 30")
        .fetch_all(&store.writer)
        .await
        .unwrap();
    let last = fill(&store).await;
    for held in [&first, &last] {
        assert_eq!(store.find(held.id).await.unwrap().as_ref(), Some(held));
        assert!(store.write(held.id).await.unwrap().is_some());
    }
    sqlx::query("PRAGMA max_page_count = 100000")
        .fetch_all(&store.writer)
        .await
        .unwrap();
    let created = store.create(&tenant(), Mark(random())).await;
    assert!(matches!(created, Ok(Creation::New(_))));
    store.close().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file([path.to_str().unwrap(), end].concat());
    }
}

/// A disk of two megabytes; only root may make one.
struct Disk(PathBuf);

impl Disk {
    fn new() -> Option<Self> {
        let path =
            std::env::temp_dir().join(format!("gagas-disk-{}", u64::from_le_bytes(random())));
        std::fs::create_dir(&path).unwrap();
        let disk = Self(path);
        let args = ["-t", "tmpfs", "-o", "size=2m", "none"];
        let mounted = Command::new("mount").args(args).arg(&disk.0).output();
        mounted
            .is_ok_and(|done| done.status.success())
            .then_some(disk)
    }

    fn path(&self, name: &str) -> PathBuf {
        Path::join(&self.0, name)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
        let _ = std::fs::remove_dir(&self.0);
    }
}

#[tokio::test]
async fn a_full_disk_says_so_is_readable_and_recovers_by_itself() {
    let Some(disk) = Disk::new() else {
        return;
    };
    let ballast = disk.path("ballast");
    std::fs::write(&ballast, vec![0; 1_000_000]).unwrap();
    let store = Sqlite::open(&disk.path("gagas.db")).await.unwrap();
    let first = tenant();
    store.create(&first, first.pulse.mark).await.unwrap();
    let last = fill(&store).await;
    for _ in 0..3 {
        for held in [&first, &last] {
            assert_eq!(store.find(held.id).await.unwrap().as_ref(), Some(held));
        }
        // A log that was folded into the file meanwhile leaves room again, which is used up, too.
        fill(&store).await;
    }
    std::fs::remove_file(&ballast).unwrap();
    let created = store.create(&tenant(), Mark(random())).await;
    assert!(matches!(created, Ok(Creation::New(_))), "{created:?}");
    store.close().await;
}
