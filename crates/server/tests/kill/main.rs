//! Servers that are killed under load: what was acknowledged is there afterwards, and whoever reads on misses nothing.
//!
//! The binary itself over a file, and three of it over one PostgreSQL. `GAGAS_KILLS=200` kills that often,
//! `GAGAS_ROWS=1000000` writes that many changes for the reader's test, `GAGAS_SEED` draws other moments.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

#[path = "../../benches/client/mod.rs"]
#[expect(dead_code, reason = "more of it is for measuring")]
mod client;
#[path = "../store/cluster.rs"]
mod cluster;
mod node;
mod reader;
mod writer;

use std::sync::Arc;
use std::time::{Duration, Instant};

use gagas_domain::keys::OrganiserSeed;

use client::Client;
use node::{Folder, Kept, Node};
use reader::Reader;
use writer::{Board, Writers};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const SEED: OrganiserSeed = OrganiserSeed([7; 32]);
/// How often a server is killed in the test command.
const KILLS: u64 = 3;
/// After how many kills a new workshop is begun: a large one is loaded for longer than it is written to.
const SCENE: usize = 20;
/// How many changes the reader's test writes there.
const ROWS: usize = 3_000;
/// How many write at once.
const WRITERS: usize = 16;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The next of a row of numbers; SplitMix64 (Steele, Lea, Flood, 2014).
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// How many kills each workshop sees, until all are done.
fn scenes() -> impl Iterator<Item = u64> {
    let all = number("GAGAS_KILLS").unwrap_or(KILLS);
    (0..all)
        .step_by(SCENE)
        .map(move |done| all - done)
        .map(|left| left.min(SCENE as u64))
}

/// Nodes over one store, with writers and a reader at each.
struct Scene {
    nodes: Vec<Node>,
    board: Arc<Board>,
    writers: Writers,
    readers: Vec<Reader>,
    started: Instant,
}

impl Scene {
    async fn begin(folder: &Folder, kept: &Kept, count: usize) -> Self {
        let nodes: Vec<Node> = (0..count).map(|_| Node::start(folder, kept)).collect();
        let board = Arc::new(Board::of(nodes.iter().map(Node::address).collect()));
        let mut client = Client::connect(&board.address(0)).await.unwrap();
        client.create(&SEED).await.unwrap();
        let writers = Writers::start(&board, WRITERS);
        let readers = (0..count).map(|at| Reader::start(&board, at)).collect();
        Self {
            nodes,
            board,
            writers,
            readers,
            started: Instant::now(),
        }
    }

    /// Kills a node and starts another in its place.
    fn replace(&mut self, at: usize, folder: &Folder, kept: &Kept) {
        self.nodes[at].kill();
        self.nodes[at] = Node::start(folder, kept);
        self.board.moved(at, self.nodes[at].address());
    }

    /// Stops writing and compares: nothing acknowledged is missing, and nobody who read on missed anything.
    async fn end(self, name: &str) {
        let acknowledged = self.writers.stop().await;
        let all = Reader::everything(&self.board.address(0)).await;
        let held: std::collections::BTreeSet<_> = all.iter().copied().collect();
        assert_eq!(held.len(), all.len(), "each change is there once");
        let lost = acknowledged.difference(&held).count();
        assert_eq!(lost, 0, "acknowledged and lost");
        for (at, reader) in self.readers.into_iter().enumerate() {
            let read = reader.finish(all.len()).await;
            // Not `assert_eq`: it would print all of them.
            let other = read.iter().zip(&all).position(|(read, held)| read != held);
            assert_eq!(
                other, None,
                "where the reader at node {at} saw another change"
            );
            assert_eq!(read.len(), all.len(), "what the reader at node {at} saw");
        }
        println!(
            "{name}: {} acknowledged, {} held, 0 lost, 0 missed, {:.1?}",
            acknowledged.len(),
            all.len(),
            self.started.elapsed()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_keeps_what_it_acknowledged() {
    let mut chance = number("GAGAS_SEED").unwrap_or(1);
    for kills in scenes() {
        let folder = Folder::new();
        let kept = Kept::File(folder.data());
        let mut scene = Scene::begin(&folder, &kept, 1).await;
        for _ in 0..kills {
            scene.board.progress([0]).await;
            tokio::time::sleep(Duration::from_millis(draw(&mut chance) % 500)).await;
            scene.replace(0, &folder, &kept);
        }
        scene.end(&format!("SQLite, killed {kills} times")).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_nodes_and_a_killed_database_lose_nothing() {
    let Some(cluster) = cluster::cluster() else {
        return;
    };
    let mut chance = number("GAGAS_SEED").unwrap_or(1);
    for kills in scenes() {
        let folder = Folder::new();
        let kept = Kept::Database(cluster.database().await);
        let mut scene = Scene::begin(&folder, &kept, 3).await;
        for turn in 0..kills {
            scene.board.progress(0..3).await;
            tokio::time::sleep(Duration::from_millis(draw(&mut chance) % 500)).await;
            if turn % 3 == 2 {
                // One process of PostgreSQL dies: all others are ended, and it recovers from its log.
                node::kill_a_backend(cluster).await;
            } else {
                let at = usize::try_from(draw(&mut chance) % 3).unwrap();
                scene.replace(at, &folder, &kept);
            }
        }
        let name = format!("three nodes on PostgreSQL, killed {kills} times");
        scene.end(&name).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_at_three_nodes_miss_nothing() {
    let Some(cluster) = cluster::cluster() else {
        return;
    };
    let folder = Folder::new();
    let kept = Kept::Database(cluster.database().await);
    let scene = Scene::begin(&folder, &kept, 3).await;
    let rows = number("GAGAS_ROWS").map_or(ROWS, |rows| usize::try_from(rows).unwrap());
    scene.writers.reach(rows).await;
    scene.end("three nodes on PostgreSQL").await;
}
