//! The tools by pinned version: what is missing is installed once, outside the checkout.

use crate::places;
use crate::shell::{self, Outcome};
use std::path::{Path, PathBuf};

const TRUNK: &str = "trunk-0.21.14";
const BINDGEN: &str = "wasm-bindgen-0.2.130";
const BINARYEN: &str = "binaryen-132.0.0";
const ESBUILD: &str = "esbuild-0.25.12";
const LUCIDE: &str = "lucide-static-1.62.0";
const SCHEMATHESIS: &str = "schemathesis-4.32.5";

fn place(tool: &str) -> PathBuf {
    places::cache().join("tools").join(tool)
}

/// Returns the directories that come first on `PATH`.
pub(crate) fn directories() -> Vec<PathBuf> {
    vec![
        place(TRUNK).join("bin"),
        place(BINDGEN).join("bin"),
        place(BINARYEN).join("node_modules/.bin"),
        place(ESBUILD).join("node_modules/.bin"),
    ]
}

/// Returns the directory of Lucide's icons, one SVG file each.
pub(crate) fn icons() -> PathBuf {
    place(LUCIDE).join("node_modules/lucide-static")
}

/// Installs what a web build needs.
pub(crate) fn set_up() -> Outcome {
    let target = "wasm32-unknown-unknown";
    let known =
        shell::output(&mut shell::line("rustup target list --installed")).unwrap_or_default();
    if !known.lines().any(|line| line == target) {
        announce(target);
        shell::run(&mut shell::line(&format!("rustup target add {target}")))?;
    }
    cargo_tool(TRUNK, "bin/trunk", "trunk@0.21.14 --locked")?;
    // Its own lock file may name a version of the library that is gone.
    cargo_tool(
        BINDGEN,
        "bin/wasm-bindgen-test-runner",
        "wasm-bindgen-cli@0.2.130",
    )?;
    npm_tool(BINARYEN, "node_modules/.bin/wasm-opt", "binaryen@132.0.0")?;
    npm_tool(ESBUILD, "node_modules/.bin/esbuild", "esbuild@0.25.12")?;
    npm_tool(
        LUCIDE,
        "node_modules/lucide-static/LICENSE",
        "lucide-static@1.62.0",
    )
}

/// Installs the sources of the compiler's own library, which a small build compiles anew.
pub(crate) fn sources() -> Outcome {
    let sysroot = shell::output(&mut shell::line("rustc --print sysroot")).unwrap_or_default();
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if library.exists() {
        return Ok(());
    }
    announce("rust-src");
    shell::run(&mut shell::line("rustup component add rust-src"))
}

fn cargo_tool(tool: &str, proof: &str, arguments: &str) -> Outcome {
    if place(tool).join(proof).exists() {
        return Ok(());
    }
    announce(tool);
    let mut command = shell::line(&format!("cargo install {arguments}"));
    command
        .arg("--root")
        .arg(place(tool))
        .env("CARGO_TARGET_DIR", places::cache().join("tools/build"));
    // In the checkout its toolchain file and profiles would apply.
    shell::run(command.current_dir(places::cache()))
}

fn npm_tool(tool: &str, proof: &str, package: &str) -> Outcome {
    if place(tool).join(proof).exists() {
        return Ok(());
    }
    announce(tool);
    std::fs::create_dir_all(place(tool))?;
    let mut command = shell::line("npm install --no-audit --no-fund --silent --prefix");
    shell::run(
        command
            .arg(place(tool))
            .arg(package)
            .current_dir(place(tool)),
    )
}

/// Installs schemathesis, which only the soak needs, into a Python environment of its own; answers its program.
pub(crate) fn schemathesis() -> Outcome<PathBuf> {
    let program = place(SCHEMATHESIS).join("bin/schemathesis");
    if program.exists() {
        return Ok(program);
    }
    if shell::output(&mut shell::line("python3 -m venv --help")).is_none() {
        return Err("python3 with its module venv is missing (Debian: python3-venv)".into());
    }
    announce(SCHEMATHESIS);
    shell::run(shell::line("python3 -m venv").arg(place(SCHEMATHESIS)))?;
    let mut pip = shell::program(place(SCHEMATHESIS).join("bin/pip"));
    shell::run(pip.args(["install", "--quiet", "schemathesis==4.32.5"]))?;
    Ok(program)
}

fn announce(tool: &str) {
    println!("set-up: {tool} (once)");
}
