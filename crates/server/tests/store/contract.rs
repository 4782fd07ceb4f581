//! What holds for every store.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gagas_domain::kind::Kind;
use gagas_domain::sync::Taken;
use gagas_server::store::{Changes, Creation, Keeper, Placing, Pulse, Snapshot, Store, Writing};

use crate::Bed;
use crate::node::Node;
use crate::writing::{Pen, mark};

const BOARD: &str = r#"{"title":"Lokakarya","board.budget":5,"board.cap":2}"#;

pub(crate) async fn a_workshop_is_created_once_and_deleted_for_ever<B: Bed>(bed: &B) {
    let store = bed.open().await;
    let mut tenant = Pen::new().tenant();
    tenant.pulse.mark = mark();
    let created = store.create(&tenant, tenant.pulse.mark).await.unwrap();
    assert_eq!(created, Creation::New(tenant.clone()));
    let mut other = tenant.clone();
    (other.epoch, other.tokens.join.0) = ("other".into(), [9; 32]);
    let again = store.create(&other, mark()).await.unwrap();
    assert_eq!(again, Creation::Held(tenant.clone()));
    assert_eq!(store.find(tenant.id).await.unwrap(), Some(tenant.clone()));
    assert!(store.list().await.unwrap().contains(&tenant.id));
    assert!(store.delete(tenant.id).await.unwrap());
    assert!(!store.delete(tenant.id).await.unwrap());
    let late = store.create(&tenant, mark()).await.unwrap();
    assert_eq!(late, Creation::Deleted);
    assert_eq!(store.find(tenant.id).await.unwrap(), None);
    assert!(!store.list().await.unwrap().contains(&tenant.id));
}

pub(crate) async fn nothing_is_known_of_an_unknown_workshop<B: Bed>(bed: &B) {
    let store = bed.open().await;
    let pen = Pen::new();
    let id = pen.workshop();
    assert!(store.find(id).await.unwrap().is_none());
    assert!(store.read(id, Pulse::default()).await.unwrap().is_none());
    assert!(store.write(id).await.unwrap().is_none());
    assert!(!store.rotate(id, &pen.tokens(1)).await.unwrap());
    assert!(!store.delete(id).await.unwrap());
    // What was not there is not remembered as deleted.
    let created = store.create(&pen.tenant(), mark()).await.unwrap();
    assert!(matches!(created, Creation::New(_)));
}

pub(crate) async fn tokens_only_go_forward<B: Bed>(bed: &B) {
    let store = bed.open().await;
    let pen = Pen::new();
    let tenant = pen.tenant();
    store.create(&tenant, mark()).await.unwrap();
    assert!(store.rotate(tenant.id, &pen.tokens(3)).await.unwrap());
    for old in [0, 1, 2, 3] {
        assert!(!store.rotate(tenant.id, &pen.tokens(old)).await.unwrap());
    }
    let held = store.find(tenant.id).await.unwrap().unwrap();
    assert_eq!(held.tokens, pen.tokens(3));
    assert_eq!((held.pulse.revision, held.pulse.commits), (1, 0));
    let greatest = pen.tokens(u32::MAX);
    assert!(store.rotate(tenant.id, &greatest).await.unwrap());
    let held = store.find(tenant.id).await.unwrap().unwrap();
    assert_eq!(held.tokens, greatest);
}

