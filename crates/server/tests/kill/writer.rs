//! Those who write: one patch batch after another, each sent until it is acknowledged.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use gagas_domain::id::{NodeId, PatchId};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::wire::{Push, WirePatch};
use gagas_domain::value::Value;
use tokio::task::JoinHandle;

use crate::SEED;
use crate::client::Client;

/// How long something may take that must happen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// How many patches travel together.
const TOGETHER: u64 = 8;

/// Where the nodes are, and whether there is more to do.
pub(crate) struct Board {
    addresses: Mutex<Vec<String>>,
    stop: AtomicBool,
    /// How many changes each node acknowledged.
    acknowledged: Vec<AtomicUsize>,
}

impl Board {
    pub(crate) fn of(addresses: Vec<String>) -> Self {
        Self {
            acknowledged: addresses.iter().map(|_| AtomicUsize::new(0)).collect(),
            addresses: Mutex::new(addresses),
            stop: AtomicBool::new(false),
        }
    }

    /// Waits until each of these nodes has acknowledged something from now on: one that still starts is no use to kill.
    pub(crate) async fn progress(&self, nodes: impl IntoIterator<Item = usize>) {
        let at = |node: usize| self.acknowledged[node].load(Ordering::Relaxed);
        let before: Vec<(usize, usize)> = nodes.into_iter().map(|node| (node, at(node))).collect();
        let until = Instant::now() + PATIENCE;
        while before.iter().any(|(node, count)| at(*node) == *count) {
            assert!(Instant::now() < until, "a node takes nothing any more");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn total(&self) -> usize {
        let counts = self.acknowledged.iter();
        counts.map(|count| count.load(Ordering::Relaxed)).sum()
    }

    pub(crate) fn address(&self, at: usize) -> String {
        let addresses = self.addresses.lock().unwrap();
        addresses[at % addresses.len()].clone()
    }

    pub(crate) fn moved(&self, at: usize, address: String) {
        self.addresses.lock().unwrap()[at] = address;
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

pub(crate) struct Writers {
    board: Arc<Board>,
    tasks: Vec<JoinHandle<BTreeSet<PatchId>>>,
}

impl Writers {
    pub(crate) fn start(board: &Arc<Board>, count: usize) -> Self {
        let tasks = (0..count).map(|at| tokio::spawn(write(Arc::clone(board), at)));
        Self {
            tasks: tasks.collect(),
            board: Arc::clone(board),
        }
    }

    /// Waits until so many changes are acknowledged.
    pub(crate) async fn reach(&self, rows: usize) {
        while self.board.total() < rows {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Ends; answers what was acknowledged.
    pub(crate) async fn stop(self) -> BTreeSet<PatchId> {
        self.board.stop.store(true, Ordering::Relaxed);
        let mut all = BTreeSet::new();
        for task in self.tasks {
            all.extend(task.await.unwrap());
        }
        all
    }
}

async fn write(board: Arc<Board>, at: usize) -> BTreeSet<PatchId> {
    let mut acknowledged = BTreeSet::new();
    let mut client: Option<Client> = None;
    for turn in 0.. {
        let patches: Vec<WirePatch> = (0..TOGETHER)
            .map(|each| WirePatch::of(session(at, turn * TOGETHER + each).signed()))
            .collect();
        let ids: Vec<String> = patches.iter().map(|patch| patch.id().to_string()).collect();
        let body = serde_json::to_vec(&Push { patches }).unwrap();
        loop {
            if board.is_over() {
                return acknowledged;
            }
            if client.is_none() {
                client = Client::connect(&board.address(at)).await.ok();
            }
            let pushed = match &mut client {
                Some(client) => client.push(&SEED, body.clone()).await.ok(),
                None => None,
            };
            let Some(pushed) = pushed else {
                client = None;
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            };
            let told: Vec<String> = pushed
                .results
                .iter()
                .map(|result| result.id.clone())
                .collect();
            assert_eq!(told, ids, "one result a patch, in order");
            for result in pushed.results {
                assert!(matches!(&*result.st, "ok" | "dup"), "{result:?}");
                acknowledged.insert(PatchId::parse(&result.id).unwrap());
            }
            let node = at % board.acknowledged.len();
            board.acknowledged[node].fetch_add(ids.len(), Ordering::Relaxed);
            break;
        }
    }
    acknowledged
}

/// A session of its own: the organiser's words have no limit, and nothing beats it.
fn session(writer: usize, number: u64) -> Patch {
    let ms = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_millis();
    let mut nonce = number.to_be_bytes();
    nonce[0] = u8::try_from(writer).unwrap();
    let draft = Draft {
        workshop: SEED.workshop(),
        kind: Kind::Session,
        nonce: nonce.into(),
        fields: vec![("title".into(), Value::Text("Sesi".into()))],
    };
    let stamp = Stamp {
        ms: u64::try_from(ms).unwrap(),
        counter: 0,
    };
    draft
        .sign(&SEED.signing_key(), stamp, NodeId(nonce))
        .unwrap()
}
