//! What every backend must do; each case works on a database of its own.

use futures::future::{join, join_all};
use gagas::storage::backend::{AnyBackend, Backend, Change, Row, Rows, StorageError, Store};

use super::open;

fn put(store: Store, key: &str, bytes: &[u8]) -> Change {
    Change::Put(store, key.into(), bytes.into())
}

fn row(key: &str, bytes: &[u8]) -> Row {
    (key.into(), bytes.into())
}

/// Opens a database that no earlier run has left anything in.
async fn fresh(name: &str) -> AnyBackend {
    open(name).await.destroy().await.unwrap();
    open(name).await
}

pub(crate) async fn a_new_database_is_empty() {
    let place = fresh("contract:empty").await;
    assert_eq!(place.read_all().await, Ok(Rows::default()));
    for store in Store::ALL {
        assert_eq!(place.read(store).await, Ok(Vec::new()));
        assert_eq!(place.get(store, "k").await, Ok(None));
    }
    assert_eq!(place.commit(&[]).await, Ok(()));
    let absent = Change::Delete(Store::Log, "k".into());
    assert_eq!(place.commit(&[absent]).await, Ok(()));
    assert!(place.read_all().await.unwrap().is_empty());
}

pub(crate) async fn changes_are_made_in_order() {
    let place = fresh("contract:order").await;
    let delete = |key: &str| Change::Delete(Store::Meta, key.into());
    let changes = [
        put(Store::Meta, "a", b"1"),
        put(Store::Meta, "a", b"2"),
        put(Store::Meta, "b", b"1"),
        delete("b"),
        put(Store::Meta, "c", b"1"),
        delete("c"),
        put(Store::Meta, "c", b"2"),
        put(Store::Snap, "d", b"1"),
        Change::Clear(Store::Snap),
        put(Store::Snap, "e", b"2"),
    ];
    place.commit(&changes).await.unwrap();
    place.commit(&[put(Store::Meta, "a", b"3")]).await.unwrap();
    let rows = place.read_all().await.unwrap();
    assert_eq!(rows.meta, [row("a", b"3"), row("c", b"2")]);
    assert_eq!(rows.snap, [row("e", b"2")]);
}

pub(crate) async fn bytes_come_back_as_they_were() {
    let place = fresh("contract:bytes").await;
    let all: Vec<u8> = (0..=255).collect();
    let large: Vec<u8> = (0..1_000_003u32).map(|n| (n % 251) as u8).collect();
    let changes = [
        put(Store::Log, "all", &all),
        put(Store::Log, "none", b""),
        put(Store::Log, "large", &large),
        put(Store::Log, "", b"the empty key"),
    ];
    place.commit(&changes).await.unwrap();
    for (key, bytes) in [
        ("all", &all[..]),
        ("none", b""),
        ("large", &large),
        ("", b"the empty key"),
    ] {
        let found = place.get(Store::Log, key).await.unwrap();
        assert!(found.as_deref() == Some(bytes), "{key}");
    }
}

pub(crate) async fn rows_come_in_the_order_of_their_keys() {
    let place = fresh("contract:keys").await;
    let keys = ["b", "a.2", "a", "-", "a.10", "_", "B", "~"];
    let changes: Vec<Change> = keys.map(|key| put(Store::Outbox, key, b"")).into();
    place.commit(&changes).await.unwrap();
    let mut sorted = keys;
    sorted.sort_unstable();
    let found = place.read(Store::Outbox).await.unwrap();
    assert_eq!(found, sorted.map(|key| row(key, b"")));
}

pub(crate) async fn stores_are_apart() {
    let place = fresh("contract:apart").await;
    let name = |store: Store| store.name().as_bytes();
    let changes = Store::ALL.map(|store| put(store, "k", name(store)));
    place.commit(&changes).await.unwrap();
    place.commit(&[Change::Clear(Store::Log)]).await.unwrap();
    let rows = place.read_all().await.unwrap();
    for store in Store::ALL {
        let wanted = match store {
            Store::Log => Vec::new(),
            _ => vec![row("k", name(store))],
        };
        assert_eq!(rows.of(store), wanted);
        assert_eq!(place.read(store).await.unwrap(), wanted);
    }
}

