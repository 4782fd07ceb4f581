//! Phones that listen: how soon they see what one hands in, and what it costs to hold them.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use gagas_domain::sync::wire::Pulled;

use crate::Outcome;
use crate::client::Client;
use crate::nodes::{Folder, Nodes, Setup};
use crate::pushing::{body, idea, workshops};
use crate::table::Table;

/// Phones in the room.
const PHONES: usize = 400;
/// What is handed in while they listen.
const ROUNDS: u32 = 20;

/// From the push of a patch until each phone has it.
pub(crate) async fn pokes(setup: &Setup, folder: &Folder, table: &mut Table) -> Outcome {
    let nodes = Nodes::new(setup, folder, "poke").await?;
    let seed = &workshops(0, 1)[0];
    nodes.create(seed).await?;
    let pushed_at = Arc::new(Mutex::new(Vec::<Instant>::new()));
    let mut phones = Vec::new();
    for n in 0..PHONES {
        let mut stream = Client::stream(nodes.address(n), seed).await?;
        let mut client = Client::connect(nodes.address(n)).await?;
        let (seed, pushed_at) = (seed.clone(), Arc::clone(&pushed_at));
        phones.push(tokio::spawn(async move {
            let (mut since, mut seen) = ("0".to_owned(), Vec::new());
            while seen.len() < ROUNDS as usize {
                let within = stream.poke().await?.spread + 1;
                // As phones do where many listen: not all in the same moment.
                tokio::time::sleep(Duration::from_millis(u64::try_from(n)? * 37 % within)).await;
                let page: Pulled =
                    serde_json::from_slice(&client.pull(&seed, &since, None).await?)?;
                since = page.next;
                for _ in page.patches {
                    let times = pushed_at.lock().map_err(|_| "a phone failed")?;
                    seen.push(times[seen.len()].elapsed());
                }
            }
            Outcome::Ok(seen)
        }));
    }
    let mut client = Client::connect(nodes.address(0)).await?;
    for n in 0..ROUNDS {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let body = body([idea(seed, n)?].iter())?;
        pushed_at
            .lock()
            .map_err(|_| "a phone failed")?
            .push(Instant::now());
        client.push(seed, body).await?;
    }
    let mut times = Vec::new();
    for phone in phones {
        times.extend(phone.await??);
    }
    times.sort();
    let at = |share: usize| {
        let time = times[(times.len() * share / 100).min(times.len() - 1)];
        format!("{} ms", time.as_millis())
    };
    table.put("push to visible on 400 phones, median", at(50), "");
    table.put("the same, 95th percentile", at(95), "1,000 ms");
    nodes.stop().await
}

/// The memory of a thousand streams on which nothing happens.
pub(crate) async fn idle(setup: &Setup, folder: &Folder, table: &mut Table) -> Outcome {
    let nodes = Nodes::new(setup, folder, "idle").await?;
    let seed = &workshops(0, 1)[0];
    nodes.create(seed).await?;
    let before = nodes.memory()?;
    let mut idle = Vec::new();
    for n in 0..1_000 {
        idle.push(Client::stream(nodes.address(n), seed).await?);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let grown = nodes.memory()?.saturating_sub(before) >> 10;
    table.put("memory of 1,000 idle streams", format!("{grown} KiB"), "");
    drop(idle);
    nodes.stop().await
}
