use futures::executor::block_on;

use super::*;
use crate::storage::memory::Memory;
use crate::storage::testing::{deletion, idea};

fn place(name: &str) -> Unloaded {
    Unloaded::new(AnyBackend::memory(name))
}

async fn load(name: &str) -> (WorkshopStore, Loaded) {
    place(name).load().await.unwrap()
}

async fn append(store: &WorkshopStore, patch: &Patch, random: u64) {
    let plan = store.append([patch.signed()], patch.stamp().ms, random);
    store.commit(&plan).await.unwrap();
}

fn ids(patches: &[SignedPatch]) -> BTreeSet<PatchId> {
    patches.iter().map(|it| PatchId::of(&it.body)).collect()
}

async fn put(name: &str, store: Store, key: &str, bytes: &[u8]) {
    let change = Change::Put(store, key.into(), bytes.into());
    AnyBackend::memory(name).commit(&[change]).await.unwrap();
}

async fn rows(name: &str) -> Rows {
    AnyBackend::memory(name).read_all().await.unwrap()
}

const NOW: QueueState = QueueState::HandedOver {
    how: How::File,
    at_ms: 77,
};
const ARRIVED: QueueState = QueueState::HandedOver {
    how: How::Server,
    at_ms: 99,
};

#[test]
fn own_writes_are_found_again_in_order() {
    let name = "store::own_writes";
    block_on(async {
        let (store, loaded) = load(name).await;
        assert_eq!(loaded, Loaded::default());
        let written = [
            idea(1, "a", 9),
            idea(2, "b", 10),
            idea(3, "c\n\"é\"", 1_790_000_000_123),
        ];
        for patch in written.iter().rev() {
            let plan = [store.queue(patch), store.put_meta("draft", vec![0, 255])].concat();
            store.commit(&plan).await.unwrap();
        }
        let (again, loaded) = load(name).await;
        let found: Vec<_> = loaded.outbox.iter().map(|it| &it.patch).collect();
        assert_eq!(found, written.each_ref().map(Patch::signed));
        assert_eq!(again.outbox(), loaded.outbox);
        assert_eq!(store.outbox(), loaded.outbox);
        assert_eq!(loaded.meta.get("draft").unwrap(), &[0, 255]);
        assert_eq!(loaded.meta.len(), 1);
        store.commit(&again.delete_meta("draft")).await.unwrap();
        assert!(load(name).await.1.meta.is_empty());
    });
}

#[test]
fn only_a_server_empties_the_outbox() {
    let name = "store::outbox";
    block_on(async {
        let (store, _) = load(name).await;
        let (one, two) = (idea(1, "a", 9), idea(2, "b", 10));
        for patch in [&one, &two] {
            store.commit(&store.queue(patch)).await.unwrap();
        }
        let plan = store.acknowledge(&[one.id(), PatchId([0; 16])], NOW, 1);
        assert_eq!(plan.len(), 1);
        store.commit(&plan).await.unwrap();
        let (store, loaded) = load(name).await;
        let states: Vec<_> = loaded.outbox.iter().map(|it| it.state).collect();
        assert_eq!(states, [NOW, QueueState::Waiting]);
        assert!(loaded.patches.is_empty());

        let plan = store.acknowledge(&[one.id()], ARRIVED, 2);
        store.commit(&plan).await.unwrap();
        assert_eq!(store.acknowledge(&[one.id()], ARRIVED, 3), []);
        let (_, loaded) = load(name).await;
        assert_eq!(loaded.patches, [one.signed().clone()]);
        assert_eq!(loaded.outbox.len(), 1);
        assert_eq!(loaded.outbox[0].patch, *two.signed());
    });
}

#[test]
fn newer_data_stay_as_they_are() {
    let name = "store::newer";
    block_on(async {
        put(name, Store::Meta, SCHEMA_KEY, b"2").await;
        put(name, Store::Log, "k", b"other").await;
        put(name, Store::Snap, "s", &[0xff, 0]).await;
        let before = rows(name).await;
        let refused = place(name).load().await.unwrap_err();
        assert_eq!(refused, LoadError::Newer { found: 2 });
        assert_eq!(rows(name).await, before);
        let text = place(name).raw_export().await.unwrap();
        let wanted = [
            r#"{"store":"meta","key":"schema","text":"2"}"#,
            r#"{"store":"log","key":"k","text":"other"}"#,
            r#"{"store":"snap","key":"s","base64url":"_wA"}"#,
            "",
        ];
        assert_eq!(text, wanted.join("\n"));
    });
}

#[test]
fn data_without_sense_stay_as_they_are() {
    block_on(async {
        for (name, schema) in [
            ("store::none", None),
            ("store::empty", Some(&b""[..])),
            ("store::zero", Some(b"0")),
            ("store::word", Some(b"satu")),
            ("store::bytes", Some(&[0xff])),
        ] {
            put(name, Store::Log, "k", b"other").await;
            if let Some(bytes) = schema {
                put(name, Store::Meta, SCHEMA_KEY, bytes).await;
            }
            let before = rows(name).await;
            let refused = place(name).load().await.unwrap_err();
            assert_eq!(refused, LoadError::Unreadable, "{name}");
            assert_eq!(rows(name).await, before, "{name}");
        }
    });
}

