//! The sync protocol over HTTP: what phones ask of the workshops that this node serves.
//!
//! Each module owns its routes. Here requests are read, bounded and answered; what they mean is the hub's and the
//! domain's. Must not keep a token or write one anywhere.

mod attempts;
mod body;
mod create;
mod door;
mod events;
mod health;
mod manage;
mod openapi;
mod packed;
mod problem;
mod pull;
mod push;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use gagas_domain::id::TokenHash;
use gagas_domain::sync::hash_token;
use tokio::sync::{Semaphore, watch};

use crate::hub::Hub;
use crate::metrics::Metrics;
use crate::store::Store;
use attempts::Attempts;
use pull::Pages;

pub use door::Peer;
pub(crate) use door::is_loopback;
pub(crate) use openapi::Details;
pub use openapi::openapi;
pub use problem::Problem;

/// What this server allows.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who holds it may create workshops from anywhere.
    pub create_token: Option<TokenHash>,
    /// Whether whoever sits at this machine may create workshops without a token.
    pub local_create: bool,
    /// The most streams at once, of all workshops.
    pub streams: usize,
    /// The most bytes of requests that are read or checked at once, in KiB.
    pub reading_kib: usize,
    /// The most bytes of compressed pages that are kept.
    pub pages: u64,
    /// What is counted.
    pub metrics: Metrics,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            create_token: None,
            local_create: true,
            streams: 6_000,
            reading_kib: 65_536,
            pages: 64 << 20,
            metrics: Metrics::default(),
        }
    }
}

impl Settings {
    /// Lets whoever holds this token create workshops.
    #[must_use]
    pub fn with_create_token(self, token: &str) -> Self {
        Self {
            create_token: Some(hash_token(token.as_bytes())),
            ..self
        }
    }
}

/// What all requests share.
struct Api<S: Store> {
    hub: Hub<S>,
    settings: Settings,
    attempts: Attempts,
    pages: Pages,
    /// Room for requests that are read, in KiB.
    reading: Arc<Semaphore>,
    /// How many threads check signatures.
    checking: Arc<Semaphore>,
    /// How many threads make pages.
    making: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    /// Whether the server is about to stop.
    stop: watch::Receiver<bool>,
}

/// The protocol over the workshops of a hub; streams end once `stop` says so.
pub fn router<S: Store>(hub: Hub<S>, settings: Settings, stop: watch::Receiver<bool>) -> Router {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let api = Arc::new(Api {
        attempts: Attempts::default(),
        pages: Pages::new(settings.pages),
        reading: Arc::new(Semaphore::new(settings.reading_kib)),
        checking: Arc::new(Semaphore::new(cores)),
        making: Arc::new(Semaphore::new(cores)),
        streams: Arc::new(Semaphore::new(settings.streams)),
        hub,
        settings,
        stop,
    });
    let metrics = api.settings.metrics.clone();
    let nothing = async || Problem::NotFound;
    Router::new()
        .merge(create::router())
        .merge(push::router())
        .merge(pull::router())
        .merge(events::router())
        .merge(manage::router())
        .merge(health::router())
        .merge(openapi::router())
        .route("/api/{*rest}", any(nothing))
        .layer(from_fn_with_state(metrics, crate::log::requests))
        .with_state(api)
}
