//! What is read: the first answer after a start, a published page, and a workshop pulled as a whole.

use std::time::{Duration, Instant};

use gagas_domain::import;
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::sync::wire::Pulled;

use crate::Outcome;
use crate::client::{Client, now_ms};
use crate::nodes::{Folder, Nodes, Setup, Store};
use crate::pushing::{BATCH, body, push, workshops};
use crate::table::Table;

const SAMPLE: &str = include_str!("../../../../docs/jambi.json");

fn tenths(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}

/// From the start of the process to its first answer, and the published page of the Jambi workshop.
pub(crate) async fn starts(setup: &Setup, folder: &Folder, table: &mut Table) -> Outcome {
    let alone = Setup { nodes: 1, ..*setup };
    let mut times = Vec::new();
    for n in 0..5 {
        let store = Store::new(&alone, folder, &format!("start-{n}")).await?;
        let begun = Instant::now();
        let nodes = Nodes::over(&alone, folder, &store).await?;
        Client::connect(nodes.address(0))
            .await?
            .get("/healthz", None)
            .await?;
        times.push(begun.elapsed());
        nodes.stop().await?;
    }
    times.sort();
    table.put("start to first answer, empty store", tenths(times[2]), "");

    let store = Store::new(&alone, folder, "page").await?;
    let nodes = Nodes::over(&alone, folder, &store).await?;
    let seed = OrganiserSeed([5; 32]);
    publish(&nodes, &seed).await?;
    nodes.stop().await?;
    let nodes = Nodes::over(&alone, folder, &store).await?;
    let mut client = Client::connect(nodes.address(0)).await?;
    let path = ["/?w=", &seed.workshop().to_string()].concat();
    let mut times = Vec::new();
    for _ in 0..101 {
        let begun = Instant::now();
        let page = client.get(&path, None).await?;
        times.push(begun.elapsed());
        if !String::from_utf8_lossy(&page).contains("og:title") {
            return Err("the page is not a published one".into());
        }
    }
    let first = times.remove(0);
    times.sort();
    let what = "the published page of the Jambi workshop, just started";
    table.put(what, tenths(first), "");
    table.put("the same page again, median", tenths(times[50]), "");
    nodes.stop().await
}

/// The Jambi sample, which is listed.
async fn publish(nodes: &Nodes, seed: &OrganiserSeed) -> Outcome {
    nodes.create(seed).await?;
    let json = import::parse(SAMPLE).map_err(|why| format!("{why:?}"))?;
    let now = i64::try_from(now_ms())?;
    let patches =
        import::import(&json, seed, None, now, true, 0).map_err(|why| format!("{why:?}"))?;
    let mut client = Client::connect(nodes.address(0)).await?;
    let pushed = client.push(seed, body(patches.iter())?).await?;
    match pushed.results.iter().find(|result| result.st != "ok") {
        Some(result) => Err(format!("not taken: {result:?}").into()),
        None => Ok(()),
    }
}

/// A workshop of 10,000 ideas, as whoever joins now gets it.
pub(crate) async fn pulls(setup: &Setup, folder: &Folder, table: &mut Table) -> Outcome {
    let seed = &workshops(0, 1);
    let store = Store::new(setup, folder, "pull").await?;
    let nodes = Nodes::over(setup, folder, &store).await?;
    push(&nodes, seed, 100, BATCH, 8).await?;
    nodes.stop().await?;
    let nodes = Nodes::over(setup, folder, &store).await?;
    for what in ["cold, just started", "from the page cache"] {
        let begun = Instant::now();
        let bytes = pull_all(&nodes, &seed[0]).await?;
        let figure = format!("{} ms, {} kB", begun.elapsed().as_millis(), bytes / 1_000);
        table.put(&["pull of 10,000 ideas, ", what].concat(), figure, "");
    }
    nodes.stop().await
}

async fn pull_all(nodes: &Nodes, seed: &OrganiserSeed) -> Outcome<usize> {
    let mut client = Client::connect(nodes.address(0)).await?;
    let (mut since, mut patches, mut bytes) = ("0".to_owned(), 0, 0);
    loop {
        let body = client.pull(seed, &since, Some("br")).await?;
        bytes += body.len();
        let mut plain = Vec::new();
        std::io::Read::read_to_end(&mut brotli::Decompressor::new(&*body, 65_536), &mut plain)?;
        let page: Pulled = serde_json::from_slice(&plain)?;
        patches += page.patches.len();
        since = page.next;
        if !page.more {
            return match patches {
                10_000 => Ok(bytes),
                _ => Err(format!("{patches} of 10,000 ideas").into()),
            };
        }
    }
}
