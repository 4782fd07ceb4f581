//! A phone as the server sees it: one connection, one request after another, or one stream.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::{Request, Response};
use futures_util::StreamExt;
use gagas_domain::id::encode;
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::sync::wire::{Create, Poke, Pushed};
use gagas_domain::sync::{SignedRequest, hash_token, sign_request};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Outcome;

pub(crate) struct Client(SendRequest<Body>);

/// A stream of events, and what keeps it open.
pub(crate) struct Stream {
    pieces: BodyDataStream,
    _open: Client,
}

impl Client {
    pub(crate) async fn connect(address: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Listens to a workshop; what it says at first is taken.
    pub(crate) async fn stream(address: &str, seed: &OrganiserSeed) -> Outcome<Stream> {
        let mut client = Self::connect(address).await?;
        let path = of(seed, "events");
        let response = client
            .send(asked("GET", &path, Some(seed)).body(Body::empty())?)
            .await?;
        let mut stream = Stream {
            pieces: response.into_body().into_data_stream(),
            _open: client,
        };
        stream.poke().await?;
        Ok(stream)
    }

    async fn send(&mut self, request: Request<Body>) -> Outcome<Response<Body>> {
        self.0.ready().await?;
        let response = self.0.send_request(request).await?.map(Body::new);
        match response.status().is_success() {
            true => Ok(response),
            false => Err(response.status().to_string().into()),
        }
    }

    async fn bytes(&mut self, request: Request<Body>) -> Outcome<Vec<u8>> {
        let response = self.send(request).await?;
        Ok(to_bytes(response.into_body(), usize::MAX).await?.into())
    }

    pub(crate) async fn get(
        &mut self,
        path: &str,
        seed: Option<&OrganiserSeed>,
    ) -> Outcome<Vec<u8>> {
        self.bytes(asked("GET", path, seed).body(Body::empty())?)
            .await
    }

    pub(crate) async fn pull(
        &mut self,
        seed: &OrganiserSeed,
        since: &str,
        coding: Option<&str>,
    ) -> Outcome<Vec<u8>> {
        let path = of(seed, &["pull?since=", since].concat());
        let request =
            asked("GET", &path, Some(seed)).header("accept-encoding", coding.unwrap_or("identity"));
        self.bytes(request.body(Body::empty())?).await
    }

    pub(crate) async fn push(&mut self, seed: &OrganiserSeed, body: Vec<u8>) -> Outcome<Pushed> {
        let request =
            asked("POST", &of(seed, "push"), Some(seed)).header("content-type", "application/json");
        let answer = self.bytes(request.body(body.into())?).await?;
        Ok(serde_json::from_slice(&answer)?)
    }

    pub(crate) async fn create(&mut self, seed: &OrganiserSeed) -> Outcome {
        let key = seed.signing_key();
        let request = SignedRequest {
            organiser: public_key(&key),
            generation: None,
            organiser_token: hash_token(&seed.token(0)),
            join_token: hash_token(&seed.join_token(0)),
            t: now_ms(),
        };
        let body = serde_json::to_vec(&Create {
            org_sign_pk: request.organiser.to_string(),
            org_token_sha256: request.organiser_token.to_string(),
            join_token_sha256: request.join_token.to_string(),
            t: request.t,
            s: encode(&sign_request(&request, &key)),
        })?;
        let request = asked("POST", "/api/v1/w", None).header("content-type", "application/json");
        self.bytes(request.body(body.into())?).await?;
        Ok(())
    }
}

impl Stream {
    /// Waits for the next event.
    pub(crate) async fn poke(&mut self) -> Outcome<Poke> {
        loop {
            let next = self.pieces.next().await.ok_or("the stream ended")??;
            if let Some(poke) = next.strip_prefix(b"data:") {
                return Ok(serde_json::from_slice(poke)?);
            }
        }
    }
}

fn of(seed: &OrganiserSeed, rest: &str) -> String {
    ["/api/v1/w/", &seed.workshop().to_string(), "/", rest].concat()
}

fn asked(method: &str, path: &str, seed: Option<&OrganiserSeed>) -> axum::http::request::Builder {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost");
    match seed {
        None => request,
        Some(seed) => request.header(
            "authorization",
            ["Bearer ", &encode(&seed.join_token(0))].concat(),
        ),
    }
}

pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
