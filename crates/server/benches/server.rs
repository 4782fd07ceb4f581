//! The server under load, over real connections: `cargo bench -p gagas-server`.
//!
//! Server and clients share the machine; patches are signed before the clock runs.

mod client;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use gagas_domain::id::NodeId;
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed};
use gagas_domain::kind::Kind;
use gagas_domain::patch::Draft;
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::wire::{Pulled, Push, WirePatch};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;
use tokio::sync::Mutex;

use client::{Client, now_ms};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Patches of one push.
const BATCH: usize = 100;
/// Phones in the room.
const PHONES: usize = 400;

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
    let folder = std::env::temp_dir().join(format!("gagas-bench-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("dist"))?;
    std::fs::write(folder.join("dist/index.html"), "<title>Gagas</title>")?;
    let measured = measure(&folder).await;
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn measure(folder: &Path) -> Outcome {
    println!("| what | figure | bar |\n| --- | --- | --- |");
    cold_start(folder).await?;
    let server = Server::start(folder, "push").await?;
    let one = workshops(1);
    let rate = push(&server, &one, 200, BATCH, 8).await?;
    println!(
        "| push, one workshop, batches of {BATCH}, 8 connections | {rate:.0} patches/s | 5,000 |"
    );
    let single = workshops_from(7_000, 1);
    let rate = push(&server, &single, 4_000, 1, 64).await?;
    println!("| push, one workshop, one patch a request, 64 connections | {rate:.0} patches/s | |");
    let many = workshops_from(1_000, 50);
    let rate = push(&server, &many, 4, BATCH, 16).await?;
    println!("| push, 50 workshops, batches of {BATCH}, 16 connections | {rate:.0} patches/s | |");
    let after = server.memory()?;
    println!(
        "| memory after 44,000 patches in 52 workshops | {:.0} MiB | |",
        mib(after)
    );
    server.stop().await?;

    let server = Server::start(folder, "pull").await?;
    push(&server, &one, 100, BATCH, 8).await?;
    server.stop().await?;
    let server = Server::start(folder, "pull").await?;
    for what in ["cold, just started", "from the page cache"] {
        let begun = Instant::now();
        let (patches, bytes) = pull_all(&server, &one[0]).await?;
        println!(
            "| pull of {patches} ideas, {what}, brotli | {} ms, {} kB | |",
            begun.elapsed().as_millis(),
            bytes / 1_000
        );
    }
    server.stop().await?;

    let server = Server::start(folder, "poke").await?;
    let mut times = pokes(&server, &one[0]).await?;
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_millis();
    println!(
        "| push to visible on {PHONES} phones, median | {} ms | |",
        at(50)
    );
    println!("| the same, 95th percentile | {} ms | 1,000 ms |", at(95));
    server.stop().await?;

    let server = Server::start(folder, "idle").await?;
    create(&server, &one[0]).await?;
    let before = server.memory()?;
    let mut idle = Vec::new();
    for _ in 0..1_000 {
        idle.push(Client::stream(&server.address, &one[0]).await?);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let grown = server.memory()?.saturating_sub(before);
    println!("| memory of 1,000 idle streams | {:.1} MiB | |", mib(grown));
    drop(idle);
    server.stop().await
}

fn mib(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "for people")]
    let bytes = bytes as f64;
    bytes / 1_048_576.0
}

async fn cold_start(folder: &Path) -> Outcome {
    let mut times = Vec::new();
    for n in 0..5 {
        let begun = Instant::now();
        let server = Server::start(folder, &format!("start-{n}")).await?;
        let mut client = Client::connect(&server.address).await?;
        client.get("/healthz", None).await?;
        times.push(begun.elapsed());
        server.stop().await?;
    }
    times.sort();
    println!(
        "| start to first answer, new file | {} ms | |",
        times[2].as_millis()
    );
    Ok(())
}

/// A server of its own process.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    async fn start(folder: &Path, name: &str) -> Outcome<Self> {
        let data: PathBuf = folder.join(name).with_extension("sqlite");
        let free = "1000000000";
        let mut process = tokio::process::Command::new(env!("CARGO_BIN_EXE_gagas-server"))
            .args(["--port", "0", "--dir"])
            .arg(folder.join("dist"))
            .arg("--data")
            .arg(data)
            .args(["--author-burst", "1000000", "--author-rate", free])
            .args(["--workshop-rate", free, "--new-authors-rate", free])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let out = process.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).await?;
        let base = line
            .trim()
            .strip_prefix("Gagas is on http://localhost:")
            .ok_or("not started")?;
        let address = ["127.0.0.1:", base.trim_end_matches('/')].concat();
        Ok(Self { process, address })
    }

    async fn stop(mut self) -> Outcome {
        let process = self.process.id().ok_or("gone")?.to_string();
        Command::new("kill").args(["-TERM", &process]).status()?;
        self.process.wait().await?;
        Ok(())
    }

    /// Resident bytes.
    fn memory(&self) -> Outcome<u64> {
        let process = self.process.id().ok_or("gone")?;
        let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no memory")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1_024)
    }
}

