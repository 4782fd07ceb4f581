//! What holds for a hub over every store where something else than it failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gagas_domain::id::{PatchId, WorkshopId};
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Paging, Reader, Taken};
use gagas_server::hub::{Entry, Hub, HubError, Rules};
use gagas_server::store::{Keeper, Placing, Snapshot, Store};

use crate::Bed;
use crate::writing::{NOW, Pen, mark};

fn rules() -> Rules {
    Rules {
        clock: Arc::new(|| NOW + 1_000),
        ..Rules::default()
    }
}

async fn push<S: Store>(hub: &Hub<S>, pen: &Pen, patch: &Patch) -> Taken {
    let live = hub.workshop(pen.workshop()).await.unwrap().unwrap();
    let pushed = live.push(Reader::ORGANISER, vec![patch.clone()]).await;
    pushed.unwrap().judgements[0].outcome.unwrap()
}

async fn read<S: Store>(hub: &Hub<S>, pen: &Pen) -> Vec<PatchId> {
    let live = hub.workshop(pen.workshop()).await.unwrap().unwrap();
    let paging = Paging {
        bytes: 100_000,
        ..Paging::default()
    };
    let (_, page) = live.page(&Reader::ORGANISER, &paging);
    page.patches.iter().map(|(_, patch)| patch.id()).collect()
}

pub(crate) async fn what_is_not_there_leaves_nothing_in_memory<B: Bed>(bed: &B) {
    let (pen, store) = (Pen::new(), bed.open().await);
    let hub = Hub::new(store.clone(), rules());
    for n in 0..1_000_u128 {
        let found = hub.enter(WorkshopId(n.to_be_bytes()), Some(&[1; 32])).await;
        assert!(matches!(found, Ok(Entry::Unknown)));
    }
    assert!(hub.is_empty());
    // A token that does not hold has nothing loaded either.
    store.create(&pen.tenant(), mark()).await.unwrap();
    let found = hub.enter(pen.workshop(), Some(&[1; 32])).await;
    assert!(matches!(found, Ok(Entry::Closed)));
    assert!(hub.is_empty());
}

pub(crate) async fn a_store_that_went_back_is_noticed<B: Bed>(bed: &B) {
    let (mut pen, store) = (Pen::new(), bed.open().await);
    store.create(&pen.tenant(), mark()).await.unwrap();
    let (one, two) = (
        Hub::new(store.clone(), rules()),
        Hub::new(store.clone(), rules()),
    );
    let ideas = ["Pertama", "Kedua", "Ketiga"].map(|title| pen.idea("Siti", title, "-"));
    push(&one, &pen, &ideas[0]).await;
    let mut snapshot = store.snapshot().await.unwrap();
    let older = snapshot.whole(pen.workshop()).await.unwrap().unwrap();
    drop(snapshot);
    push(&one, &pen, &ideas[1]).await;
    push(&one, &pen, &ideas[2]).await;
    assert_eq!(read(&two, &pen).await.len(), 3);
    // The database comes back as it was, under the same timeline, while nodes hold what is lost.
    store.put(&older, Placing::Replace).await.unwrap();
    assert_eq!(read(&two, &pen).await, [ideas[0].id()]);
    // What was acknowledged and lost is taken again, not called a duplicate.
    assert_eq!(push(&one, &pen, &ideas[2]).await, Taken::New);
    assert_eq!(read(&two, &pen).await, [ideas[0].id(), ideas[2].id()]);
    // As many commits as before, and others.
    assert_eq!(push(&two, &pen, &ideas[1]).await, Taken::New);
    let all = [ideas[0].id(), ideas[2].id(), ideas[1].id()];
    assert_eq!(read(&one, &pen).await, all);
    let read = store.read(pen.workshop(), older.tenant.pulse).await;
    assert_eq!(read.unwrap().unwrap().1.rows.len(), 2);
}

pub(crate) async fn a_writer_that_failed_is_replaced<B: Bed>(bed: &B) {
    let (mut pen, store) = (Pen::new(), bed.open().await);
    store.create(&pen.tenant(), mark()).await.unwrap();
    let broken = Arc::new(AtomicBool::new(true));
    let clock = {
        let broken = Arc::clone(&broken);
        move || match broken.swap(false, Ordering::Relaxed) {
            true => panic!("as a fault in the rules would"),
            false => NOW + 1_000,
        }
    };
    let hub = Hub::new(
        store,
        Rules {
            clock: Arc::new(clock),
            ..Rules::default()
        },
    );
    let idea = pen.idea("Siti", "Antrean", "-");
    let live = hub.workshop(pen.workshop()).await.unwrap().unwrap();
    let failed = live.push(Reader::ORGANISER, vec![idea.clone()]).await;
    assert!(matches!(failed, Err(HubError::Stopped)));
    assert_eq!(push(&hub, &pen, &idea).await, Taken::New);
    assert_eq!(read(&hub, &pen).await, [idea.id()]);
}
