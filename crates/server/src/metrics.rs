//! Figures for Prometheus: what is asked, how long it takes, what becomes of patches. None of them names anybody.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::hub::Hub;
use crate::store::Store;

/// The format that Prometheus asks for.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// Upper bounds of the times of answers, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 20.0];

/// What is counted.
#[derive(Clone)]
pub struct Metrics {
    requests: Family<Asked, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    patches: Family<Came, Counter>,
    pub(crate) failed_tokens: Counter,
    pub(crate) pages_made: Counter,
    pub(crate) streams: Gauge,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Asked {
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Came {
    outcome: String,
}

impl Metrics {
    /// Figures of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(SECONDS);
        Self {
            seconds: Family::new_with_constructor(histogram),
            requests: Family::default(),
            patches: Family::default(),
            failed_tokens: Counter::default(),
            pages_made: Counter::default(),
            streams: Gauge::default(),
        }
    }

    pub(crate) fn answered(&self, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        let of = Route {
            route: route.clone(),
        };
        self.seconds.get_or_create(&of).observe(took.as_secs_f64());
        self.requests.get_or_create(&Asked { route, status }).inc();
    }

    /// `outcome` is the standing of a patch, or the code of its refusal.
    pub(crate) fn patch(&self, outcome: &str) {
        let outcome = outcome.to_owned();
        self.patches.get_or_create(&Came { outcome }).inc();
    }

    fn registry(&self) -> Registry {
        let mut all = Registry::with_prefix("gagas");
        all.register(
            "requests",
            "Answers by route and status",
            self.requests.clone(),
        );
        all.register_with_unit(
            "request",
            "How long answers took to begin",
            Unit::Seconds,
            self.seconds.clone(),
        );
        all.register(
            "patches",
            "Pushed patches by what became of them",
            self.patches.clone(),
        );
        all.register(
            "failed_tokens",
            "Tokens that did not hold",
            self.failed_tokens.clone(),
        );
        all.register(
            "pages_made",
            "Pages that were not in memory",
            self.pages_made.clone(),
        );
        all.register("streams", "Open streams of events", self.streams.clone());
        all
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

/// Serves the figures at `/metrics`.
pub fn router<S: Store>(metrics: &Metrics, hub: Hub<S>) -> Router {
    let mut registry = metrics.registry();
    let (workshops, memory) = (Gauge::<i64>::default(), Gauge::<i64>::default());
    registry.register("workshops_held", "Workshops in memory", workshops.clone());
    registry.register_with_unit("memory", "Resident memory", Unit::Bytes, memory.clone());
    let registry = Arc::new(registry);
    let text = async move || {
        workshops.set(i64::try_from(hub.len()).unwrap_or(i64::MAX));
        memory.set(resident());
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = encode(&mut text, &registry);
        ([(CONTENT_TYPE, OPEN_METRICS)], text)
    };
    Router::new().route("/metrics", get(text))
}

/// The resident memory of this process, in bytes; 0 where the system does not tell.
fn resident() -> i64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<i64>().ok());
    kib.unwrap_or_default() * 1_024
}
