//! What an organiser does to a workshop as a whole: give it new tokens, delete it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, post};
use axum::{Json, Router};
use gagas_domain::id::{PublicKey, TokenHash, decode_array};
use gagas_domain::sync::{Role, SignedRequest, Timing, wire};

use super::door::Caller;
use super::openapi::{self, Details};
use super::{Api, Problem};
use crate::store::{Store, Tokens};

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new()
        .route("/api/v1/w/{id}/rotate", post(rotate::<S>))
        .route("/api/v1/w/{id}", delete(erase::<S>))
}

/// Gives the workshop new tokens
///
/// Sent again after its answer was lost, with the new token, it answers as at first.
#[utoipa::path(
    post, path = "/api/v1/w/{w}/rotate", tag = "workshops", security(("token" = [])),
    params(("w" = String, Path)),
    request_body = openapi::Rotate,
    responses(
        (status = 200, body = openapi::Rotated),
        (status = 400, body = Details, content_type = "application/problem+json"),
        (status = 403, body = Details, content_type = "application/problem+json"),
        (status = 404, body = Details, content_type = "application/problem+json"),
        (status = 409, body = Details, content_type = "application/problem+json", description = "tokens of a later generation hold"),
        (status = 413, body = Details, content_type = "application/problem+json"),
        (status = 415, body = Details, content_type = "application/problem+json"),
        (status = 429, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json"),
        (status = 507, body = Details, content_type = "application/problem+json"),
    )
)]
pub(super) async fn rotate<S: Store>(
    State(api): State<Arc<Api<S>>>,
    Path(id): Path<String>,
    caller: Caller,
    body: Body,
) -> Result<Json<wire::Rotated>, Problem> {
    let guest = api.enter_as(Role::Organiser, &id, &caller).await?;
    let asked = api.json::<wire::Rotate>(&caller.headers, body).await?.value;
    let organiser = guest.live.organiser().ok_or(Problem::NotFound)?;
    let read = read(organiser, &asked);
    let (request, signature) = read.ok_or(Problem::Malformed("a hash or signature"))?;
    let now = api.hub.now_ms();
    if Timing::of(request.t, now) == Timing::Off {
        return Err(Problem::Clock { now });
    }
    if !request.verify(&signature) {
        return Err(Problem::BadSignature);
    }
    let asked_for = Tokens {
        generation: asked.generation,
        organiser: request.organiser_token,
        join: request.join_token,
    };
    if guest.live.tokens() != asked_for && !api.hub.rotate(&request).await? {
        return Err(Problem::Generation);
    }
    Ok(Json(wire::Rotated {
        generation: asked.generation,
        now,
    }))
}

fn read(organiser: PublicKey, asked: &wire::Rotate) -> Option<(SignedRequest, [u8; 64])> {
    let request = SignedRequest {
        organiser,
        generation: Some(asked.generation),
        organiser_token: TokenHash::parse(&asked.org_token_sha256)?,
        join_token: TokenHash::parse(&asked.join_token_sha256)?,
        t: asked.t,
    };
    Some((request, decode_array(&asked.s)?))
}

/// Deletes the workshop for ever
#[utoipa::path(
    delete, path = "/api/v1/w/{w}", tag = "workshops", security(("token" = [])),
    params(("w" = String, Path)),
    responses(
        (status = 204),
        (status = 404, body = Details, content_type = "application/problem+json"),
        (status = 429, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json"),
        (status = 507, body = Details, content_type = "application/problem+json"),
    )
)]
pub(super) async fn erase<S: Store>(
    State(api): State<Arc<Api<S>>>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    let guest = api.enter_as(Role::Organiser, &id, &caller).await?;
    match api.hub.delete(guest.live.id()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::NotFound),
    }
}
