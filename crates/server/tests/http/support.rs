//! A real server over a real store, whoever calls it, and patches signed as phones sign them.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use gagas_domain::id::{NodeId, encode};
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::wire::{self, Push, WirePatch};
use gagas_domain::sync::{Limits, ReadProof, SignedRequest, hash_token, sign_request};
use gagas_domain::value::Value;
use gagas_server::http::{self, Peer, Settings};
use gagas_server::hub::{Hub, Rules};
use gagas_server::publish::Base;
use gagas_server::site::Build;
use gagas_server::store::Store;
use serde::de::DeserializeOwned;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::place::{self, Place};

pub(crate) const ORGANISER: OrganiserSeed = OrganiserSeed([1; 32]);
pub(crate) const OTHER: OrganiserSeed = OrganiserSeed([2; 32]);
pub(crate) const CREATE_TOKEN: &str = "a token to create with";
pub(crate) const START: u64 = 1_790_000_000_000;

/// A served hub.
pub(crate) struct Server {
    pub(crate) router: Router,
    pub(crate) clock: Arc<AtomicU64>,
    pub(crate) stop: watch::Sender<bool>,
    directory: PathBuf,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{} {}", self.status, self.text());
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The name of the problem.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let details: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(details["status"], self.status.as_u16());
        details["type"]
            .as_str()
            .unwrap()
            .replace("urn:gagas:problem:", "")
    }
}

static SERVERS: AtomicU64 = AtomicU64::new(0);

impl Server {
    pub(crate) async fn new(place: Place) -> Self {
        Self::with_limits(place, Limits::default()).await
    }

    pub(crate) async fn with_limits(place: Place, limits: Limits) -> Self {
        match place {
            Place::Sqlite => Self::over(place::sqlite().await, limits),
            Place::Postgres => Self::over(place::postgres().await, limits),
        }
    }

    /// With the first workshop created.
    pub(crate) async fn with_workshop(place: Place) -> Self {
        let server = Self::new(place).await;
        assert_eq!(server.create(&ORGANISER).await.status, 201);
        server
    }

    fn over<S: Store>(store: S, limits: Limits) -> Self {
        let number = SERVERS.fetch_add(1, Ordering::Relaxed);
        let directory =
            std::env::temp_dir().join(format!("gagas-http-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join("index.html"), "<title>Gagas</title>").unwrap();
        let clock = Arc::new(AtomicU64::new(START));
        let own = Arc::clone(&clock);
        let rules = Rules {
            limits,
            clock: Arc::new(move || own.load(Ordering::Relaxed)),
        };
        let hub = Hub::new(store, rules);
        let (stop, stopped) = watch::channel(false);
        let settings = Settings::default().with_create_token(CREATE_TOKEN);
        let api = http::router(hub.clone(), settings, stopped);
        let build = Build::directory(&directory).announced();
        let router = gagas_server::router(build, hub, Base::default(), api);
        Self {
            router,
            clock,
            stop,
            directory,
        }
    }

    pub(crate) fn wait(&self, ms: u64) -> u64 {
        self.clock.fetch_add(ms, Ordering::Relaxed) + ms
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.open(request).await.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, 1 << 24).await.unwrap().to_vec(),
        }
    }

