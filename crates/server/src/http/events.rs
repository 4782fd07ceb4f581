//! `GET api/v1/w/{w}/events`: server-sent events (WHATWG HTML, 9.2) that say how far a reader could be.
//!
//! A stream speaks in its reader's own last visible number, and is silent where that does not change: otherwise it
//! would tell that a ballot came in.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::response::Response;
use axum::routing::get;
use futures_util::stream;
use gagas_domain::sync::wire::Poke;
use gagas_domain::sync::{Reader, Role};
use prometheus_client::metrics::gauge::Gauge;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, sleep_until};

use super::door::{Caller, Guest};
use super::openapi::Details;
use super::{Api, Problem};
use crate::hub::{Beat, Live};
use crate::store::Store;

/// The least time between two pokes.
const APART: Duration = Duration::from_millis(500);
/// The least time between two looks at what changed.
const LOOK: Duration = Duration::from_millis(50);
/// With more streams of a workshop than this, here, those who listen spread what they ask for after a poke: over so
/// long, in ms. Fewer cost the server nothing that one would notice, and see what is new so much sooner.
const CROWD: (usize, u64) = (100, 200);
/// The longest silence: proxies give up on longer ones.
const HEARTBEAT: Duration = Duration::from_secs(15);

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new().route("/api/v1/w/{id}/events", get(events::<S>))
}

/// Hears how far one could be, until the tokens change
#[utoipa::path(
    get, path = "/api/v1/w/{w}/events", tag = "sync", security((), ("token" = [])),
    params(("w" = String, Path), ("Gagas-Author" = Option<String>, Header, description = "up to 4 proofs `a.t.sig`")),
    responses(
        (status = 200, description = "server-sent events whose data is a Poke; a comment every 15 s", body = String, content_type = "text/event-stream"),
        (status = 404, body = Details, content_type = "application/problem+json"),
        (status = 429, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json"),
    )
)]
pub(super) async fn events<S: Store>(
    State(api): State<Arc<Api<S>>>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let guest = api.enter(&id, &caller).await?;
    let reader = guest.reader(&caller, api.hub.now_ms())?;
    let place = Arc::clone(&api.streams).try_acquire_owned();
    let place = place.map_err(|_| Problem::Busy)?;
    let streams = api.settings.metrics.streams.clone();
    let listener = Listener::new(guest, reader, api.stop.clone(), place, streams);
    let told = stream::unfold(listener, async |mut listener| {
        let next = listener.next().await?;
        Some((Ok::<_, Infallible>(next), listener))
    });
    let mut response = Response::new(Body::from_stream(told));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    // A proxy that gathers what it passes on would hold pokes back.
    let passes = HeaderName::from_static("x-accel-buffering");
    headers.insert(passes, HeaderValue::from_static("no"));
    Ok(response)
}

/// One stream.
struct Listener<S: Store> {
    live: Arc<Live<S>>,
    reader: Reader,
    token: Option<Vec<u8>>,
    beats: watch::Receiver<Beat>,
    stop: watch::Receiver<bool>,
    told: Option<(u64, String)>,
    /// Not to look before this.
    next_look: Instant,
    quiet_until: Instant,
    /// Whether something may have changed since the last look.
    due: bool,
    streams: Gauge,
    _place: OwnedSemaphorePermit,
}

impl<S: Store> Drop for Listener<S> {
    fn drop(&mut self) {
        self.streams.dec();
    }
}

enum Happened {
    Beat,
    Look,
    Silence,
    End,
}

impl<S: Store> Listener<S> {
    fn new(
        guest: Guest<S>,
        reader: Reader,
        stop: watch::Receiver<bool>,
        place: OwnedSemaphorePermit,
        streams: Gauge,
    ) -> Self {
        streams.inc();
        let now = Instant::now();
        Self {
            beats: guest.live.watch(),
            live: guest.live,
            token: guest.token,
            reader,
            stop,
            told: None,
            next_look: now,
            quiet_until: now + HEARTBEAT,
            due: true,
            streams,
            _place: place,
        }
    }

    /// What is to be sent next; `None` once there is nothing more to come.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            match self.happens().await {
                Happened::Beat => self.due = true,
                Happened::End => return None,
                Happened::Silence => return Some(self.sent(Bytes::from_static(b":\n\n"))),
                Happened::Look => {
                    self.due = false;
                    let beat = *self.beats.borrow_and_update();
                    if beat == Beat::End || !self.may_stay() {
                        return None;
                    }
                    let now = (self.live.head_of(&self.reader), self.live.epoch());
                    if self.told.as_ref() == Some(&now) {
                        self.next_look = Instant::now() + LOOK;
                        continue;
                    }
                    let poke = poke(&now, self.live.watchers());
                    self.told = Some(now);
                    self.next_look = Instant::now() + APART;
                    return Some(self.sent(poke));
                }
            }
        }
    }

    async fn happens(&mut self) -> Happened {
        if *self.stop.borrow() {
            return Happened::End;
        }
        tokio::select! {
            gone = self.beats.changed(), if !self.due => match gone {
                Ok(()) => Happened::Beat,
                Err(_) => Happened::End,
            },
            () = sleep_until(self.next_look), if self.due => Happened::Look,
            () = sleep_until(self.quiet_until) => Happened::Silence,
            _ = self.stop.changed() => Happened::End,
        }
    }

    fn sent(&mut self, bytes: Bytes) -> Bytes {
        self.quiet_until = Instant::now() + HEARTBEAT;
        bytes
    }

    /// Tells whether what let the reader in still does.
    fn may_stay(&self) -> bool {
        match &self.token {
            Some(token) => self.live.role(token) == Some(self.reader.role),
            None => self.reader.role == Role::Visitor && self.live.is_listed(),
        }
    }
}

fn poke((head, epoch): &(u64, String), streams: usize) -> Bytes {
    let (few, spread) = CROWD;
    let poke = Poke {
        head: *head,
        epoch: epoch.clone(),
        spread: if streams > few { spread } else { 0 },
    };
    let text = serde_json::to_string(&poke).unwrap_or_default();
    ["data:", &text, "\n\n"].concat().into()
}
