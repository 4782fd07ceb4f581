//! The server under load, over real connections: `cargo bench -p gagas-server`.
//!
//! The same work for SQLite, for one node on PostgreSQL and for three. Servers, database and clients share the
//! machine; patches are signed before the clock runs. A word chooses setups by their name.

#[path = "../client/mod.rs"]
mod client;
#[path = "../../tests/store/cluster.rs"]
#[expect(clippy::unwrap_used, clippy::panic, reason = "made for tests")]
mod cluster;
mod live;
mod nodes;
mod pages;
mod pushing;
mod table;

use std::error::Error;

use nodes::{Folder, Setup};
use table::Table;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const SETUPS: [Setup; 3] = [
    Setup {
        name: "SQLite",
        nodes: 1,
        shared: false,
    },
    Setup {
        name: "PostgreSQL, 1 node",
        nodes: 1,
        shared: true,
    },
    Setup {
        name: "PostgreSQL, 3 nodes",
        nodes: 3,
        shared: true,
    },
];

fn main() -> Outcome {
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    let _ = rlimit::increase_nofile_limit(65_536);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(all())
}

async fn all() -> Outcome {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let asked = |setup: &Setup| {
        words.is_empty() || words.iter().any(|word| setup.name.contains(word.as_str()))
    };
    let folder = Folder::new()?;
    let mut table = Table::default();
    for setup in SETUPS.iter().filter(|setup| asked(setup)) {
        if setup.shared && cluster::cluster().is_none() {
            continue;
        }
        eprintln!("measuring {}", setup.name);
        table.column(setup.name);
        pages::starts(setup, &folder, &mut table).await?;
        pushing::rates(setup, &folder, &mut table).await?;
        pages::pulls(setup, &folder, &mut table).await?;
        live::pokes(setup, &folder, &mut table).await?;
        live::idle(setup, &folder, &mut table).await?;
    }
    print!("{table}");
    Ok(())
}