    pub(crate) async fn open(&self, mut request: Request<Body>) -> axum::response::Response {
        if request.extensions().get::<Peer>().is_none() {
            let peer = Peer(IpAddr::V4(Ipv4Addr::LOCALHOST));
            request.extensions_mut().insert(peer);
        }
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn create(&self, seed: &OrganiserSeed) -> Answer {
        self.send(create(seed, self.clock.load(Ordering::Relaxed)))
            .await
    }

    pub(crate) async fn push(&self, token: &str, patches: &[&Patch]) -> wire::Pushed {
        let push = Push {
            patches: patches
                .iter()
                .map(|patch| WirePatch::of(patch.signed()))
                .collect(),
        };
        self.send(post("push", token, &push)).await.json()
    }

    /// The code or standing of each pushed patch.
    pub(crate) async fn push_wire(&self, token: &str, patches: Vec<WirePatch>) -> Vec<String> {
        let answer: wire::Pushed = self
            .send(post("push", token, &Push { patches }))
            .await
            .json();
        let results = answer.results.into_iter();
        results
            .map(|result| result.code.unwrap_or(result.st))
            .collect()
    }

    pub(crate) async fn pull(&self, token: &str, query: &str) -> wire::Pulled {
        self.send(get(&["pull?", query].concat(), token))
            .await
            .json()
    }

    /// All that a reader can see.
    pub(crate) async fn pull_all(&self, token: &str) -> wire::Pulled {
        let mut all = self.pull(token, "").await;
        while all.more {
            let query = format!("since={}&epoch={}", all.next, all.epoch);
            let next = self.pull(token, &query).await;
            all.patches.extend(next.patches);
            all.tallies.extend(next.tallies);
            (all.next, all.more) = (next.next, next.more);
        }
        all
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

pub(crate) fn organiser() -> String {
    encode(&ORGANISER.token(0))
}

pub(crate) fn participant() -> String {
    encode(&ORGANISER.join_token(0))
}

pub(crate) fn of_workshop(rest: &str) -> String {
    ["/api/v1/w/", &ORGANISER.workshop().to_string(), "/", rest].concat()
}

pub(crate) fn get(rest: &str, token: &str) -> Request<Body> {
    asked("GET", &of_workshop(rest), token)
        .body(Body::empty())
        .unwrap()
}

pub(crate) fn asked(method: &str, path: &str, token: &str) -> axum::http::request::Builder {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost:8080");
    match token {
        "" => request,
        token => request.header("authorization", ["Bearer ", token].concat()),
    }
}

pub(crate) fn post(rest: &str, token: &str, body: &impl serde::Serialize) -> Request<Body> {
    let request =
        asked("POST", &of_workshop(rest), token).header("content-type", "application/json");
    request
        .body(Body::from(serde_json::to_vec(body).unwrap()))
        .unwrap()
}

pub(crate) fn create(seed: &OrganiserSeed, t: u64) -> Request<Body> {
    let key = seed.signing_key();
    let request = SignedRequest {
        organiser: public_key(&key),
        generation: None,
        organiser_token: hash_token(&seed.token(0)),
        join_token: hash_token(&seed.join_token(0)),
        t,
    };
    let body = wire::Create {
        org_sign_pk: request.organiser.to_string(),
        org_token_sha256: request.organiser_token.to_string(),
        join_token_sha256: request.join_token.to_string(),
        t,
        s: encode(&sign_request(&request, &key)),
    };
    let request = asked("POST", "/api/v1/w", "").header("content-type", "application/json");
    request
        .body(Body::from(serde_json::to_vec(&body).unwrap()))
        .unwrap()
}

pub(crate) fn rotate(generation: u32, t: u64, token: &str) -> Request<Body> {
    let key = ORGANISER.signing_key();
    let request = SignedRequest {
        organiser: public_key(&key),
        generation: Some(generation),
        organiser_token: hash_token(&ORGANISER.token(generation)),
        join_token: hash_token(&ORGANISER.join_token(generation)),
        t,
    };
    let body = wire::Rotate {
        generation,
        org_token_sha256: request.organiser_token.to_string(),
        join_token_sha256: request.join_token.to_string(),
        t,
        s: encode(&sign_request(&request, &key)),
    };
    post("rotate", token, &body)
}

/// Somebody with a phone.
pub(crate) struct Person(pub(crate) AuthorSeed);

impl Person {
    pub(crate) fn number(n: u32) -> Self {
        let mut seed = [9; 32];
        seed[..4].copy_from_slice(&n.to_be_bytes());
        Self(AuthorSeed(seed))
    }

    pub(crate) fn writes(&self, kind: Kind, nonce: &[u8], ms: u64, json: &str) -> Patch {
        signed(&self.0.signing_key(role(&kind)), kind, nonce, ms, json)
    }

    pub(crate) fn idea(&self, n: u64, ms: u64) -> Patch {
        let json = format!(r#"{{"title":"Gagasan {n}","problem":"Antrean di loket"}}"#);
        self.writes(Kind::Idea, &n.to_be_bytes(), ms, &json)
    }

    pub(crate) fn votes(&self, idea: &Patch, ms: u64) -> Patch {
        let json = format!(r#"{{"votes":[["{}",1]]}}"#, idea.record());
        self.writes(Kind::Ballot, &[], ms, &json)
    }

    /// The value of `Gagas-Author` for what this person writes of a kind.
    pub(crate) fn proof(&self, kind: &Kind, t: u64) -> String {
        let key = self.0.signing_key(role(kind));
        ReadProof::sign(&ORGANISER.workshop(), &key, t).to_header()
    }
}

fn role(kind: &Kind) -> AuthorRole {
    match kind {
        Kind::Ballot => AuthorRole::Ballot,
        Kind::Registration => AuthorRole::Registration,
        _ => AuthorRole::Named,
    }
}

/// The organiser writes.
pub(crate) fn decides(kind: Kind, nonce: &[u8], ms: u64, json: &str) -> Patch {
    signed(&ORGANISER.signing_key(), kind, nonce, ms, json)
}

pub(crate) fn signed(
    key: &ed25519_dalek::SigningKey,
    kind: Kind,
    nonce: &[u8],
    ms: u64,
    json: &str,
) -> Patch {
    let Ok(Value::Map(fields)) = Value::parse(json, 8) else {
        panic!("no fields: {json}");
    };
    let draft = Draft {
        workshop: ORGANISER.workshop(),
        kind,
        nonce: nonce.to_vec(),
        fields,
    };
    let stamp = Stamp { ms, counter: 0 };
    draft.sign(key, stamp, NodeId([7; 8])).unwrap()
}