pub(crate) async fn five_thousand_rows_are_one_commit() {
    let place = fresh("contract:many").await;
    let changes: Vec<Change> = (0..5_000)
        .map(|n| {
            put(
                Store::Log,
                &format!("{n:05}"),
                format!("row {n}").as_bytes(),
            )
        })
        .collect();
    place.commit(&changes).await.unwrap();
    let rows = place.read(Store::Log).await.unwrap();
    assert_eq!(rows.len(), 5_000);
    assert_eq!(rows[4_321], row("04321", b"row 4321"));
}

pub(crate) async fn commits_outlive_their_handle() {
    let place = fresh("contract:outlive").await;
    let change = put(Store::Outbox, "k", b"kept");
    place.commit(&[change]).await.unwrap();
    drop(place);
    let again = open("contract:outlive").await;
    let found = again.get(Store::Outbox, "k").await.unwrap();
    assert_eq!(found.as_deref(), Some(&b"kept"[..]));
}

pub(crate) async fn handles_see_each_other() {
    let one = fresh("contract:two").await;
    let two = open("contract:two").await;
    one.commit(&[put(Store::Meta, "a", b"1")]).await.unwrap();
    two.commit(&[put(Store::Meta, "b", b"2")]).await.unwrap();
    let wanted = vec![row("a", b"1"), row("b", b"2")];
    assert_eq!(one.read(Store::Meta).await.unwrap(), wanted);
    assert_eq!(two.read(Store::Meta).await.unwrap(), wanted);
}

pub(crate) async fn a_commit_is_seen_whole_or_not_at_all() {
    let one = fresh("contract:whole").await;
    let two = open("contract:whole").await;
    for turn in 0..20u8 {
        let changes = Store::ALL.map(|store| put(store, "k", &[turn]));
        let (done, seen) = join(one.commit(&changes), two.read_all()).await;
        done.unwrap();
        let seen = seen.unwrap();
        assert!(
            Store::ALL.iter().all(|it| seen.of(*it) == seen.meta),
            "{seen:?}"
        );
    }
}

pub(crate) async fn commits_under_way_keep_their_order() {
    let place = fresh("contract:queue").await;
    let batches: Vec<[Change; 2]> = (0..20u8)
        .map(|n| {
            [
                put(Store::Meta, "last", &[n]),
                put(Store::Log, "last", &[n]),
            ]
        })
        .collect();
    let all = join_all(batches.iter().map(|it| place.commit(it))).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    let rows = place.read_all().await.unwrap();
    assert_eq!(rows.meta, [row("last", &[19])]);
    assert_eq!(rows.log, [row("last", &[19])]);
}

pub(crate) async fn an_erased_database_is_not_written_again() {
    let name = "contract:erase";
    let one = fresh(name).await;
    let two = open(name).await;
    let idle = open(name).await;
    let change = [put(Store::Meta, "k", b"1")];
    two.commit(&change).await.unwrap();
    one.destroy().await.unwrap();
    for handle in [&one, &two] {
        assert_eq!(handle.commit(&change).await, Err(StorageError::Erased));
        assert_eq!(handle.read_all().await, Err(StorageError::Erased));
        assert_eq!(handle.destroy().await, Ok(()));
    }
    let three = open(name).await;
    assert!(three.read_all().await.unwrap().is_empty());
    three.commit(&change).await.unwrap();
    assert_eq!(one.commit(&change).await, Err(StorageError::Erased));
    // Even where somebody has made it anew before the handle was used again.
    assert_eq!(idle.commit(&change).await, Err(StorageError::Erased));
}

pub(crate) async fn erasing_during_a_commit_leaves_nothing_behind() {
    let name = "contract:race";
    let one = fresh(name).await;
    let two = open(name).await;
    let changes: Vec<Change> = (0..500)
        .map(|n| put(Store::Log, &format!("{n:05}"), &[0; 100]))
        .collect();
    let (committed, destroyed) = join(two.commit(&changes), one.destroy()).await;
    assert!(
        matches!(committed, Ok(()) | Err(StorageError::Erased)),
        "{committed:?}"
    );
    assert_eq!(destroyed, Ok(()));
    let after = two.commit(&changes).await;
    assert_eq!(after, Err(StorageError::Erased));
    assert!(open(name).await.read_all().await.unwrap().is_empty());
}
