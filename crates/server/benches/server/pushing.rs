//! How many patches a second are taken: on one workshop, in large pushes and in small ones, and on many.

use std::sync::Arc;
use std::time::Instant;

use gagas_domain::id::NodeId;
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::wire::{Push, WirePatch};
use tokio::sync::Mutex;

use crate::Outcome;
use crate::client::{Client, now_ms};
use crate::nodes::{Folder, Nodes, Setup};
use crate::table::Table;

/// Patches of one push.
pub(crate) const BATCH: usize = 100;
/// Authors of a workshop.
const AUTHORS: u32 = 200;

pub(crate) async fn rates(setup: &Setup, folder: &Folder, table: &mut Table) -> Outcome {
    let nodes = Nodes::new(setup, folder, "push").await?;
    let rate = push(&nodes, &workshops(0, 1), 300, BATCH, 8).await?;
    let what = "push, one workshop, 100 patches a request, 8 connections";
    table.put(what, format!("{rate:.0}/s"), "5,000/s");
    let rate = push(&nodes, &workshops(7_000, 1), 4_000, 1, 64).await?;
    let what = "push, one workshop, one patch a request, 64 connections";
    table.put(what, format!("{rate:.0}/s"), "");
    let rate = push(&nodes, &workshops(1_000, 50), 6, BATCH, 16).await?;
    let what = "push, 50 workshops, 100 patches a request, 16 connections";
    table.put(what, format!("{rate:.0}/s"), "");
    let held = nodes.memory()? >> 20;
    let what = "memory of all nodes after these 64,000 patches";
    table.put(what, format!("{held} MiB"), "");
    nodes.stop().await
}

pub(crate) fn workshops(first: u32, count: u32) -> Vec<OrganiserSeed> {
    let seed = |n: u32| {
        let mut seed = [3; 32];
        seed[..4].copy_from_slice(&(first + n).to_be_bytes());
        OrganiserSeed(seed)
    };
    (0..count).map(seed).collect()
}

/// A push of patches.
pub(crate) fn body<'a>(patches: impl Iterator<Item = &'a Patch>) -> Outcome<Vec<u8>> {
    let patches = patches.map(|patch| WirePatch::of(patch.signed())).collect();
    Ok(serde_json::to_vec(&Push { patches })?)
}

/// An idea as people write them, by one of 200.
pub(crate) fn idea(seed: &OrganiserSeed, n: u32) -> Outcome<Patch> {
    let mut author = [4; 32];
    author[..4].copy_from_slice(&(n % AUTHORS).to_be_bytes());
    let key = AuthorSeed(author).signing_key(AuthorRole::Named);
    let text =
        "Pasien dari kabupaten datang sejak subuh dan menunggu berjam-jam tanpa tahu gilirannya.";
    let draft = Draft {
        workshop: seed.workshop(),
        kind: Kind::Idea,
        nonce: u64::from(n).to_be_bytes().into(),
        fields: vec![
            (
                "title".into(),
                format!("Antrean lewat pesan singkat {n}").into(),
            ),
            ("problem".into(), text.into()),
            ("form".into(), "service".into()),
        ],
    };
    let stamp = Stamp {
        ms: now_ms(),
        counter: 0,
    };
    draft
        .sign(&key, stamp, NodeId([1; 8]))
        .map_err(|code| code.to_string().into())
}

/// Pushes `pushes` batches to each workshop over so many connections; answers patches a second.
pub(crate) async fn push(
    nodes: &Nodes,
    seeds: &[OrganiserSeed],
    pushes: u32,
    batch: usize,
    connections: usize,
) -> Outcome<f64> {
    let mut bodies = Vec::new();
    let mut n = 0;
    for _ in 0..pushes {
        for seed in seeds {
            let mut patches = Vec::new();
            for _ in 0..batch {
                n += 1;
                patches.push(idea(seed, n)?);
            }
            bodies.push((seed.clone(), body(patches.iter())?));
        }
    }
    for seed in seeds {
        nodes.create(seed).await?;
    }
    let all = bodies.len() * batch;
    let bodies = Arc::new(Mutex::new(bodies));
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for at in 0..connections {
        let bodies = Arc::clone(&bodies);
        let mut client = Client::connect(nodes.address(at)).await?;
        tasks.push(tokio::spawn(async move {
            loop {
                let Some((seed, body)) = bodies.lock().await.pop() else {
                    return Outcome::Ok(());
                };
                let pushed = client.push(&seed, body).await?;
                if pushed.results.iter().any(|result| result.st != "ok") {
                    return Err("a patch was not taken".into());
                }
            }
        }));
    }
    for task in tasks {
        task.await??;
    }
    #[expect(clippy::cast_precision_loss, reason = "for people")]
    Ok(all as f64 / begun.elapsed().as_secs_f64())
}
