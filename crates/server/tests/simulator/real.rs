//! The real server as the world's clients meet it: two nodes over one store, either of which answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gagas_domain::id::{Mark, PublicKey, WorkshopId, decode_array, encode};
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Cursor, Limits, Paging, Rate, Reader, SignedRequest, hash_token};
use gagas_server::hub::{Hub, Live, Rules};
use gagas_server::store::{Pulse, Store};
use tokio::runtime::{Builder, Runtime};

use crate::place::Place;
use crate::replica::Real;
use crate::rng::Rng;
use crate::served::{Page, PushAnswer, Served, Since};
use crate::variant::Variant;

/// About how many bytes a patch of the simulator has in an answer.
const PATCH_BYTES: usize = 500;

thread_local! {
    /// Never dropped: what its tasks hold cannot be closed while a thread ends.
    static RUNTIME: &'static Runtime = Box::leak(Box::new(
        Builder::new_current_thread().enable_all().build().expect("a runtime"),
    ));
}

pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with(|runtime| runtime.block_on(future))
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
                bytes: u64::MAX,
            },
            clock: Arc::new(move || clock.load(Ordering::Relaxed)),
        };
        let nodes = [0, 1].map(|at| Hub::new(place.store(at).clone(), rules.clone()));
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
            self.nodes[at] = Hub::new(self.place.store(at).clone(), self.rules.clone());
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
        let tenant = wait(self.place.store(0).find(workshop())).expect("the store answers");
        tenant.expect("a workshop").pulse.head
    }

    fn epoch(&self) -> u64 {
        let tenant = wait(self.place.store(0).find(workshop())).expect("the store answers");
        number(&tenant.expect("a workshop").epoch)
    }

    /// What is durable, each signature verified anew.
    fn records(&self) -> RecordSet {
        let read = wait(self.place.store(0).read(workshop(), Pulse::default()));
        let (_, changes) = read.expect("the store answers").expect("a workshop");
        let mut records = RecordSet::default();
        for (.., patch) in changes.rows {
            let signed = patch.signed().clone();
            records.add(Patch::admit(signed, &workshop()).expect("a patch"));
        }
        records
    }
}
