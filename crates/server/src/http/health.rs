//! Whether the store answers, and which version this is.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use gagas_domain::id::WorkshopId;
use serde::Serialize;

use super::openapi::{self, Details};
use super::{Api, Problem};
use crate::store::Store;

/// `GET version`: the answer.
#[derive(Serialize)]
pub(super) struct Version {
    version: &'static str,
    api: &'static str,
}

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new()
        .route("/healthz", get(health::<S>))
        .route("/version", get(version))
}

/// Tells whether the store answers
#[utoipa::path(
    get, path = "/healthz", tag = "server",
    responses(
        (status = 200, body = String, content_type = "text/plain"),
        (status = 503, body = Details, content_type = "application/problem+json"),
    )
)]
pub(super) async fn health<S: Store>(State(api): State<Arc<Api<S>>>) -> Result<Response, Problem> {
    // Nobody's workshop: what is asked is whether there is an answer.
    api.hub.store().find(WorkshopId([0; 16])).await?;
    Ok("ok\n".into_response())
}

/// Tells which server answers
#[utoipa::path(get, path = "/version", tag = "server", responses((status = 200, body = openapi::Version)))]
pub(super) async fn version() -> Json<Version> {
    Json(Version {
        version: env!("CARGO_PKG_VERSION"),
        api: "v1",
    })
}