pub(crate) async fn what_was_committed_is_read_after_any_place<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = Node::create(bed.open().await, &pen).await;
    let id = pen.workshop();
    let idea = pen.idea("Siti", "Antrean", "lama");
    node.push(vec![pen.settle(BOARD), idea.clone()]).await;
    let middle = node.tenant.pulse;
    let edit = pen.idea("Siti", "Antrean", "lama sekali");
    let vote = pen.vote("Budi", &idea.record());
    node.push(vec![edit.clone(), vote.clone()]).await;

    let (tenant, all) = node
        .store
        .read(id, Pulse::default())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(tenant.pulse, node.tenant.pulse);
    assert_eq!((middle.head, middle.commits), (2, 1));
    // The first version of the idea won nothing more and is gone; its record came with it all the same.
    let rows: Vec<_> = all
        .rows
        .iter()
        .map(|(seq, _, first, patch)| (*seq, first.seq, patch.id()))
        .collect();
    assert_eq!(rows[0].0, 1);
    assert_eq!(rows[1..], [(3, 2, edit.id()), (4, 4, vote.id())]);
    let marked: Vec<_> = all.marks.iter().map(|(n, end, _)| (*n, *end)).collect();
    assert_eq!(marked, [(0, 0), (1, 2), (2, tenant.pulse.head)]);
    let [(counted_idea, counted)] = all.tallies[..] else {
        panic!("one idea has votes");
    };
    assert_eq!((counted_idea, counted.support.votes), (idea.record(), 1));
    assert_eq!(counted.seq, tenant.pulse.head);

    let (_, later) = node.store.read(id, middle).await.unwrap().unwrap();
    let Changes {
        whole,
        rows,
        tallies,
        marks,
    } = &later;
    assert!(all.whole && !whole);
    assert_eq!(
        (rows.len(), tallies, marks),
        (2, &all.tallies, &all.marks[2..].to_vec())
    );
    let (_, none) = node.store.read(id, tenant.pulse).await.unwrap().unwrap();
    assert!(none.rows.is_empty() && none.tallies.is_empty() && none.marks.is_empty());
}

pub(crate) async fn who_knows_a_timeline_that_is_gone_reads_everything<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = Node::create(bed.open().await, &pen).await;
    let id = pen.workshop();
    node.push(vec![pen.settle(BOARD)]).await;
    let first = node.tenant.pulse;
    let mut snapshot = node.store.snapshot().await.unwrap();
    let older = snapshot.whole(id).await.unwrap().unwrap();
    drop(snapshot);
    node.push(vec![pen.idea("Siti", "Antrean", "-")]).await;
    let second = node.tenant.pulse;
    // The database comes back as it was before, and goes on.
    node.store.put(&older, Placing::Replace).await.unwrap();
    let whole = async |after| node.store.read(id, after).await.unwrap().unwrap().1.whole;
    assert_eq!((whole(first).await, whole(second).await), (false, true));
    let mut other = Node::over(node.store.clone(), &older.tenant);
    other.push(vec![pen.idea("Budi", "Kedua", "-")]).await;
    assert_eq!(other.tenant.pulse.commits, second.commits);
    assert_eq!((whole(first).await, whole(second).await), (false, true));
    other.push(vec![pen.idea("Budi", "Ketiga", "-")]).await;
    let (tenant, changes) = node.store.read(id, second).await.unwrap().unwrap();
    assert_eq!((changes.whole, changes.rows.len()), (true, 3));
    assert_eq!(tenant.pulse, other.tenant.pulse);
}

pub(crate) async fn another_node_follows_to_the_same_state<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut one = Node::create(bed.open().await, &pen).await;
    let mut two = Node::over(bed.open().await, &one.tenant);
    let idea = pen.idea("Siti", "Antrean", "lama");
    one.push(vec![pen.settle(BOARD), idea.clone()]).await;
    two.follow().await;
    two.push(vec![pen.vote("Budi", &idea.record()), pen.register("Budi")])
        .await;
    one.push(vec![
        pen.vote("Tuti", &idea.record()),
        pen.idea("Siti", "Kedua", "-"),
    ])
    .await;
    two.push(vec![pen.withdraw("Siti", "Kedua")]).await;
    one.follow().await;
    assert_eq!(one.state(), two.state());
    let mut three = Node::over(bed.open().await, &one.tenant);
    three.follow().await;
    assert_eq!(one.state(), three.state());
    let (_, patches, counts) = three.state();
    assert_eq!((patches.len(), counts[0].1.support.voters), (6, 2));
}

pub(crate) async fn what_is_numbered_anew_takes_its_old_place_away<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = Node::create(bed.open().await, &pen).await;
    let idea = pen.idea("Siti", "Antrean", "lama");
    node.push(vec![pen.settle(BOARD), idea.clone()]).await;
    for hidden in [r#"{"hidden":true}"#, r#"{"hidden":false}"#] {
        let word = pen.say(Kind::Moderation, &idea.record(), hidden);
        node.push(vec![word]).await;
    }
    let read = node.store.read(pen.workshop(), Pulse::default()).await;
    let (tenant, all) = read.unwrap().unwrap();
    let places: Vec<u64> = all
        .rows
        .iter()
        .filter(|(.., patch)| patch.id() == idea.id())
        .map(|(seq, ..)| *seq)
        .collect();
    assert_eq!(places, [tenant.pulse.head]);
    let mut other = Node::over(node.store.clone(), &tenant);
    other.follow().await;
    assert_eq!(other.state(), node.state());
}

