//! The binary itself: what it refuses, how it stops, and what a full disk does to it.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use gagas_domain::id::{NodeId, encode};
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::wire::{Create, Pulled, Push, Pushed, WirePatch};
use gagas_domain::sync::{SignedRequest, hash_token, sign_request};

const BINARY: &str = env!("CARGO_BIN_EXE_gagas-server");
const SEED: OrganiserSeed = OrganiserSeed([5; 32]);

/// A folder of its own with a small build in it, gone with its handle.
struct Folder(PathBuf);

static FOLDERS: AtomicU64 = AtomicU64::new(0);

impl Folder {
    fn new() -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("gagas-run-{}-{number}", std::process::id()));
        std::fs::create_dir_all(path.join("dist")).unwrap();
        std::fs::write(path.join("dist/index.html"), "<title>Gagas</title>").unwrap();
        Self(path)
    }

    fn data(&self) -> PathBuf {
        self.0.join("data.sqlite")
    }

    fn dist(&self) -> PathBuf {
        self.0.join("dist")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server that runs.
struct Running {
    process: Child,
    base: String,
}

impl Running {
    fn start(folder: &Folder, more: &[&str]) -> Self {
        // What writes past a limit is told so, not killed: as on a full disk.
        let mut process = Command::new("sh")
            .args([
                "-c",
                "trap '' XFSZ; exec \"$0\" \"$@\"",
                BINARY,
                "serve",
                "--port",
                "0",
            ])
            .arg("--dir")
            .arg(folder.dist())
            .arg("--data")
            .arg(folder.data())
            .args(more)
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.0.join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let base = line
            .trim()
            .strip_prefix("Gagas is on ")
            .unwrap_or_default()
            .to_owned();
        assert!(base.starts_with("http://localhost:"), "{line}");
        Self { process, base }
    }

    fn workshop(&self) -> String {
        [&self.base, "api/v1/w/", &SEED.workshop().to_string()].concat()
    }

    fn create(&self) {
        let key = SEED.signing_key();
        let request = SignedRequest {
            organiser: public_key(&key),
            generation: None,
            organiser_token: hash_token(&SEED.token(0)),
            join_token: hash_token(&SEED.join_token(0)),
            t: now_ms(),
        };
        let body = Create {
            org_sign_pk: request.organiser.to_string(),
            org_token_sha256: request.organiser_token.to_string(),
            join_token_sha256: request.join_token.to_string(),
            t: request.t,
            s: encode(&sign_request(&request, &key)),
        };
        let text = serde_json::to_string(&body).unwrap();
        let post = ureq::post([&self.base, "api/v1/w"].concat()).content_type("application/json");
        assert_eq!(post.send(text).unwrap().status(), 201);
    }

    fn push(&self, patches: &[Patch]) -> Result<Pushed, ureq::Error> {
        let patches = patches.iter().map(|patch| WirePatch::of(patch.signed()));
        let body = Push {
            patches: patches.collect(),
        };
        let mut answer = ureq::post([&self.workshop(), "/push"].concat())
            .header("authorization", bearer())
            .content_type("application/json")
            .send(serde_json::to_string(&body).unwrap())?;
        Ok(serde_json::from_str(&answer.body_mut().read_to_string()?).unwrap())
    }

    fn pull(&self) -> Vec<String> {
        let (mut bodies, mut since) = (Vec::new(), "0".to_owned());
        loop {
            let get = ureq::get([&self.workshop(), "/pull?since=", &since].concat());
            let mut answer = get.header("authorization", bearer()).call().unwrap();
            let text = answer.body_mut().read_to_string().unwrap();
            let page: Pulled = serde_json::from_str(&text).unwrap();
            bodies.extend(page.patches.into_iter().map(|patch| patch.b));
            since = page.next;
            if !page.more {
                return bodies;
            }
        }
    }

    fn stop(&mut self) {
        signal("-TERM", self.process.id());
        assert!(self.process.wait().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn signal(name: &str, process: u32) {
    let sent = Command::new("kill")
        .args([name, &process.to_string()])
        .status();
    assert!(sent.unwrap().success());
}

fn bearer() -> String {
    ["Bearer ", &encode(&SEED.join_token(0))].concat()
}

fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    u64::try_from(since.as_millis()).unwrap()
}

/// An idea of somebody of its own.
fn idea(n: u32, text: &str) -> Patch {
    let mut seed = [8; 32];
    seed[..4].copy_from_slice(&n.to_be_bytes());
    let draft = Draft {
        workshop: SEED.workshop(),
        kind: Kind::Idea,
        nonce: vec![1; 8],
        fields: vec![("title".into(), text.into())],
    };
    let stamp = Stamp {
        ms: now_ms(),
        counter: 0,
    };
    let key = AuthorSeed(seed).signing_key(AuthorRole::Named);
    draft.sign(&key, stamp, NodeId([1; 8])).unwrap()
}

#[test]
fn unsafe_settings_are_refused_with_a_reason() {
    let folder = Folder::new();
    let served = folder.dist().join("data.sqlite").display().to_string();
    let dist = folder.dist().display().to_string();
    let data = folder.data().display().to_string();
    for (arguments, reason) in [
        (vec!["--data", &*served], "served to everybody"),
        (vec!["--data", "/nowhere/at/all.sqlite"], "no such folder"),
        (
            vec!["--data", &*data, "--create-token", "short"],
            "16 characters",
        ),
        (
            vec!["--data", &*data, "--database-url", "postgres://x"],
            "exclude each other",
        ),
        (
            vec![
                "--data",
                &*data,
                "--port",
                "1",
                "--metrics-addr",
                "127.0.0.1:1",
            ],
            "of their own",
        ),
        (vec!["--data", &*dist], "data"),
        (vec!["check"], "--data or --database-url"),
        (vec!["--config", "/nowhere.toml"], "/nowhere.toml"),
    ] {
        let refused = Command::new(BINARY)
            .args(["--dir", &dist])
            .args(&arguments)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&refused.stderr);
        assert!(
            !refused.status.success() && told.contains(reason),
            "{arguments:?}: {told}"
        );
    }
    let help = Command::new(BINARY).arg("--help").output().unwrap();
    let help = String::from_utf8_lossy(&help.stdout);
    for flag in [
        "--data",
        "--database-url",
        "--create-token",
        "--metrics-addr",
        "--config",
        "backup",
    ] {
        assert!(help.contains(flag), "{flag}");
    }
}

#[test]
fn it_stops_when_asked_and_has_kept_everything() {
    let folder = Folder::new();
    let mut server = Running::start(&folder, &[]);
    server.create();
    let ideas: Vec<Patch> = (0..50).map(|n| idea(n, "Antrean")).collect();
    let pushed = server.push(&ideas).unwrap();
    assert!(pushed.results.iter().all(|result| result.st == "ok"));
    let address = server
        .base
        .trim_start_matches("http://")
        .trim_end_matches('/');
    let mut stream = TcpStream::connect(address).unwrap();
    let ask = format!(
        "GET /api/v1/w/{}/events HTTP/1.1\r\nhost: localhost\r\nauthorization: {}\r\n\r\n",
        SEED.workshop(),
        bearer()
    );
    stream.write_all(ask.as_bytes()).unwrap();
    let mut first = [0; 4_096];
    let mut heard = String::new();
    while !heard.contains("data:") {
        let read = stream.read(&mut first).unwrap();
        heard.push_str(&String::from_utf8_lossy(&first[..read]));
    }
    server.stop();
    // The stream ends as a stream does, with its last chunk.
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "{rest}");

    let server = Running::start(&folder, &[]);
    let mut expected: Vec<String> = ideas
        .iter()
        .map(|idea| idea.signed().body.clone())
        .collect();
    let mut held = server.pull();
    expected.sort();
    held.sort();
    assert_eq!(held, expected);
}

/// Asks for a page; answers its status and text.
fn page(address: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let mut get = ureq::get(address)
        .config()
        .http_status_as_error(false)
        .build();
    for (name, value) in headers {
        get = get.header(*name, *value);
    }
    let mut answer = get.call().unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), text)
}