fn workshops(count: u32) -> Vec<OrganiserSeed> {
    workshops_from(0, count)
}

fn workshops_from(first: u32, count: u32) -> Vec<OrganiserSeed> {
    let seed = |n: u32| {
        let mut seed = [3; 32];
        seed[..4].copy_from_slice(&(first + n).to_be_bytes());
        OrganiserSeed(seed)
    };
    (0..count).map(seed).collect()
}

async fn create(server: &Server, seed: &OrganiserSeed) -> Outcome {
    Client::connect(&server.address).await?.create(seed).await
}

/// An idea as people write them, by one of 200.
fn idea(seed: &OrganiserSeed, n: u32) -> Outcome<WirePatch> {
    let mut author = [4; 32];
    author[..4].copy_from_slice(&(n % 200).to_be_bytes());
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
    let patch = draft
        .sign(&key, stamp, NodeId([1; 8]))
        .map_err(|code| code.to_string())?;
    Ok(WirePatch::of(patch.signed()))
}

/// Pushes `pushes` batches to each workshop over so many connections; answers patches a second.
async fn push(
    server: &Server,
    seeds: &[OrganiserSeed],
    pushes: u32,
    batch: usize,
    connections: usize,
) -> Outcome<f64> {
    let mut bodies = Vec::new();
    let mut n = 0;
    for _ in 0..pushes {
        for seed in seeds {
            let patches = (0..batch).map(|_| {
                n += 1;
                idea(seed, n)
            });
            let push = Push {
                patches: patches.collect::<Outcome<_>>()?,
            };
            bodies.push((seed.clone(), serde_json::to_vec(&push)?));
        }
    }
    for seed in seeds {
        create(server, seed).await?;
    }
    let all = bodies.len() * batch;
    let bodies = Arc::new(Mutex::new(bodies));
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let bodies = Arc::clone(&bodies);
        let mut client = Client::connect(&server.address).await?;
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

async fn pull_all(server: &Server, seed: &OrganiserSeed) -> Outcome<(usize, usize)> {
    let mut client = Client::connect(&server.address).await?;
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
            return Ok((patches, bytes));
        }
    }
}

/// How long it takes from the push of a patch until each phone has it.
async fn pokes(server: &Server, seed: &OrganiserSeed) -> Outcome<Vec<Duration>> {
    const ROUNDS: u32 = 20;
    create(server, seed).await?;
    let pushed_at = Arc::new(std::sync::Mutex::new(Vec::<Instant>::new()));
    let mut phones = Vec::new();
    for n in 0..PHONES {
        let mut stream = Client::stream(&server.address, seed).await?;
        let mut client = Client::connect(&server.address).await?;
        let (seed, pushed_at) = (seed.clone(), Arc::clone(&pushed_at));
        phones.push(tokio::spawn(async move {
            let (mut since, mut seen) = ("0".to_owned(), Vec::new());
            while seen.len() < ROUNDS as usize {
                stream.poke().await?;
                // As phones do where many listen: not all in the same moment.
                tokio::time::sleep(Duration::from_millis(u64::try_from(n)? * 37 % 200)).await;
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
    let mut client = Client::connect(&server.address).await?;
    for n in 0..ROUNDS {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let body = serde_json::to_vec(&Push {
            patches: vec![idea(seed, n)?],
        })?;
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
    Ok(times)
}
