//! The commands over both kinds of store.

use std::path::Path;

use gagas_domain::kind::Kind;
use gagas_domain::sync::{Cursor, Paging, Reader, Shelf, Taken};
use gagas_server::commands::{
    Command, CommandError, FileError, Outcome, Place, backup, check, export, faults, list, prune,
    restore,
};
use gagas_server::store::{Keeper, Placing, Pulse, Snapshot, Sqlite, Store, Whole};

use crate::Bed;
use crate::node::Node;
use crate::sqlite::Directory;
use crate::writing::{NOW, Pen, mark};

const SETTINGS: &str = r#"{"title":"Lokakarya \u0007Jambi","board.budget":5,"board.cap":2}"#;
const DAY: u64 = 86_400_000;

async fn written<B: Bed>(bed: &B, pen: &mut Pen) -> Node<B::Store> {
    let mut node = Node::create(bed.open().await, pen).await;
    let idea = pen.idea("Siti", "Antrean", "lama");
    node.push(vec![pen.settle(SETTINGS), idea.clone()]).await;
    node.push(vec![pen.vote("Budi", &idea.record()), pen.register("Budi")])
        .await;
    node
}

async fn whole<S: Keeper>(store: &S, pen: &Pen) -> Whole {
    let mut snapshot = store.snapshot().await.unwrap();
    snapshot.whole(pen.workshop()).await.unwrap().unwrap()
}

pub(crate) async fn a_backup_comes_back_with_a_new_timeline<B: Bed>(bed: &B) {
    let directory = Directory::new();
    let file = directory.file("backup.db");
    let mut pens = [Pen::new(), Pen::new()];
    for pen in &mut pens {
        written(bed, pen).await;
    }
    let gone = Pen::new();
    let store = bed.open().await;
    store.create(&gone.tenant(), mark()).await.unwrap();
    store.delete(gone.workshop()).await.unwrap();
    let done = backup(&store, &file).await.unwrap();
    assert_eq!((done.workshops, done.patches), (2, 8));
    let again = backup(&store, &file).await;
    assert!(matches!(
        again,
        Err(CommandError::File(_, FileError::There))
    ));

    let other = Sqlite::memory().await.unwrap();
    let done = restore(&other, &file, Placing::Add, NOW + 5).await.unwrap();
    assert_eq!((done.workshops, done.patches), (2, 8));
    let (before, after) = (whole(&store, &pens[0]).await, whole(&other, &pens[0]).await);
    assert_eq!(after.patches, before.patches);
    assert_eq!(after.tallies, before.tallies);
    assert_eq!(after.tenant.tokens, before.tenant.tokens);
    assert_eq!(after.tenant.epoch_ms, NOW + 5);
    assert_ne!(after.tenant.epoch, before.tenant.epoch);
    assert!(check(&other).await.unwrap().faults.is_empty());
    let deleted = other.create(&gone.tenant(), mark()).await.unwrap();
    assert_eq!(deleted, gagas_server::store::Creation::Deleted);

    // A phone of the old timeline is told to begin again, whether or not it names its epoch; writing goes on.
    let cursor = Cursor {
        seq: before.tenant.pulse.head,
        marks: vec![before.marks.last().unwrap().2],
    };
    let mut node = Node::over(other.clone(), &after.tenant);
    node.follow().await;
    let judged = node.push(vec![pens[0].idea("Siti", "Kedua", "-")]).await;
    assert_eq!(judged[0].outcome, Ok(Taken::New));
    let read = other.read(after.tenant.id, Pulse::default()).await;
    let (tenant, changes) = read.unwrap().unwrap();
    assert_eq!(tenant.pulse.head, before.tenant.pulse.head + 1);
    let mut shelf = Shelf::new(tenant.epoch, changes.marks[0].2);
    for (commit, end, mark) in changes.marks {
        shelf.mark(commit, end, mark);
    }
    for epoch in [None, Some(before.tenant.epoch)] {
        let since = cursor.clone();
        let asked = Paging {
            since,
            epoch,
            bytes: 1_000,
        };
        assert!(shelf.page(&Reader::ORGANISER, &asked).reset);
    }
    // Back where it came from.
    let done = restore(&store, &file, Placing::Replace, NOW).await.unwrap();
    assert_eq!(done.workshops, 2);
    assert!(check(&store).await.unwrap().faults.is_empty());
}