#[test]
fn figures_are_on_a_listener_of_their_own() {
    let folder = Folder::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let place = free.local_addr().unwrap().to_string();
    drop(free);
    let server = Running::start(&folder, &["--metrics-addr", &place]);
    server.create();
    let figures = ["http://", &place, "/metrics"].concat();
    let (status, text) = page(&figures, &[]);
    assert!(status == 200 && text.contains("gagas_"), "{status} {text}");
    let public = page(&[&server.base, "metrics"].concat(), &[]);
    assert!(
        public.0 == 404 && !public.1.contains("gagas_"),
        "{public:?}"
    );
    let api = ["http://", &place, "/api/v1/health"].concat();
    assert_eq!(page(&api, &[]).0, 404);
}

#[test]
fn a_proxy_that_says_too_little_is_warned_of_once() {
    let folder = Folder::new();
    let server = Running::start(&folder, &[]);
    server.create();
    let listed = Draft {
        workshop: SEED.workshop(),
        kind: Kind::Workshop,
        nonce: Vec::new(),
        fields: vec![
            ("title".into(), "Lokakarya".into()),
            ("listed".into(), true.into()),
        ],
    };
    let stamp = Stamp {
        ms: now_ms(),
        counter: 0,
    };
    let listed = listed
        .sign(&SEED.signing_key(), stamp, NodeId([1; 8]))
        .unwrap();
    assert_eq!(server.push(&[listed]).unwrap().results[0].st, "ok");
    let calendar = [&server.workshop(), "/agenda.ics"].concat();
    let warnings = || {
        let log = std::fs::read_to_string(folder.0.join("log")).unwrap();
        log.matches("a proxy hands requests on").count()
    };
    assert_eq!((page(&calendar, &[]).0, warnings()), (200, 0));
    for _ in 0..3 {
        page(&calendar, &[("x-forwarded-for", "10.0.0.1")]);
    }
    assert_eq!(warnings(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_acknowledges_nothing_and_recovers() {
    let folder = Folder::new();
    let server = Running::start(&folder, &[]);
    server.create();
    let limit = |bytes: &str| {
        let process = server.process.id().to_string();
        let set = Command::new("prlimit")
            .args([
                "--pid",
                &process,
                &["--fsize=", bytes, ":unlimited"].concat(),
            ])
            .status();
        assert!(set.unwrap().success());
    };
    limit("300000");
    let text = "Antrean di loket ".repeat(200);
    let mut acknowledged = Vec::new();
    let mut refused = None;
    for n in 0..500 {
        let idea = idea(n, &text);
        match server.push(std::slice::from_ref(&idea)) {
            Ok(pushed) => {
                assert_eq!(pushed.results[0].st, "ok");
                acknowledged.push(idea);
            }
            Err(ureq::Error::StatusCode(507)) => {
                refused = Some(idea);
                break;
            }
            Err(error) => panic!("{error}"),
        }
    }
    let refused = refused.unwrap();
    assert!(!acknowledged.is_empty());
    // What is there can be read meanwhile, and nothing else is.
    assert_eq!(server.pull().len(), acknowledged.len());
    limit("unlimited");
    // It is not tried again at once.
    let mut tries = (0..50).map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        server.push(std::slice::from_ref(&refused))
    });
    let pushed = tries.find_map(Result::ok).unwrap();
    assert_eq!(pushed.results[0].st, "ok");
    acknowledged.push(refused.clone());
    let held = server.pull();
    assert!(
        acknowledged
            .iter()
            .all(|idea| held.contains(&idea.signed().body))
    );
    assert_eq!(held.len(), acknowledged.len());
}