pub(crate) async fn a_write_that_is_dropped_changes_nothing<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = Node::create(bed.open().await, &pen).await;
    node.push(vec![pen.settle(BOARD)]).await;
    let id = pen.workshop();
    let before = node
        .store
        .read(id, Pulse::default())
        .await
        .unwrap()
        .unwrap();
    for _ in 0..3 {
        let mut writing = node.store.write(id).await.unwrap().unwrap();
        writing.changes(Pulse::default()).await.unwrap();
        drop(writing);
    }
    // A commit that is given up on its way is whole or nothing.
    for n in 0..20 {
        let writing = node.store.write(id).await.unwrap().unwrap();
        let mut ledger = Node::over(node.store.clone(), &before.0).ledger;
        let rows = before.1.rows.clone();
        ledger.follow(rows, [], before.0.pulse.head);
        let title = n.to_string();
        let patches = vec![pen.idea("Siti", &title, "-"), pen.idea("Budi", &title, "-")];
        ledger.push(
            gagas_domain::sync::Role::Participant,
            crate::writing::NOW,
            patches,
        );
        let commit = ledger.settle().unwrap();
        let _ = tokio::time::timeout(
            std::time::Duration::from_micros(50 * n),
            writing.commit(&commit, mark(), None),
        )
        .await;
        let (tenant, now) = node
            .store
            .read(id, Pulse::default())
            .await
            .unwrap()
            .unwrap();
        match tenant.pulse.commits {
            1 => assert_eq!(now.rows.len(), before.1.rows.len()),
            2 => {
                assert_eq!((now.rows.len(), now.marks.len()), (3, 3));
                break;
            }
            more => panic!("{more} commits"),
        }
    }
    node.follow().await;
    let judged = node.push(vec![pen.idea("Siti", "Antrean", "lama")]).await;
    assert_eq!(judged[0].outcome, Ok(Taken::New));
}

