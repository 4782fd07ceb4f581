//! How many signed patches a second go through a ledger into a store: `store_speed [URL]`, by default into a SQLite
//! file. Verification of signatures is counted apart, for it can run on all cores.

use std::time::Instant;

use gagas_domain::SigningKey;
use gagas_domain::id::{Mark, NodeId, WorkshopId, sha256};
use gagas_domain::keys::public_key;
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::{Ledger, Limits, Role, Settings, hash_token};
use gagas_domain::value::Value;
use gagas_server::store::{
    Postgres, PostgresOptions, Pulse, Sqlite, Store, Tenant, Tokens, Writing,
};

const PATCHES: u32 = 20_000;
const NOW: u64 = 1_790_000_000_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let organiser = SigningKey::from_bytes(&sha256(&[&std::process::id().to_be_bytes()]));
    let workshop = WorkshopId::of(&public_key(&organiser));
    let begun = Instant::now();
    let patches: Vec<Patch> = (0..PATCHES).map(|n| idea(workshop, n)).collect();
    println!("signed: {}", rate(PATCHES, begun));
    let begun = Instant::now();
    let admitted = patches.iter().take(2_000);
    for patch in admitted {
        Patch::admit(patch.signed().clone(), &workshop).map_err(|code| format!("{code:?}"))?;
    }
    println!("verified on one core: {}", rate(2_000, begun));
    let tenant = Tenant {
        id: workshop,
        organiser: public_key(&organiser),
        tokens: Tokens {
            generation: 0,
            organiser: hash_token(b"organiser"),
            join: hash_token(b"join"),
        },
        epoch: "speed".into(),
        epoch_ms: 0,
        pulse: Pulse::default(),
    };
    match std::env::args().nth(1) {
        Some(url) => {
            let store = Postgres::open(&PostgresOptions::new(&url)).await?;
            measure(&store, &tenant, &patches).await?;
            store.close().await;
        }
        None => {
            let file = std::env::temp_dir().join(format!("gagas-speed-{}.db", std::process::id()));
            let store = Sqlite::open(&file).await?;
            measure(&store, &tenant, &patches).await?;
            store.close().await;
            std::fs::remove_file(&file)?;
        }
    }
    Ok(())
}

async fn measure(
    store: &impl Store,
    tenant: &Tenant,
    patches: &[Patch],
) -> Result<(), Box<dyn std::error::Error>> {
    store.create(tenant, Mark([0; 8])).await?;
    let mut ledger = Ledger::new(Settings {
        workshop: tenant.id,
        organiser: tenant.organiser,
        epoch_ms: 0,
        limits: Limits::default(),
    });
    let mut rest = patches;
    for together in [1, 10, 100, 500, 2_000] {
        let commits = if together == 1 { 300 } else { 4 };
        let (now, later) = rest.split_at(together * commits);
        rest = later;
        let begun = Instant::now();
        for chunk in now.chunks(together) {
            let writing = store.write(tenant.id).await?;
            let writing = writing.ok_or("the workshop is gone")?;
            ledger.push(Role::Organiser, NOW, chunk.to_vec());
            let commit = ledger.settle().ok_or("nothing new")?;
            writing
                .commit(&commit, Mark(commit.head.to_be_bytes()), None)
                .await?;
        }
        let count = u32::try_from(now.len())?;
        println!("commits of {together}: {}", rate(count, begun));
    }
    let begun = Instant::now();
    let read = store.read(tenant.id, Pulse::default()).await?;
    let count = read.map_or(0, |(_, changes)| changes.rows.len());
    println!("read: {}", rate(u32::try_from(count)?, begun));
    Ok(())
}

fn idea(workshop: WorkshopId, n: u32) -> Patch {
    let key = SigningKey::from_bytes(&sha256(&[&(n / 10).to_be_bytes()]));
    let text = "Pasien menunggu sejak subuh dan pulang tanpa dilayani. ".repeat(6);
    let fields = Value::map([
        ("title", format!("Antrean {n}").into()),
        ("problem", text.into()),
    ]);
    let Value::Map(fields) = fields else {
        unreachable!("a map was made");
    };
    let mut nonce = vec![0; 4];
    nonce.extend(n.to_be_bytes());
    let draft = Draft {
        workshop,
        kind: Kind::Idea,
        nonce,
        fields,
    };
    let stamp = Stamp {
        ms: NOW + u64::from(n),
        counter: 0,
    };
    draft
        .sign(&key, stamp, NodeId([1; 8]))
        .unwrap_or_else(|code| unreachable!("{code:?}"))
}

fn rate(count: u32, begun: Instant) -> String {
    let seconds = begun.elapsed().as_secs_f64();
    format!(
        "{:.0}/s ({count} in {seconds:.2} s)",
        f64::from(count) / seconds
    )
}
