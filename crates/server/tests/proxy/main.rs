//! The real server behind a network that delays, cuts off, loses and repeats: nothing acknowledged is missing, nothing
//! is there twice, and every phone comes to show the same.
//!
//! The binary itself over a file, and two of it over one PostgreSQL, each request at one or the other. `GAGAS_SEEDS=500`
//! runs more seeds, `GAGAS_SEED=7` only that one; what a seed fixes is what is written and what goes wrong with each of a
//! phone's requests, not how those of several phones meet.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

#[path = "../../benches/client/mod.rs"]
#[expect(dead_code, reason = "more of it is for measuring")]
mod client;
#[path = "../store/cluster.rs"]
mod cluster;
mod faults;
mod hall;
#[path = "../kill/node.rs"]
#[expect(dead_code, reason = "nothing is killed here")]
mod node;
#[path = "../../../domain/tests/simulator/oracle.rs"]
#[expect(dead_code, reason = "no write gets another stamp here")]
mod oracle;
mod phone;
mod proxy;
#[path = "../../../domain/tests/simulator/replica.rs"]
#[expect(dead_code, reason = "only what it shows is asked")]
mod replica;
mod request;
#[path = "../../../domain/tests/simulator/rng.rs"]
#[expect(dead_code, reason = "nothing is shuffled here")]
mod rng;
mod round;
#[path = "../../../domain/tests/simulator/seeds.rs"]
mod seeds;

use node::{Folder, Kept, Node};
use phone::Variant;
use seeds::{Runs, seeds};
use tokio::task::JoinSet;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How many seeds the test command runs over each store.
const SEEDS: u64 = 12;
/// How many workshops are busy at once.
const AT_ONCE: usize = 6;

/// Runs seeds against nodes over one store, some at once.
async fn proves(name: &str, kept: &Kept, folder: &Folder, nodes: usize) {
    let nodes: Vec<Node> = (0..nodes).map(|_| Node::start(folder, kept)).collect();
    let servers: Vec<String> = nodes.iter().map(Node::address).collect();
    let mut seeds = seeds(SEEDS);
    let (mut running, mut runs) = (JoinSet::new(), Runs::begin());
    loop {
        while running.len() < AT_ONCE
            && let Some(seed) = seeds.next()
        {
            let servers = servers.clone();
            running.spawn(async move { (seed, hall::run(seed, Variant::Sound, servers).await) });
        }
        let Some(ran) = running.join_next().await else {
            break;
        };
        let (seed, ran) = ran.unwrap();
        runs.add(seed, ran);
    }
    let (count, total) = runs.end(name);
    if count >= SEEDS {
        total.counts.assert_eventful();
        assert!(total.told_again > 5, "{total:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_on_a_bad_network() {
    let folder = Folder::new();
    let kept = Kept::File(folder.data());
    proves("SQLite", &kept, &folder, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_between_two_nodes() {
    let Some(cluster) = cluster::cluster() else {
        return;
    };
    let folder = Folder::new();
    let kept = Kept::Database(cluster.database().await);
    proves("two nodes on PostgreSQL", &kept, &folder, 2).await;
}

/// A phone that does not do its part must be noticed: else the runs above say nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_phones_are_caught() {
    let folder = Folder::new();
    let node = Node::start(&folder, &Kept::File(folder.data()));
    for variant in [
        Variant::CutIsAnswer,
        Variant::CursorFirst,
        Variant::SentOnce,
    ] {
        let mut caught = None;
        for seed in 1..=20 {
            if let Err(why) = hall::run(seed, variant, vec![node.address()]).await {
                caught = Some((seed, why));
                break;
            }
        }
        let (seed, why) = caught.unwrap_or_else(|| panic!("{variant:?} went unnoticed"));
        println!("{variant:?}: seed {seed}: {why}");
    }
}
