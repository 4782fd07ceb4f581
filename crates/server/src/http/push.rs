//! `POST api/v1/w/{w}/push`: patches come in, each with a result of its own.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use gagas_domain::code::Code;
use gagas_domain::id::PatchId;
use gagas_domain::patch::Patch;
use gagas_domain::sync::wire::{self, MAX_PATCHES, PushResult, WirePatch};
use gagas_domain::sync::{Reader, Role};
use tokio::task::{JoinHandle, spawn_blocking};

use super::body::Read;
use super::door::Caller;
use super::openapi::{self, Details};
use super::{Api, Problem};
use crate::hub::Live;
use crate::store::Store;

/// As many patches are checked at a time by one thread, at least.
const SLICE: usize = 16;

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new().route("/api/v1/w/{id}/push", post(push::<S>))
}

/// A patch that may be merged, or why it may not.
type Checked = Result<Patch, (PatchId, Code)>;

/// Merges patches
#[utoipa::path(
    post, path = "/api/v1/w/{w}/push", tag = "sync", security(("token" = [])),
    params(("w" = String, Path)),
    request_body = openapi::Push,
    responses(
        (status = 200, body = openapi::Pushed, description = "also where all are rejected"),
        (status = 400, body = Details, content_type = "application/problem+json"),
        (status = 404, body = Details, content_type = "application/problem+json"),
        (status = 408, body = Details, content_type = "application/problem+json"),
        (status = 413, body = Details, content_type = "application/problem+json", description = "more than 256 kB or 500 patches"),
        (status = 415, body = Details, content_type = "application/problem+json"),
        (status = 429, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json", description = "nothing was acknowledged"),
        (status = 507, body = Details, content_type = "application/problem+json", description = "nothing was acknowledged"),
    )
)]
pub(super) async fn push<S: Store>(
    State(api): State<Arc<Api<S>>>,
    Path(id): Path<String>,
    caller: Caller,
    body: Body,
) -> Result<Response, Problem> {
    let guest = api.enter_as(Role::Participant, &id, &caller).await?;
    let Read { value, room } = api.json::<wire::Push>(&caller.headers, body).await?;
    if value.patches.len() > MAX_PATCHES {
        return Err(Problem::TooMany);
    }
    let checked = api.check(&guest.live, value.patches).await?;
    let mut results: Vec<Option<PushResult>> = Vec::with_capacity(checked.len());
    let mut patches = Vec::new();
    for checked in checked {
        match checked {
            Ok(patch) => {
                patches.push(patch);
                results.push(None);
            }
            Err((id, code)) => results.push(Some(PushResult::rejected(&id, code))),
        }
    }
    let reader = Reader {
        role: guest.role,
        keys: Vec::new(),
    };
    let pushed = match patches.is_empty() {
        true => guest.live.vouch(&reader),
        false => guest.live.push(reader, patches).await?,
    };
    drop(room);
    let mut judged = pushed.judgements.iter();
    let results: Option<Vec<PushResult>> = results
        .into_iter()
        .map(|refused| refused.or_else(|| judged.next().map(PushResult::from)))
        .collect();
    let results = results.ok_or(Problem::Fault)?;
    for result in &results {
        let outcome = result.code.as_ref().unwrap_or(&result.st);
        api.settings.metrics.patch(outcome);
    }
    Ok(Json(wire::Pushed {
        epoch: pushed.epoch,
        now: api.hub.now_ms(),
        head: pushed.head.to_string(),
        results,
    })
    .into_response())
}

impl<S: Store> Api<S> {
    /// Reads, authorises and verifies patches on threads that may take their time; the order stays.
    async fn check(
        &self,
        live: &Arc<Live<S>>,
        patches: Vec<WirePatch>,
    ) -> Result<Vec<Checked>, Problem> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let slice = patches.len().div_ceil(cores).max(SLICE);
        let mut slices: Vec<JoinHandle<Vec<Checked>>> = Vec::new();
        let mut patches = patches.into_iter();
        loop {
            let part: Vec<WirePatch> = patches.by_ref().take(slice).collect();
            if part.is_empty() {
                break;
            }
            let turn = Arc::clone(&self.checking).acquire_owned().await;
            let turn = turn.map_err(|_| Problem::Fault)?;
            let live = Arc::clone(live);
            slices.push(spawn_blocking(move || {
                let checked = part.into_iter().map(|patch| admit(&live, patch)).collect();
                drop(turn);
                checked
            }));
        }
        let mut checked = Vec::new();
        for slice in slices {
            checked.extend(slice.await.map_err(|_| Problem::Fault)?);
        }
        Ok(checked)
    }
}

fn admit<S: Store>(live: &Live<S>, patch: WirePatch) -> Checked {
    let id = patch.id();
    let signed = patch.signed().map_err(|code| (id, code))?;
    if let Some(held) = live.held(&signed) {
        return Ok(held);
    }
    Patch::admit(signed, &live.id()).map_err(|code| (id, code))
}
