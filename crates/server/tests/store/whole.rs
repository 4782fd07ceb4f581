//! What holds for every store when whole workshops are carried.

use gagas_domain::sync::{Commit, Shelf};
use gagas_server::store::{
    Keeper, Placing, Pulse, Put, Snapshot, Sqlite, Store, Tenant, Whole, Writing,
};

use crate::Bed;
use crate::node::Node;
use crate::writing::{Pen, mark};

const SETTINGS: &str = r#"{"title":"Lokakarya \"A\"","board.budget":5,"board.cap":2}"#;

async fn whole<S: Keeper>(store: &S, tenant: &Tenant) -> Whole {
    let mut snapshot = store.snapshot().await.unwrap();
    snapshot.whole(tenant.id).await.unwrap().unwrap()
}

async fn written<B: Bed>(bed: &B, pen: &mut Pen) -> Node<B::Store> {
    let mut node = Node::create(bed.open().await, pen).await;
    let idea = pen.idea("Siti", "Antrean", "lama");
    node.push(vec![pen.settle(SETTINGS), idea.clone()]).await;
    node.push(vec![pen.vote("Budi", &idea.record()), pen.register("Budi")])
        .await;
    node
}

pub(crate) async fn old_marks_are_thinned_out<B: Bed>(bed: &B) {
    let store = bed.open().await;
    let last = 10_198;
    let mut tenant = Pen::new().tenant();
    tenant.pulse = Pulse {
        head: last,
        commits: last,
        ..Pulse::default()
    };
    let kept = (0..=last).filter(|at| Shelf::keeps_mark(*at, last));
    let marks: Vec<_> = kept.map(|at| (at, at, mark())).collect();
    let whole = Whole {
        tenant: tenant.clone(),
        patches: Vec::new(),
        tallies: Vec::new(),
        marks,
    };
    assert_eq!(store.put(&whole, Placing::Add).await.unwrap(), Put::Done);
    for head in last + 1..=last + 4 {
        let writing = store.write(tenant.id).await.unwrap().unwrap();
        let commit = Commit {
            head,
            ..Commit::default()
        };
        let forgotten = Shelf::leaves_mark(head);
        writing.commit(&commit, mark(), forgotten).await.unwrap();
    }
    let read = store.read(tenant.id, Pulse::default()).await.unwrap();
    let (tenant, changes) = read.unwrap();
    assert_eq!(tenant.pulse.commits, last + 4);
    let numbers: Vec<u64> = changes.marks.iter().map(|(at, ..)| *at).collect();
    let expected: Vec<u64> = (0..=last + 4)
        .filter(|at| Shelf::keeps_mark(*at, last + 4))
        .collect();
    assert_eq!(numbers, expected);
    assert_eq!((numbers[0], numbers[1], numbers[2]), (0, 100, 200));
}

pub(crate) async fn a_whole_workshop_is_carried_unchanged<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let node = written(bed, &mut pen).await;
    let held = whole(&node.store, &node.tenant).await;
    assert_eq!((held.patches.len(), held.tallies.len()), (4, 1));
    let other = Sqlite::memory().await.unwrap();
    assert_eq!(other.put(&held, Placing::Add).await.unwrap(), Put::Done);
    assert_eq!(whole(&other, &node.tenant).await, held);
    let mut carried = Node::over(other, &node.tenant);
    carried.follow().await;
    assert_eq!(carried.state(), node.state());
    // And back, in place of a later state.
    let mut later = node;
    later.push(vec![pen.idea("Siti", "Kedua", "-")]).await;
    let put = later.store.put(&held, Placing::Replace).await.unwrap();
    assert_eq!(put, Put::Done);
    assert_eq!(whole(&later.store, &later.tenant).await, held);
}

pub(crate) async fn what_is_there_or_deleted_is_not_overwritten<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let node = written(bed, &mut pen).await;
    let mut held = whole(&node.store, &node.tenant).await;
    held.tenant.epoch = "other".into();
    let put = node.store.put(&held, Placing::Add).await.unwrap();
    assert_eq!(put, Put::Held);
    let id = held.tenant.id;
    assert_eq!(node.store.find(id).await.unwrap(), Some(node.tenant));
    // What is there is not remembered as deleted.
    node.store.bury(&[id]).await.unwrap();
    assert!(node.store.find(id).await.unwrap().is_some());
    node.store.delete(id).await.unwrap();
    for placing in [Placing::Add, Placing::Replace] {
        let put = node.store.put(&held, placing).await.unwrap();
        assert_eq!(put, Put::Deleted);
    }
    assert!(node.store.find(id).await.unwrap().is_none());
    let buried = Pen::new();
    node.store.bury(&[buried.workshop()]).await.unwrap();
    let mut snapshot = node.store.snapshot().await.unwrap();
    let deleted = snapshot.deleted().await.unwrap();
    assert!(deleted.contains(&id) && deleted.contains(&buried.workshop()));
}

pub(crate) async fn a_snapshot_is_of_one_moment<B: Bed>(bed: &B) {
    if !B::APART {
        return;
    }
    let mut pen = Pen::new();
    let mut node = written(bed, &mut pen).await;
    let other = bed.open().await;
    let mut snapshot = other.snapshot().await.unwrap();
    let before = node.tenant.pulse;
    node.push(vec![pen.idea("Siti", "Kedua", "-")]).await;
    node.store
        .create(&Pen::new().tenant(), mark())
        .await
        .unwrap();
    let sizes = snapshot.sizes().await.unwrap();
    let size = sizes.iter().find(|size| size.id == node.tenant.id);
    assert_eq!(size.unwrap().patches, 4);
    let seen = snapshot.whole(node.tenant.id).await.unwrap().unwrap();
    assert_eq!((seen.tenant.pulse, seen.patches.len()), (before, 4));
}

pub(crate) async fn sizes_and_words_are_found<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let node = written(bed, &mut pen).await;
    let empty = Pen::new().tenant();
    node.store.create(&empty, mark()).await.unwrap();
    let mut snapshot = node.store.snapshot().await.unwrap();
    let sizes = snapshot.sizes().await.unwrap();
    let of = |id| sizes.iter().find(|size| size.id == id).copied().unwrap();
    let none = of(empty.id);
    assert_eq!((none.patches, none.bytes, none.changed_ms), (0, 0, 0));
    let some = of(node.tenant.id);
    let whole = snapshot.whole(node.tenant.id).await.unwrap().unwrap();
    let bytes: usize = whole.patches.iter().map(|kept| kept.body.len() + 64).sum();
    assert_eq!((some.patches, some.bytes), (4, bytes as u64));
    assert_eq!(some.changed_ms, crate::writing::NOW);
    let found = snapshot.naming(node.tenant.id, "\"workshop\"").await;
    let seqs: Vec<u64> = found.unwrap().iter().map(|kept| kept.seq).collect();
    assert_eq!(seqs, [1]);
}
