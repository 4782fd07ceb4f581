//! The steps of the test command, in the order in which they are cheapest to fail.

use super::{browsers, postgres};
use crate::arguments::Arguments;
use crate::shell::{self, Outcome};
use crate::{places, size, tools, web};

/// One check.
pub(super) struct Step {
    pub(super) name: &'static str,
    /// A step without whose success this one means nothing.
    pub(super) after: Option<&'static str>,
    pub(super) run: fn() -> Outcome,
}

const fn step(name: &'static str, after: Option<&'static str>, run: fn() -> Outcome) -> Step {
    Step { name, after, run }
}

pub(super) const STEPS: &[Step] = &[
    step("set-up", None, set_up),
    step("format", None, || cargo("fmt --all --check")),
    step("lint host", None, || {
        cargo("clippy --workspace --all-targets -- -D warnings")
    }),
    step("lint wasm", None, || {
        cargo("clippy -p gagas --all-targets --target wasm32-unknown-unknown -- -D warnings")
    }),
    step("host tests", None, || cargo("test --workspace")),
    step("browser tests", Some("set-up"), browser_tests),
    step("web build", Some("set-up"), || web::trunk(false)),
    step("budget", Some("web build"), || {
        size::size(&Arguments::new(std::iter::empty()))
    }),
    step("end to end", Some("web build"), end_to_end),
];

fn cargo(arguments: &str) -> Outcome {
    shell::run(&mut shell::line(&["cargo ", arguments].concat()))
}

fn set_up() -> Outcome {
    tools::set_up()?;
    browsers::set_up()?;
    postgres::set_up()?;
    let lock = places::root().join("tests/e2e/package-lock.json");
    let proof = places::root().join("tests/e2e/node_modules/.package-lock.json");
    let changed = |path| {
        std::fs::metadata(path)
            .and_then(|data| data.modified())
            .ok()
    };
    // npm ci starts from nothing each time: it is run when the lock file is newer than what it installed.
    if changed(&proof) > changed(&lock) {
        return Ok(());
    }
    shell::run(&mut shell::line(
        "npm ci --prefix tests/e2e --no-audit --no-fund --silent",
    ))
}

fn browser_tests() -> Outcome {
    let mut command =
        shell::line("cargo test -p gagas --target wasm32-unknown-unknown --lib --test *");
    command
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", browsers::CHROMEDRIVER)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    shell::run(&mut command)
}

fn end_to_end() -> Outcome {
    cargo("build --quiet --package gagas-server --bins --examples")?;
    shell::run(&mut shell::line("node tests/e2e/run.mjs"))
}
