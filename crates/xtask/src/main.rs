//! `cargo xtask`: set-up, builds, budgets and tests, in one place and without a shell.

mod arguments;
mod bundle;
mod check;
mod long;
mod places;
mod sample;
mod schema;
mod scripts;
mod serve;
mod shell;
mod size;
mod tools;
mod web;

use arguments::Arguments;
use shell::Outcome;

/// A command: its name, what it does, and what runs it.
type Command = (&'static str, &'static str, fn(&Arguments) -> Outcome);

const COMMANDS: &[Command] = &[
    (
        "run",
        "[--port N] [--data FILE]  set up, build and serve the app with the sample as a workshop; print its links",
        serve::run,
    ),
    (
        "build",
        "[--dev]  build the web app into dist, or unoptimised into dist-dev",
        web::build,
    ),
    (
        "serve",
        "[--dev] [--port N] [--data FILE]  serve what was built",
        serve::serve,
    ),
    (
        "test",
        "[WORD..]  all checks, or the steps whose names contain a word",
        check::test,
    ),
    (
        "size",
        "[--raise]  compressed sizes against budget.json",
        size::size,
    ),
    (
        "screenshots",
        "[--dev] [VIEW..]  pictures of every view of a build, in all sizes, themes and languages",
        scripts::screenshots,
    ),
    (
        "journeys",
        "pictures of what people do, for the README",
        scripts::journeys,
    ),
    (
        "bench",
        "[--dev]  figures for docs/benchmarks.md",
        scripts::bench,
    ),
    (
        "soak",
        "[WORD..]  the long form of the proofs, for docs/soak.md",
        long::soak,
    ),
    (
        "fuzz",
        "[TARGET] [--seconds N]  decoders under libFuzzer",
        long::fuzz,
    ),
    (
        "bundle",
        "WORKSHOP.json [--out FILE] [--secret FILE] [--previous FILE] [--delete] [--base URL]  sign a workshop for a static host",
        bundle::bundle,
    ),
    (
        "post-build",
        "finish a web build (Trunk calls it)",
        web::finish,
    ),
];

fn main() {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let Some((_, _, command)) = COMMANDS.iter().find(|(known, ..)| *known == name) else {
        println!("cargo xtask COMMAND");
        for (name, help, _) in COMMANDS {
            println!("  {name:<12}{help}");
        }
        std::process::exit(i32::from(!name.is_empty()) * 2);
    };
    if let Err(error) = command(&Arguments::new(words)) {
        eprintln!("xtask {name}: {error}");
        std::process::exit(1);
    }
}
