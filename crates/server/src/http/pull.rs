//! `GET api/v1/w/{w}/pull`: what is new for a reader, a page at a time.
//!
//! Hundreds of phones ask for the same page within a second: it is made and compressed once for each role. Readers who
//! prove keys get a page of their own only where it holds something that only they may read.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::Response;
use axum::routing::get;
use gagas_domain::id::WorkshopId;
use gagas_domain::sync::wire::{MAX_REQUEST, PulledPatch, WirePatch};
use gagas_domain::sync::{Cursor, Page, Paging, Reader, Role};
use moka::future::Cache;
use serde::Serialize;
use tokio::task::spawn_blocking;

use super::door::Caller;
use super::openapi::{Details, Pulled};
use super::packed::Packed;
use super::{Api, Problem};
use crate::answer::takes;
use crate::hub::Live;
use crate::store::{Pulse, Store};

/// What a page takes besides its changes: epoch, cursor, clock, names.
const ROOM: usize = 1_024;

/// The most verdicts of an answer: a phone registers far fewer people.
const VERDICTS: usize = 100;

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new().route("/api/v1/w/{id}/pull", get(pull::<S>))
}

/// Compressed pages of readers without keys.
pub(super) struct Pages(Cache<Key, Arc<Made>>);

/// A page, and the last number of which it says whether there is a change.
struct Made {
    packed: Packed,
    end: u64,
}

/// A page stays the same while nothing is committed.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    workshop: WorkshopId,
    role: Role,
    timeline: String,
    pulse: Pulse,
    since: String,
    epoch: Option<String>,
}

impl Pages {
    pub(super) fn new(bytes: u64) -> Self {
        let weigh = |key: &Key, made: &Arc<Made>| {
            let size = key.since.len() + made.packed.size() + 200;
            u32::try_from(size).unwrap_or(u32::MAX)
        };
        let pages = Cache::builder().max_capacity(bytes).weigher(weigh);
        Self(pages.time_to_idle(Duration::from_secs(300)).build())
    }
}

/// Fetches what is new, a page at a time
#[utoipa::path(
    get, path = "/api/v1/w/{w}/pull", tag = "sync", security((), ("token" = [])),
    params(
        ("w" = String, Path),
        ("since" = Option<String>, Query, pattern = r"^(0|[1-9][0-9]{0,15})(\.[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]){0,64}$", description = "`0`, or the last `next` and the marks of pushes since"),
        ("epoch" = Option<String>, Query),
        ("Gagas-Author" = Option<String>, Header, description = "up to 4 proofs `a.t.sig`"),
    ),
    responses(
        (status = 200, body = Pulled),
        (status = 400, body = Details, content_type = "application/problem+json"),
        (status = 403, body = Details, content_type = "application/problem+json", description = "a proof that does not hold"),
        (status = 404, body = Details, content_type = "application/problem+json"),
        (status = 429, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json"),
    )
)]
pub(super) async fn pull<S: Store>(
    State(api): State<Arc<Api<S>>>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    caller: Caller,
) -> Result<Response, Problem> {
    let guest = api.enter(&id, &caller).await?;
    let asked = read(query.as_deref().unwrap_or_default())?;
    let reader = guest.reader(&caller, api.hub.now_ms())?;
    let (live, since) = (&guest.live, asked.since.seq);
    let mut made = api.shared(live, reader.role, asked.clone()).await?;
    if live.owns(&reader.keys, since, made.end) {
        let reader = reader.clone();
        let best = ["br", "gzip"].map(|coding| takes(&caller.headers, coding).then_some(coding));
        let [brotli, gzip] = best;
        let best = brotli.or(gzip);
        made = Arc::new(
            api.make(live, reader, asked, move |coding| best == Some(coding))
                .await?,
        );
    }
    let mut end = String::new();
    if reader.role != Role::Visitor {
        let (taken, verdicts) = live.standing(&reader.keys);
        if let Some(taken) = taken {
            end.extend([",\"taken\":", &taken.to_string()]);
        }
        for (at, (record, said)) in verdicts.iter().take(VERDICTS).enumerate() {
            let begin = if at == 0 { ",\"verdicts\":[" } else { "," };
            end.push_str(&format!("{begin}[\"{record}\",\"{said}\"]"));
        }
        if !verdicts.is_empty() {
            end.push(']');
        }
    }
    end.push_str(&format!(",\"now\":{}}}", api.hub.now_ms()));
    let mut response = made.packed.to(&caller.headers, &end);
    let private = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(CACHE_CONTROL, private);
    Ok(response)
}

