//! `POST api/v1/w`: a workshop is created by whoever holds its organiser's key.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use gagas_domain::id::{PublicKey, TokenHash, decode_array};
use gagas_domain::sync::{SignedRequest, Timing, hash_token, wire};
use subtle::ConstantTimeEq;

use super::door::Caller;
use super::openapi::{self, Details};
use super::{Api, Problem};
use crate::store::{Creation, Store};

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new().route("/api/v1/w", post(create::<S>))
}

/// Creates a workshop
#[utoipa::path(
    post, path = "/api/v1/w", tag = "workshops", security((), ("token" = [])),
    request_body = openapi::Create,
    responses(
        (status = 201, body = openapi::Created),
        (status = 200, body = openapi::Created, description = "it was there, and is unchanged"),
        (status = 400, body = Details, content_type = "application/problem+json"),
        (status = 403, body = Details, content_type = "application/problem+json", description = "not from here without the create token; a signature that does not hold; a clock that is off"),
        (status = 410, body = Details, content_type = "application/problem+json", description = "it was deleted"),
        (status = 413, body = Details, content_type = "application/problem+json"),
        (status = 415, body = Details, content_type = "application/problem+json"),
        (status = 429, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json"),
        (status = 507, body = Details, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create<S: Store>(
    State(api): State<Arc<Api<S>>>,
    caller: Caller,
    body: Body,
) -> Result<Response, Problem> {
    api.may_create(&caller)?;
    let asked = api.json::<wire::Create>(&caller.headers, body).await?.value;
    let (request, signature) =
        read(&asked).ok_or(Problem::Malformed("a key, hash or signature"))?;
    let now = api.hub.now_ms();
    if Timing::of(request.t, now) == Timing::Off {
        return Err(Problem::Clock { now });
    }
    if !request.verify(&signature) {
        return Err(Problem::BadSignature);
    }
    let (status, tenant) = match api.hub.create(&request).await? {
        Creation::New(tenant) => (StatusCode::CREATED, tenant),
        Creation::Held(tenant) => (StatusCode::OK, tenant),
        Creation::Deleted => return Err(Problem::Deleted),
    };
    let created = wire::Created {
        w: tenant.id.to_string(),
        epoch: tenant.epoch,
        now,
    };
    Ok((status, Json(created)).into_response())
}

fn read(asked: &wire::Create) -> Option<(SignedRequest, [u8; 64])> {
    let request = SignedRequest {
        organiser: PublicKey::parse(&asked.org_sign_pk)?,
        generation: None,
        organiser_token: TokenHash::parse(&asked.org_token_sha256)?,
        join_token: TokenHash::parse(&asked.join_token_sha256)?,
        t: asked.t,
    };
    Some((request, decode_array(&asked.s)?))
}

impl<S: Store> Api<S> {
    /// Tells whether workshops may be created from there, or with that token.
    fn may_create(&self, caller: &Caller) -> Result<(), Problem> {
        if self.settings.local_create && caller.is_local() {
            return Ok(());
        }
        let given = hash_token(caller.bearer().unwrap_or_default().as_bytes());
        let held = self.settings.create_token;
        if held.is_some_and(|held| held.0.ct_eq(&given.0).into()) {
            return Ok(());
        }
        Err(match self.turned_away(caller) {
            Problem::NotFound => Problem::CreateClosed,
            limited => limited,
        })
    }
}
