//! The simulator of the domain crate over the real server: hub and store, on two nodes, over SQLite and PostgreSQL.
//!
//! The same worlds, faults and oracle; only the model server is replaced. `GAGAS_SEEDS=5000` runs more seeds,
//! `GAGAS_SEED=7` only that one. Which randomness the server draws (marks, epochs) does not come from the seed.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may panic"
)]

#[path = "../../../domain/tests/simulator/client.rs"]
mod client;
#[path = "../store/cluster.rs"]
mod cluster;
#[path = "../../../domain/tests/simulator/exchange.rs"]
mod exchange;
#[path = "../../../domain/tests/simulator/network.rs"]
mod network;
#[path = "../../../domain/tests/simulator/oracle.rs"]
mod oracle;
mod place;
mod real;
#[path = "../../../domain/tests/simulator/replica.rs"]
mod replica;
#[path = "../../../domain/tests/simulator/rng.rs"]
mod rng;
#[path = "../../../domain/tests/simulator/seeds.rs"]
mod seeds;
#[path = "../../../domain/tests/simulator/served.rs"]
mod served;
#[path = "../../../domain/tests/simulator/stats.rs"]
mod stats;
#[path = "../../../domain/tests/simulator/variant.rs"]
#[expect(
    dead_code,
    reason = "only some of the broken variants are of the server's side"
)]
mod variant;
#[path = "../../../domain/tests/simulator/world.rs"]
#[expect(dead_code, reason = "single stories are told over the model")]
mod world;
#[path = "../../../domain/tests/simulator/writing.rs"]
#[expect(dead_code, reason = "single stories are told over the model")]
mod writing;

use place::{OneDatabase, OneFile, Place};
use real::RealServer;
use seeds::{Runs, seeds};
use stats::Stats;
use variant::Variant;
use world::World;

/// How many seeds the test command runs over SQLite, and over PostgreSQL, whose answers take longer.
const SEEDS: u64 = 1_000;
const DATABASE_SEEDS: u64 = 100;

fn run<P: Place>(seed: u64, variant: Variant) -> Result<Stats, String> {
    World::<RealServer<P>>::new(seed, variant).run()
}

fn proves<P: Place>(name: &str, usual: u64) {
    let mut runs = Runs::begin();
    for seed in seeds(usual) {
        runs.add(seed, run::<P>(seed, Variant::Sound));
    }
    let (count, total) = runs.end(name);
    if count >= 1_000 {
        total.assert_eventful();
    }
}

#[test]
fn the_server_keeps_the_protocol() {
    proves::<OneFile>("SQLite", SEEDS);
}

#[test]
fn two_nodes_over_one_database_keep_it() {
    if cluster::cluster().is_some() {
        proves::<OneDatabase>("PostgreSQL", DATABASE_SEEDS);
    }
}

/// A client that does not do its part must be noticed with the real server, too: else the run above says nothing.
#[test]
fn broken_clients_are_caught() {
    for variant in [Variant::CursorFirst, Variant::NoRepush, Variant::NoPushMark] {
        let caught =
            (1..=400).find_map(|seed| run::<OneFile>(seed, variant).err().map(|why| (seed, why)));
        let (seed, why) = caught.expect("it is noticed");
        println!("{variant:?}: seed {seed}: {why}");
    }
}