#[test]
fn a_full_disk_is_told_at_the_first_load() {
    let name = "store::full";
    block_on(async {
        let memory = Memory::open(name);
        memory.fail_commits(Some(StorageError::Full));
        let refused = place(name).load().await.unwrap_err();
        assert_eq!(refused, LoadError::Storage(StorageError::Full));
        memory.fail_commits(None);
        memory.fail_reads(Some(StorageError::Lost));
        let refused = place(name).load().await.unwrap_err();
        assert_eq!(refused, LoadError::Storage(StorageError::Lost));
        memory.fail_reads(None);
        assert!(rows(name).await.is_empty());
    });
}

#[test]
fn unreadable_patches_are_counted_and_kept_through_a_fold() {
    let name = "store::unreadable";
    block_on(async {
        let (store, _) = load(name).await;
        let good = idea(1, "a", 9);
        append(&store, &good, 1).await;
        // Not UTF-8, not JSON, a patch of another version of the format.
        let newer = br#"{"b":"{\"v\":2}","s":"AA"}"#;
        let odd = [&[0xff, 0xfe][..], b"{", newer];
        put(name, Store::Log, "odd", &odd.join(&b'\n')).await;
        put(name, Store::Outbox, "odd", b"{}").await;
        let (store, loaded) = load(name).await;
        assert_eq!((loaded.patches.len(), loaded.unreadable), (1, 4));

        let plan = store.fold(7).await.unwrap();
        store.commit(&plan).await.unwrap();
        let plan = store.fold(8).await.unwrap();
        store.commit(&plan).await.unwrap();
        let after = rows(name).await;
        assert!(after.log.is_empty());
        assert_eq!(after.outbox, [("odd".to_string(), b"{}".to_vec())]);
        let kept: BTreeSet<&[u8]> = after.snap.iter().flat_map(|(_, it)| lines(it)).collect();
        for line in odd {
            assert!(kept.contains(line), "{line:?}");
        }
        let (_, loaded) = load(name).await;
        assert_eq!((loaded.patches.len(), loaded.unreadable), (1, 4));
    });
}

#[test]
fn bodies_of_later_versions_survive_a_fold() {
    let name = "store::later";
    block_on(async {
        let (store, _) = load(name).await;
        let later = SignedPatch {
            body: r#"{"v":2,"anything":[1.5]}"#.into(),
            signature: [3; 64],
        };
        let plan = store.append([&later], 5, 5);
        store.commit(&plan).await.unwrap();
        let plan = store.fold(7).await.unwrap();
        store.commit(&plan).await.unwrap();
        let (_, loaded) = load(name).await;
        assert_eq!(loaded.patches, [later]);
    });
}

#[test]
fn a_fold_keeps_the_winners_and_is_due_after_64_rows() {
    let name = "store::fold";
    block_on(async {
        let (store, _) = load(name).await;
        let mut winners = BTreeSet::new();
        for n in 0..80u8 {
            assert_eq!(store.wants_fold(), n > 64, "{n}");
            let patch = idea(n / 2, "judul", 100 + u64::from(n));
            append(&store, &patch, u64::from(n)).await;
            if n % 2 == 1 {
                winners.insert(patch.id());
            }
        }
        let (again, loaded) = load(name).await;
        assert!(again.wants_fold());
        assert_eq!(loaded.patches.len(), 80);
        let plan = again.fold(1).await.unwrap();
        again.commit(&plan).await.unwrap();
        assert!(!again.wants_fold());
        let after = rows(name).await;
        assert!(after.log.is_empty());
        assert!(after.snap.len() <= 64, "{}", after.snap.len());
        let (_, loaded) = load(name).await;
        assert_eq!(loaded.patches.len(), 40);
        assert_eq!(ids(&loaded.patches), winners);
    });
}

#[test]
fn folds_in_two_tabs_lose_nothing() {
    let name = "store::two_folds";
    block_on(async {
        let (one, _) = load(name).await;
        let (two, _) = load(name).await;
        // So many that folded rows of the two tabs meet.
        let patches: Vec<Patch> = (0..200).map(|n| idea(n, "judul", 100)).collect();
        let mut parts = patches.chunks(50);
        let mut random = 100;
        let mut add = async |store: &WorkshopStore| {
            random += 1;
            let part = parts.next().unwrap().iter().map(Patch::signed);
            let plan = store.append(part, 100, random);
            store.commit(&plan).await.unwrap();
        };
        add(&one).await;
        let first = one.fold(1).await.unwrap();
        add(&two).await;
        let second = two.fold(2).await.unwrap();
        add(&one).await;
        two.commit(&second).await.unwrap();
        add(&one).await;
        one.commit(&first).await.unwrap();
        let wanted: BTreeSet<_> = patches.iter().map(Patch::id).collect();
        assert_eq!(ids(&load(name).await.1.patches), wanted);
        let last = one.fold(3).await.unwrap();
        one.commit(&last).await.unwrap();
        let (_, loaded) = load(name).await;
        assert_eq!(ids(&loaded.patches), wanted);
        assert_eq!(loaded.patches.len(), patches.len());
        let after = rows(name).await;
        assert!(after.snap.len() <= 64 && after.log.is_empty());
    });
}

