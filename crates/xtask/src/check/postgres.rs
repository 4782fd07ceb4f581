//! PostgreSQL for the server's tests: Debian's package, installed where that is allowed. They make a cluster of their own.

use crate::shell::{self, Outcome};
use std::path::{Path, PathBuf};

const INSTALL: &str = "apt-get install -y -q --no-install-recommends postgresql";

/// Installs PostgreSQL where there is none, as root; says what to install otherwise, and goes on: the tests that need it
/// say that they were left out.
pub(super) fn set_up() -> Outcome {
    if is_here() {
        return Ok(());
    }
    let root = shell::output(&mut shell::line("id -u")).is_some_and(|user| user.trim() == "0");
    if !root || !Path::new("/usr/bin/apt-get").exists() {
        println!(
            "NOTE: no `initdb` and `postgres` here, so PostgreSQL is not tried; as root: {INSTALL}"
        );
        return Ok(());
    }
    println!("set-up: postgresql (once)");
    shell::run(&mut shell::line("apt-get update -q"))?;
    shell::run(shell::line(INSTALL).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Looks where the tests look.
fn is_here() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter();
    let debian = versions
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"));
    let there = |place: PathBuf| place.join("initdb").exists() && place.join("postgres").exists();
    std::env::split_paths(&path)
        .chain(["/usr/local/bin".into()])
        .chain(debian)
        .any(there)
}
