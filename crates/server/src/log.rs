//! The log and the count of requests: what happened, without saying to whom.
//!
//! A line of a request has its route, not its path: no query, no token, no address, and of a workshop's id, which is
//! half of its link, only the beginning.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;
use crate::metrics::Metrics;

/// How much of a workshop's id tells it from others in a log.
const SHOWN: usize = 6;

/// Begins to log.
///
/// # Errors
/// What to log cannot be read.
pub fn begin(format: LogFormat, what: &str) -> Result<(), Box<dyn std::error::Error>> {
    let filter = EnvFilter::try_new(what)?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.with_ansi(false).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Ok(())
}

/// Logs requests: those that were done only where it is asked for.
pub(crate) async fn requests(
    State(metrics): State<Metrics>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let workshop = workshop(request.uri().path()).to_owned();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    metrics.answered(&route, status, took);
    let ms = took.as_millis();
    match status {
        500.. => tracing::warn!(%method, route, workshop, status, ms, "request"),
        400.. => tracing::info!(%method, route, workshop, status, ms, "request"),
        _ => tracing::debug!(%method, route, workshop, status, ms, "request"),
    }
    response
}

fn workshop(path: &str) -> &str {
    let id = path.split_once("/api/v1/w/").map_or("", |(_, rest)| rest);
    let id = id.split('/').next().unwrap_or_default();
    id.get(..SHOWN).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::workshop;

    #[test]
    fn only_the_beginning_of_an_id_is_logged() {
        assert_eq!(
            workshop("/x/api/v1/w/abcdefghijklmnopqrstuv/pull"),
            "abcdef"
        );
        for path in [
            "/",
            "/api/v1/w",
            "/api/v1/w/",
            "/api/v1/w/abc",
            "/api/v1/w/äöüÄÖÜ",
        ] {
            assert!(workshop(path).len() <= 6, "{path}");
        }
    }
}