#[test]
fn a_fold_keeps_what_a_waiting_write_beats() {
    let name = "store::beaten";
    block_on(async {
        let (store, _) = load(name).await;
        let first = idea(1, "satu", 9);
        append(&store, &first, 1).await;
        let second = store.queue(&idea(1, "dua", 10));
        store.commit(&second).await.unwrap();
        let plan = store.fold(7).await.unwrap();
        store.commit(&plan).await.unwrap();
        let (_, loaded) = load(name).await;
        assert_eq!(ids(&loaded.patches), BTreeSet::from([first.id()]));
    });
}

#[test]
fn a_waiting_deletion_erases_the_text_from_the_device() {
    let name = "store::deletion";
    block_on(async {
        let (store, _) = load(name).await;
        let old = idea(1, "rahasia", 9);
        let edit = idea(1, "rahasia juga", 10);
        let end = deletion(1, 11);
        append(&store, &old, 1).await;
        store.commit(&store.queue(&edit)).await.unwrap();
        let plan = [store.queue(&end), store.supersede(&[edit.id()])].concat();
        store.commit(&plan).await.unwrap();
        let plan = store.fold(7).await.unwrap();
        store.commit(&plan).await.unwrap();
        let text = place(name).raw_export().await.unwrap();
        assert!(!text.contains("rahasia"), "{text}");
        let (_, loaded) = load(name).await;
        assert!(loaded.patches.is_empty());
        assert_eq!(loaded.outbox.len(), 1);
        assert_eq!(loaded.outbox[0].patch, *end.signed());
    });
}

#[test]
fn what_a_server_refused_stays_and_says_why() {
    let name = "store::refused";
    block_on(async {
        let (store, _) = load(name).await;
        let (one, two, three) = (idea(1, "a", 9), idea(2, "b", 10), idea(3, "c", 11));
        for patch in [&one, &two, &three] {
            store.commit(&store.queue(patch)).await.unwrap();
        }
        let known = QueueState::Refused(Some(Code::Purged));
        store
            .commit(&store.acknowledge(&[one.id()], known, 1))
            .await
            .unwrap();
        let later = QueueState::Refused(None);
        store
            .commit(&store.acknowledge(&[two.id()], later, 1))
            .await
            .unwrap();
        let (again, loaded) = load(name).await;
        let states: Vec<_> = loaded.outbox.iter().map(|it| it.state).collect();
        assert_eq!(states, [known, later, QueueState::Waiting]);
        again.commit(&again.supersede(&[one.id()])).await.unwrap();
        assert_eq!(load(name).await.1.outbox.len(), 2);
    });
}

#[test]
fn writes_with_new_stamps_take_the_place_of_the_old() {
    let name = "store::requeue";
    block_on(async {
        let (store, _) = load(name).await;
        let (ahead, shared, copy) = (idea(1, "a", 900), idea(2, "b", 901), idea(1, "a", 5));
        for patch in [&ahead, &shared] {
            store.commit(&store.queue(patch)).await.unwrap();
        }
        let queued = |patch: &Patch, state, copied| {
            let patch = patch.clone();
            let signed = patch.signed().clone();
            (
                patch,
                Queued {
                    patch: signed,
                    state,
                    copied,
                },
            )
        };
        let new = [
            queued(&copy, QueueState::Waiting, false),
            queued(&shared, NOW, true),
        ];
        let plan = store.requeue(&[ahead.id(), shared.id()], &new);
        store.commit(&plan).await.unwrap();
        let (_, loaded) = load(name).await;
        assert_eq!(loaded.outbox, new.map(|(_, queued)| queued));
        assert_eq!(store.outbox(), loaded.outbox);
    });
}

#[test]
fn another_tabs_outbox_is_taken_over() {
    let name = "store::tabs";
    block_on(async {
        let (one, _) = load(name).await;
        let first = idea(1, "a", 9);
        one.commit(&one.queue(&first)).await.unwrap();
        let (two, _) = load(name).await;
        // The other tab writes, sends the first, and is told that something else was refused.
        let (second, third) = (idea(2, "b", 10), idea(3, "c", 11));
        two.commit(&two.queue(&second)).await.unwrap();
        two.commit(&two.queue(&third)).await.unwrap();
        let refused = QueueState::Refused(Some(Code::TooLarge));
        let plan = [
            two.acknowledge(&[first.id()], ARRIVED, 1),
            two.acknowledge(&[third.id()], refused, 2),
        ];
        two.commit(&plan.concat()).await.unwrap();
        one.commit(&one.queue(&idea(4, "d", 12))).await.unwrap();
        one.reread_outbox().await.unwrap();
        assert_eq!(one.outbox(), load(name).await.1.outbox);
        assert_eq!(one.outbox().len(), 3);
    });
}
