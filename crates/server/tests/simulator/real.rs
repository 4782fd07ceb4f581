//! The real server as the world's clients meet it: two nodes over one store, either of which answers.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gagas_domain::id::{Mark, PublicKey, WorkshopId, decode_array, encode};
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Cursor, Limits, Paging, Rate, Reader, SignedRequest, hash_token};
use gagas_server::hub::{Hub, Live, Rules};
use gagas_server::store::{Pulse, Sqlite, Store};
use tokio::runtime::{Builder, Runtime};

use crate::replica::Real;
use crate::rng::Rng;
use crate::served::{Page, PushAnswer, Served, Since};
use crate::variant::Variant;

/// About how many bytes a patch of the simulator has in an answer.
const PATCH_BYTES: usize = 500;

thread_local! {
    static RUNTIME: RefCell<Runtime> = RefCell::new(
        Builder::new_current_thread().enable_all().build().expect("a runtime"),
    );
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with_borrow(|runtime| runtime.block_on(future))
}

/// Where a store of the simulator lies.
pub(crate) trait Place: Sized {
    type Store: Store;
    fn fresh() -> Self;
    fn store(&self) -> &Self::Store;
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

    fn store(&self) -> &Sqlite {
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

pub(crate) struct RealServer<P: Place> {
    place: P,
    rules: Rules,
    nodes: [Hub<P::Store>; 2],
    now: Arc<AtomicU64>,
}

fn organiser() -> PublicKey {
    public_key(&OrganiserSeed([1; 32]).signing_key())
}

fn workshop() -> WorkshopId {
    OrganiserSeed([1; 32]).workshop()
}

fn text(number: u64) -> String {
    encode(&number.to_be_bytes())
}

fn number(text: &str) -> u64 {
    u64::from_be_bytes(decode_array(text).expect("8 bytes"))
}

impl<P: Place> RealServer<P> {
    fn over(place: P) -> Self {
        let now = Arc::new(AtomicU64::new(0));
        let plenty = Rate {
            burst: 1_000_000,
            per_minute: 1_000_000,
        };
        let clock = Arc::clone(&now);
        let rules = Rules {
            limits: Limits {
                author: plenty,
                workshop: plenty,
                new_authors: plenty,
            },
            clock: Arc::new(move || clock.load(Ordering::Relaxed)),
        };
        let nodes = [(); 2].map(|()| Hub::new(place.store().clone(), rules.clone()));
        Self {
            place,
            rules,
            nodes,
            now,
        }
    }

    /// The workshop on one of the nodes, which may just have been started.
    fn live(&mut self, now: u64, rng: &mut Rng) -> Arc<Live<P::Store>> {
        self.now.store(now, Ordering::Relaxed);
        let at = rng.below(2);
        if rng.percent(5) {
            self.nodes[at] = Hub::new(self.place.store().clone(), self.rules.clone());
        }
        let found = wait(self.nodes[at].workshop(workshop()));
        found.expect("the store answers").expect("a workshop")
    }
}

impl<P: Place> Clone for RealServer<P> {
    fn clone(&self) -> Self {
        Self::over(self.place.copy())
    }
}

impl<P: Place> Served for RealServer<P> {
    type Replica = Real;

    fn begin(now: u64, _: &mut Rng, _: Variant) -> Self {
        let server = Self::over(P::fresh());
        server.now.store(now, Ordering::Relaxed);
        let seed = OrganiserSeed([1; 32]);
        let request = SignedRequest {
            organiser: organiser(),
            generation: None,
            organiser_token: hash_token(&seed.token(0)),
            join_token: hash_token(&seed.join_token(0)),
            t: now,
        };
        wait(server.nodes[0].create(&request)).expect("a workshop");
        server
    }

    fn push(&mut self, now: u64, patches: &[Patch], rng: &mut Rng) -> PushAnswer {
        let live = self.live(now, rng);
        let pushed = wait(live.push(Reader::PARTICIPANT, patches.to_vec())).expect("an answer");
        let mark = pushed.head.marks.first().expect("a mark");
        let results = pushed.judgements.iter();
        PushAnswer {
            now,
            mark: u64::from_be_bytes(mark.0),
            results: results.map(|judged| judged.outcome.map(drop)).collect(),
        }
    }

    fn pull(&mut self, now: u64, since: &Since, limit: usize, rng: &mut Rng) -> Page {
        let live = self.live(now, rng);
        let asked = Paging {
            since: Cursor {
                seq: since.seq,
                marks: since
                    .marks
                    .iter()
                    .map(|mark| Mark(mark.to_be_bytes()))
                    .collect(),
            },
            epoch: since.epoch.map(text),
            bytes: limit * PATCH_BYTES,
        };
        let (_, page) = live.page(&Reader::PARTICIPANT, &asked);
        let mark = page
            .next
            .marks
            .first()
            .map_or(0, |mark| u64::from_be_bytes(mark.0));
        Page {
            epoch: number(&live.epoch()),
            now,
            reset: page.reset,
            next: page.next.seq,
            more: page.more,
            mark,
            patches: page
                .patches
                .iter()
                .map(|(_, patch)| Patch::clone(patch))
                .collect(),
        }
    }

    fn head(&self) -> u64 {
        let tenant = wait(self.place.store().find(workshop())).expect("the store answers");
        tenant.expect("a workshop").pulse.head
    }

    fn epoch(&self) -> u64 {
        let tenant = wait(self.place.store().find(workshop())).expect("the store answers");
        number(&tenant.expect("a workshop").epoch)
    }

    /// What is durable, each signature verified anew.
    fn records(&self) -> RecordSet {
        let read = wait(self.place.store().read(workshop(), Pulse::default()));
        let (_, changes) = read.expect("the store answers").expect("a workshop");
        let mut records = RecordSet::default();
        for (.., patch) in changes.rows {
            let signed = patch.signed().clone();
            records.add(Patch::admit(signed, &workshop()).expect("a patch"));
        }
        records
    }
}