pub(crate) async fn one_workshop_goes_to_another_server<B: Bed>(bed: &B) {
    let directory = Directory::new();
    let file = directory.file("one.db");
    let mut pen = Pen::new();
    let mut node = written(bed, &mut pen).await;
    written(bed, &mut Pen::new()).await;
    let unknown = export(&node.store, Pen::new().workshop(), &file).await;
    assert!(matches!(unknown, Err(CommandError::Unknown(_))));
    assert!(!file.exists());
    let done = export(&node.store, pen.workshop(), &file).await.unwrap();
    assert_eq!((done.workshops, done.patches), (1, 4));
    node.push(vec![pen.idea("Siti", "Kedua", "-")]).await;
    let held = restore(&node.store, &file, Placing::Add, NOW)
        .await
        .unwrap();
    assert_eq!(held.held, [pen.workshop()]);
    assert_eq!(whole(&node.store, &pen).await.patches.len(), 5);
    node.store.delete(pen.workshop()).await.unwrap();
    let deleted = restore(&node.store, &file, Placing::Replace, NOW).await;
    assert_eq!(deleted.unwrap().deleted, [pen.workshop()]);
}

pub(crate) async fn what_is_wrong_is_found<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let node = written(bed, &mut pen).await;
    assert!(check(&node.store).await.unwrap().faults.is_empty());
    let sound = whole(&node.store, &pen).await;
    type Spoil = fn(&mut Whole);
    let spoilt: [(&str, Spoil); 10] = [
        ("is refused: BadSignature", |whole| {
            whole.patches[1].signature[5] ^= 1
        }),
        ("an id that is not its own", |whole| {
            whole.patches[1].body = whole.patches[1].body.replace("lama", "baru")
        }),
        ("signature of another length", |whole| {
            whole.patches[0].signature.pop();
        }),
        ("votes of", |whole| whole.tallies[0].1.support.votes = 9),
        ("votes of", |whole| whole.tallies.clear()),
        ("behind the last one", |whole| whole.tenant.pulse.head = 2),
        ("its last mark", |whole| whole.tenant.pulse.commits += 1),
        ("the mark of its beginning", |whole| {
            whole.marks.remove(0);
        }),
        ("vouch for its organiser's key", |whole| {
            whole.tenant.organiser.0[0] ^= 1
        }),
        ("is refused: BadJson", |whole| {
            whole.patches[1].body.clear();
            whole.patches[1].id = gagas_domain::id::PatchId::of("");
        }),
    ];
    for (fault, spoil) in spoilt {
        let mut whole = sound.clone();
        spoil(&mut whole);
        let found = faults(&whole);
        assert!(
            found.iter().any(|found| found.contains(fault)),
            "{fault}: {found:?}"
        );
    }
    // A patch that should have gone with the one that replaced it.
    let mut stale = sound.clone();
    let old = pen.idea("Siti", "Ketiga", "lama");
    let new = pen.idea("Siti", "Ketiga", "baru");
    for (at, patch) in [(7, old), (8, new)] {
        let signed = patch.signed();
        let mut kept = stale.patches[0].clone();
        (kept.seq, kept.id) = (at, patch.id());
        (kept.body, kept.signature) = (signed.body.clone(), signed.signature.to_vec());
        stale.patches.push(kept);
    }
    stale.tenant.pulse.head = 8;
    stale.marks.last_mut().unwrap().1 = 8;
    let found = faults(&stale);
    assert!(
        found.len() == 1 && found[0].contains("wins nothing"),
        "{found:?}"
    );
    node.store.put(&stale, Placing::Replace).await.unwrap();
    let checked = check(&node.store).await.unwrap();
    assert_eq!(checked.faults, [(pen.workshop(), found[0].clone())]);
}

