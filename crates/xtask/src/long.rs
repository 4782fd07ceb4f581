//! Jobs that take as long as one likes: fuzzing, and the soak over many seeds. The test command runs a short, seeded
//! form of each.

use crate::arguments::Arguments;
use crate::places;
use crate::schema;
use crate::shell::{self, Outcome};

/// How long each target is fuzzed where nothing is said, in seconds.
const SECONDS: &str = "60";
/// Coverage for libFuzzer: counters, the table of places, and compared values.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";
const HOST: &str = "x86_64-unknown-linux-gnu";

/// A job of the soak: what it is called, its command, and what makes it long.
type Job = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const SOAK: &[Job] = &[
    (
        "the protocol over the model, 100,000 seeds",
        "cargo test -p gagas-domain --test simulator the_protocol_holds -- --nocapture",
        &[("GAGAS_SEEDS", "100000")],
    ),
    (
        "the protocol over SQLite, 5,000 seeds",
        "cargo test -p gagas-server --test simulator the_server -- --nocapture",
        &[("GAGAS_SEEDS", "5000")],
    ),
    (
        "the protocol over PostgreSQL, 500 seeds",
        "cargo test -p gagas-server --test simulator two_nodes -- --nocapture",
        &[("GAGAS_SEEDS", "500")],
    ),
    (
        "a bad network before SQLite and PostgreSQL, 300 seeds each",
        "cargo test -p gagas-server --test proxy -- --nocapture --test-threads 1",
        &[("GAGAS_SEEDS", "300")],
    ),
    (
        "servers and databases that are killed, 200 times over each store",
        "cargo test -p gagas-server --test kill killed -- --nocapture --test-threads 1",
        &[("GAGAS_KILLS", "200")],
    ),
    (
        "readers of 1,000,000 rows at three nodes",
        "cargo test -p gagas-server --test kill readers -- --nocapture",
        &[("GAGAS_ROWS", "1000000")],
    ),
    (
        "every decoder, 1,000,000 seeded inputs each",
        "cargo test -p gagas-fuzz --test seeded -- --nocapture",
        &[("GAGAS_FUZZ_INPUTS", "1000000")],
    ),
];

/// The one job that is no test of ours.
const SCHEMA: &str = "schemathesis: the server against its OpenAPI";

/// Runs the long form of the proofs; figures go into docs/soak.md.
pub(crate) fn soak(arguments: &Arguments) -> Outcome {
    let wanted = arguments.words().collect::<Vec<_>>();
    let asked = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word));
    for (name, command, settings) in SOAK.iter().filter(|(name, ..)| asked(name)) {
        println!("soak: {name}");
        // Who asks for another number gets it.
        let told = |name: &str| std::env::var_os(name).is_some();
        let settings = settings.iter().copied().filter(|(name, _)| !told(name));
        shell::run(shell::line(command).envs(settings))?;
    }
    if asked(SCHEMA) {
        println!("soak: {SCHEMA}");
        schema::hold()?;
    }
    Ok(())
}

/// Gives decoders to libFuzzer; inputs that broke a promise are kept in the cache, and named.
pub(crate) fn fuzz(arguments: &Arguments) -> Outcome {
    let seconds = arguments.value("--seconds").unwrap_or(SECONDS);
    let build = [
        "cargo build --quiet --release -p gagas-fuzz --features libfuzzer --target ",
        HOST,
    ];
    let target = places::target().join("fuzz");
    let mut build = shell::line(&build.concat());
    build
        .env("RUSTFLAGS", COVERAGE)
        .env("CARGO_TARGET_DIR", &target);
    shell::run(&mut build)?;
    let binary = target.join(HOST).join("release/gagas-fuzz");
    let names: Vec<&str> = match arguments.free(&["--seconds"]) {
        Some(name) => vec![name],
        None => gagas_fuzz::TARGETS.iter().map(|(name, _)| *name).collect(),
    };
    for name in names {
        if gagas_fuzz::target(name).is_none() {
            return Err(format!("{name}: no such target").into());
        }
        println!("fuzz: {name}, {seconds} s");
        let corpus = places::cache().join("fuzz").join(name);
        std::fs::create_dir_all(&corpus)?;
        for (at, seed) in gagas_fuzz::seeds().iter().enumerate() {
            std::fs::write(corpus.join(format!("seed-{at}")), seed)?;
        }
        let mut run = shell::program(&binary);
        run.env("GAGAS_FUZZ", name)
            .arg(&corpus)
            .arg(["-max_total_time=", seconds].concat())
            .arg(
                [
                    "-artifact_prefix=",
                    &places::cache().to_string_lossy(),
                    "/fuzz/",
                    name,
                    "-",
                ]
                .concat(),
            )
            .args(["-max_len=20000", "-print_final_stats=1", "-verbosity=0"]);
        shell::run(&mut run)?;
    }
    Ok(())
}
