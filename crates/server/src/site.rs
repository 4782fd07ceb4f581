//! A built web app as it is: files with their compressed forms, what may be kept how long, and 404 for all else.

use crate::headers;
use crate::policy::Policy;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use std::path::Path;
use std::sync::Arc;
use tower_http::services::ServeDir;

/// Serves the web build in `directory`.
///
/// Nothing but the root answers with the page: a file that is gone is a 404, never HTML, so that no
/// browser keeps a page as a script.
pub fn router(directory: &Path) -> Router {
    let files = ServeDir::new(directory)
        .precompressed_br()
        .precompressed_gzip();
    let policy = Arc::new(Policy::of(directory));
    Router::new()
        .fallback_service(files)
        .layer(from_fn_with_state(policy, finish))
}

async fn finish(State(policy): State<Arc<Policy>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let status = response.status();
    let all = response.headers_mut();
    headers::secure(all);
    headers::caching(all, &path, status);
    if let Some(value) = policy.header() {
        all.insert(axum::http::header::CONTENT_SECURITY_POLICY, value);
    }
    response
}