pub(crate) async fn retention_erases_registrations_and_what_is_about_them<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = written(bed, &mut pen).await;
    // Another workshop, whose day is not over.
    let mut later = Pen::new();
    let mut other = written(bed, &mut later).await;
    let word = later.settle(r#"{"reg.retain_until":"2040-01-01"}"#);
    other.push(vec![word]).await;
    let registration = pen.register("Siti");
    let admitted = pen.say(
        Kind::Admission,
        &registration.record(),
        r#"{"state":"accepted"}"#,
    );
    node.push(vec![registration, admitted]).await;
    // NOW is in September 2026.
    node.push(vec![pen.settle(r#"{"reg.retain_until":"2026-10-01"}"#)])
        .await;
    let early = prune(&node.store, NOW, false).await.unwrap();
    assert!(early.erased.is_empty());
    let late = NOW + 30 * DAY;
    let dry = prune(&node.store, late, true).await.unwrap();
    assert_eq!(whole(&node.store, &pen).await.patches.len(), 7);
    let done = prune(&node.store, late, false).await.unwrap();
    assert_eq!(done.erased, dry.erased);
    let [(id, kinds)] = &done.erased[..] else {
        panic!("one workshop");
    };
    let kinds: Vec<(&str, usize)> = kinds.iter().map(|(kind, n)| (&kind[..], *n)).collect();
    assert_eq!(
        (*id, kinds),
        (pen.workshop(), vec![("admission", 1), ("registration", 2)])
    );
    let left = whole(&node.store, &pen).await;
    assert_eq!((left.patches.len(), left.tenant.pulse.revision), (4, 1));
    assert!(left.patches.iter().all(|kept| !kept.body.contains("box")));
    assert!(check(&node.store).await.unwrap().faults.is_empty());
    assert_eq!(whole(&other.store, &later).await.patches.len(), 5);
    let again = prune(&node.store, late, false).await.unwrap();
    assert!(again.erased.is_empty());
}

pub(crate) async fn workshops_are_listed<B: Bed>(bed: &B) {
    let mut pen = Pen::new();
    let mut node = written(bed, &mut pen).await;
    let empty = Pen::new().tenant();
    node.store.create(&empty, mark()).await.unwrap();
    let text = list(&node.store, 1 << 20).await.unwrap().to_string();
    let line = |id: &str| {
        text.lines()
            .find(|line| line.starts_with(id))
            .map(str::to_owned)
            .unwrap()
    };
    let some = line(&pen.workshop().to_string());
    assert!(
        some.ends_with("1%      any  2026-09-21T14:13:20+00:00  Lokakarya Jambi"),
        "{some}"
    );
    assert!(line(&empty.id.to_string()).ends_with("-"));
    node.push(vec![pen.settle(r#"{"sync.author_cap":250}"#)])
        .await;
    let text = list(&node.store, 1 << 20).await.unwrap().to_string();
    assert!(text.contains("  250  "), "{text}");
    assert!(text.lines().last().unwrap().starts_with("2 workshops"));
}

async fn say(place: &Path, command: Command) -> Result<Outcome, CommandError> {
    gagas_server::commands::run(command, &Place::File(place.into()), NOW, 1 << 20).await
}

#[tokio::test]
async fn commands_refuse_what_would_do_harm() {
    let directory = Directory::new();
    let (data, file) = (directory.file("gagas.db"), directory.file("backup.db"));
    let missing = say(&data, Command::List).await;
    assert!(matches!(
        missing,
        Err(CommandError::File(_, FileError::Missing))
    ));
    assert!(!data.exists(), "a mistyped name makes no file");
    let store = Sqlite::open(&data).await.unwrap();
    let mut pen = Pen::new();
    let mut node = Node::create(store.clone(), &pen).await;
    node.push(vec![pen.settle(SETTINGS)]).await;
    let to = file.clone();
    assert!(
        say(&data, Command::Backup { file: to })
            .await
            .unwrap()
            .sound
    );
    let restore = |replace| Command::Restore {
        file: file.clone(),
        replace,
    };
    assert!(matches!(
        say(&data, restore(false)).await,
        Err(CommandError::NotEmpty(1))
    ));
    assert!(say(&data, restore(true)).await.unwrap().sound);
    let import = Command::Import {
        file: file.clone(),
        replace: false,
    };
    assert!(matches!(
        say(&data, import.clone()).await,
        Err(CommandError::Held(_))
    ));
    store.delete(pen.workshop()).await.unwrap();
    assert!(matches!(
        say(&data, import).await,
        Err(CommandError::Deleted(_))
    ));
    let none = Command::Restore {
        file: directory.file("none.db"),
        replace: false,
    };
    assert!(matches!(
        say(&data, none).await,
        Err(CommandError::File(_, FileError::Missing))
    ));
    std::fs::write(&file, "no database at all, but a text").unwrap();
    assert!(matches!(
        say(&data, restore(false)).await,
        Err(CommandError::File(_, FileError::Store(_)))
    ));
    assert!(say(&data, Command::Check).await.unwrap().sound);
}