fn read(query: &str) -> Result<Paging, Problem> {
    let of = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    let since = Cursor::parse(of("since").unwrap_or("0"));
    Ok(Paging {
        since: since.ok_or(Problem::Malformed("the cursor"))?,
        epoch: of("epoch").map(str::to_owned),
        bytes: MAX_REQUEST - ROOM,
    })
}

impl<S: Store> Api<S> {
    async fn shared(
        &self,
        live: &Arc<Live<S>>,
        role: Role,
        asked: Paging,
    ) -> Result<Arc<Made>, Problem> {
        let key = Key {
            workshop: live.id(),
            role,
            timeline: live.epoch(),
            // Read before the page is: a page may be newer than its key, never older.
            pulse: live.pulse(),
            since: asked.since.to_string(),
            epoch: asked.epoch.clone(),
        };
        let keys = Vec::new();
        let reader = Reader { role, keys };
        let made = async { self.make(live, reader, asked, |_| true).await.map(Arc::new) };
        let pages = &self.pages.0;
        pages
            .try_get_with(key, made)
            .await
            .map_err(|problem| *problem)
    }

    /// Makes a page, as many at a time as there are threads for it.
    async fn make(
        &self,
        live: &Arc<Live<S>>,
        reader: Reader,
        asked: Paging,
        coding: impl Fn(&str) -> bool + Send + 'static,
    ) -> Result<Made, Problem> {
        let turn = Arc::clone(&self.making).acquire_owned().await;
        let turn = turn.map_err(|_| Problem::Fault)?;
        self.settings.metrics.pages_made.inc();
        let live = Arc::clone(live);
        let made = spawn_blocking(move || {
            let (epoch, page) = live.page(&reader, &asked);
            let end = match page.more {
                true => page.next.seq,
                false => u64::MAX,
            };
            let packed = pack(epoch, page, coding);
            drop(turn);
            packed.map(|packed| Made { packed, end })
        });
        let made = made.await.map_err(|_| Problem::Fault)?;
        made.map_err(|_| Problem::Fault)
    }
}

/// A page on the wire, without the clock.
#[derive(Serialize)]
struct Timeless {
    epoch: String,
    next: String,
    more: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reset: bool,
    patches: Vec<PulledPatch>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tallies: Vec<(String, u32, u32, u64)>,
}

fn pack(epoch: String, page: Page, coding: impl Fn(&str) -> bool) -> io::Result<Packed> {
    let patch = |(seq, patch): &(u64, Arc<gagas_domain::patch::Patch>)| {
        let WirePatch { b, s } = WirePatch::of(patch.signed());
        PulledPatch { seq: *seq, b, s }
    };
    let timeless = Timeless {
        epoch,
        next: page.next.to_string(),
        more: page.more,
        reset: page.reset,
        patches: page.patches.iter().map(patch).collect(),
        tallies: page
            .tallies
            .iter()
            .map(|(idea, support, seq)| (idea.to_string(), support.votes, support.voters, *seq))
            .collect(),
    };
    let mut text = serde_json::to_vec(&timeless)?;
    text.pop();
    Packed::new(text, coding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_or_refused() {
        assert_eq!(read("").unwrap().since, Cursor::default());
        let asked = read("epoch=e&since=7.AAAAAAAAAAA").unwrap();
        assert_eq!((asked.since.seq, asked.epoch.as_deref()), (7, Some("e")));
        for bad in ["since=", "since=-1", "since=7.x", "since=07"] {
            assert_eq!(read(bad), Err(Problem::Malformed("the cursor")), "{bad}");
        }
    }
}