pub(crate) async fn writers_of_one_workshop_wait_for_each_other_and_readers_miss_nothing<B: Bed>(
    bed: &B,
) {
    const WRITERS: usize = 3;
    const EACH: usize = 15;
    let mut pen = Pen::new();
    let mut first = Node::create(bed.open().await, &pen).await;
    first.push(vec![pen.settle(BOARD)]).await;
    let done = Arc::new(AtomicBool::new(false));
    let reader = {
        let (store, tenant, done) = (bed.open().await, first.tenant.clone(), Arc::clone(&done));
        tokio::spawn(async move {
            let (mut pulse, mut seen) = (tenant.pulse, Vec::new());
            loop {
                let last = done.load(Ordering::SeqCst);
                let (now, changes) = store.read(tenant.id, pulse).await.unwrap().unwrap();
                seen.extend(changes.rows.iter().map(|(seq, ..)| *seq));
                pulse = now.pulse;
                if last {
                    return seen;
                }
                tokio::task::yield_now().await;
            }
        })
    };
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let patches: Vec<_> = (0..EACH)
            .map(|n| pen.idea(&format!("w{writer}"), &n.to_string(), "-"))
            .collect();
        let mut node = Node::over(bed.open().await, &first.tenant);
        writers.push(tokio::spawn(async move {
            for patch in patches {
                let judged = node.push(vec![patch]).await;
                assert_eq!(judged[0].outcome, Ok(Taken::New));
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    done.store(true, Ordering::SeqCst);
    let seen = reader.await.unwrap();
    let all: Vec<u64> = (2..2 + (WRITERS * EACH) as u64).collect();
    assert_eq!(seen, all, "each once and in order");
    first.follow().await;
    assert_eq!(first.tenant.pulse.commits, 1 + (WRITERS * EACH) as u64);
}

pub(crate) async fn workshops_do_not_mix<B: Bed>(bed: &B) {
    let store = bed.open().await;
    let mut pens = [Pen::new(), Pen::new(), Pen::new()];
    let mut nodes = Vec::new();
    for pen in &mut pens {
        let mut node = Node::create(store.clone(), pen).await;
        node.push(vec![pen.settle(BOARD), pen.idea("Siti", "Antrean", "-")])
            .await;
        nodes.push(node);
    }
    store.delete(pens[1].workshop()).await.unwrap();
    for at in [0, 2] {
        let before = nodes[at].state();
        let mut fresh = Node::over(store.clone(), &nodes[at].tenant);
        fresh.follow().await;
        assert_eq!(fresh.state(), before);
        let known: BTreeSet<_> = before.1.iter().map(|patch| patch.workshop()).collect();
        assert_eq!(known, [pens[at].workshop()].into());
    }
}

pub(crate) async fn erased_patches_are_gone_and_the_revision_counts<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = Node::create(bed.open().await, &pen).await;
    let patches = [
        pen.settle(BOARD),
        pen.register("Siti"),
        pen.register("Budi"),
    ];
    node.push(patches.to_vec()).await;
    let id = pen.workshop();
    let writing = node.store.write(id).await.unwrap().unwrap();
    let unknown = pen.register("Tuti").id();
    writing
        .erase(&[patches[1].id(), patches[2].id(), unknown])
        .await
        .unwrap();
    let (tenant, left) = node
        .store
        .read(id, Pulse::default())
        .await
        .unwrap()
        .unwrap();
    let ids: Vec<_> = left.rows.iter().map(|(.., patch)| patch.id()).collect();
    assert_eq!(ids, [patches[0].id()]);
    let pulse = Pulse {
        revision: 1,
        ..node.tenant.pulse
    };
    assert_eq!(tenant.pulse, pulse);
}

pub(crate) async fn bodies_come_back_verbatim<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = Node::create(bed.open().await, &pen).await;
    let texts = [
        "Antrean daring",
        "\u{1F469}\u{200D}\u{1F33E} dan \u{1F1EE}\u{1F1E9}",
        "e\u{301} \u{E9} \u{FB01} \u{2028} \u{FEFF}",
        "\u{0} \u{1} \u{1F} \u{7F} \" \\ / '",
        "العربية עברית 漢字 हिन्दी ꦲꦏ꧀ꦱꦫꦗꦮ",
        "\u{10FFFF}\u{FFFD}\u{E000}",
        "'; DROP TABLE patch; --",
    ];
    let mut patches: Vec<_> = texts.map(|text| pen.idea("Siti", text, text)).into();
    // The longest body there may be.
    let long = "\u{1F469}".repeat(1_900);
    patches.push(pen.idea("Siti", "panjang", &long));
    node.push(patches.clone()).await;
    let read = node.store.read(pen.workshop(), Pulse::default()).await;
    let rows = read.unwrap().unwrap().1.rows;
    assert_eq!(rows.len(), patches.len());
    for ((.., held), pushed) in rows.iter().zip(&patches) {
        assert_eq!(held.signed(), pushed.signed());
        held.verify().unwrap();
    }
}

pub(crate) async fn everything_survives_a_new_start<B: Bed>(bed: &B) {
    if !B::APART {
        return;
    }
    let mut pen = Pen::new();
    let mut node = Node::create(bed.open().await, &pen).await;
    let idea = pen.idea("Siti", "Antrean", "lama");
    node.push(vec![pen.settle(BOARD), idea.clone()]).await;
    node.push(vec![pen.vote("Budi", &idea.record())]).await;
    let gone = Pen::new();
    node.store.create(&gone.tenant(), mark()).await.unwrap();
    node.store.delete(gone.workshop()).await.unwrap();
    let before = (node.tenant.clone(), node.state());
    drop(node);
    let store = bed.open().await;
    let tenant = store.find(pen.workshop()).await.unwrap().unwrap();
    let mut node = Node::over(store, &tenant);
    node.follow().await;
    assert_eq!((node.tenant.clone(), node.state()), before);
    let again = node.store.create(&gone.tenant(), mark()).await.unwrap();
    assert_eq!(again, Creation::Deleted);
}
