//! Commands that drive a browser over a finished build: pictures, and what opening costs.

use crate::arguments::Arguments;
use crate::places;
use crate::shell::{self, Outcome};

/// Takes pictures of every view into `screenshots/`.
pub(crate) fn screenshots(arguments: &Arguments) -> Outcome {
    serve_with("node tests/e2e/screenshots.mjs screenshots", arguments)
}

/// Takes a picture of each journey into `docs/journeys/`, for the README.
pub(crate) fn journeys(arguments: &Arguments) -> Outcome {
    serve_with("node tests/e2e/stories.mjs docs/journeys", arguments)
}

/// Measures merging and signatures on the host, the server under load, opening 10,000 ideas in a browser, and a first visit by Lighthouse.
pub(crate) fn bench(arguments: &Arguments) -> Outcome {
    shell::run(&mut shell::line("cargo bench --package gagas-domain"))?;
    shell::run(&mut shell::line(
        "cargo bench --package gagas-server --bench server",
    ))?;
    serve_with("node tests/e2e/bench.mjs", arguments)?;
    serve_with("node tests/e2e/lighthouse.mjs", arguments)
}

/// Runs a script that starts the server on its own; a web build must be there.
fn serve_with(script: &str, arguments: &Arguments) -> Outcome {
    let dist = places::dist(arguments.has("--dev"));
    if !dist.join("index.html").exists() {
        return Err(format!("{}: build first (cargo xtask build)", dist.display()).into());
    }
    shell::run(&mut shell::line(
        "cargo build --quiet --package gagas-server",
    ))?;
    let mut command = shell::line(script);
    command.args(arguments.words()).env("GAGAS_DIST", dist);
    shell::run(&mut command)
}
