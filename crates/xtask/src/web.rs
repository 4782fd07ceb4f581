//! The web build: Trunk compiles and binds, the post-build step makes files that can be kept and served.

mod compress;
mod digest;
mod icons;
mod order;
mod page;
mod parts;
mod sample;
mod split;
mod style;
mod worker;

pub(crate) use parts::{PARTS, named};
pub(crate) use split::code_by_crate;
pub(crate) use worker::{files, is_kept, is_room, is_sync};

use crate::arguments::Arguments;
use crate::shell::{self, Outcome};
use crate::{places, tools};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the app: small, or with `--dev` quickly.
pub(crate) fn build(arguments: &Arguments) -> Outcome {
    tools::set_up()?;
    trunk(arguments.has("--dev"))
}

/// Runs Trunk, which calls [`finish`] before it moves the new build into place.
pub(crate) fn trunk(dev: bool) -> Outcome {
    let mut command = shell::program("trunk");
    command.args(["build", "--dist"]).arg(places::dist(dev));
    if dev {
        // Without debug information a build is smaller and faster; unoptimised views overflow the stack.
        command
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    } else {
        command.arg("--release");
        tools::sources()?;
        small(&mut command);
    }
    // The hook is this program: under the settings above cargo could not build it.
    let own = env::current_exe()?;
    let path = env::join_paths(
        own.parent()
            .map(Path::to_path_buf)
            .into_iter()
            .chain(env::split_paths(&shell::path())),
    )?;
    command.env("PATH", path);
    // The app takes no time before its own making for the present. A commit's time, so that the same
    // commit makes the same bytes.
    if let Some(seconds) = shell::output(&mut shell::line("git log -1 --format=%ct")) {
        command.env("GAGAS_BUILD_MS", [seconds.trim(), "000"].concat());
    }
    // Trunk 0.21 reads NO_COLOR as a boolean and stops at "1".
    command
        .env_remove("NO_COLOR")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env("RUST_LOG", "warn");
    shell::run(&mut command)
}

/// Makes the compiler build for size, its own library included, and keep the names that parting needs.
///
/// The flags are unstable, so the version of the toolchain is pinned. A panic stops the app either way;
/// without its text and its formatting the wasm is an eighth smaller.
fn small(command: &mut Command) {
    let home = env::var("HOME").unwrap_or_default();
    let flags = [
        "-Zunstable-options",
        "-Cpanic=immediate-abort",
        "-Zlocation-detail=none",
        "-Zfmt-debug=none",
        "-Clink-arg=--emit-relocs",
        "-Csymbol-mangling-version=v0",
        "--cfg=sha2_backend=\"soft\"",
        "--cfg=sha2_backend_soft=\"compact\"",
        &["--remap-path-prefix=", &home, "=~"].concat(),
    ];
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            flags.join(" "),
        );
}

/// Finishes the build in Trunk's staging directory.
pub(crate) fn finish(_: &Arguments) -> Outcome {
    let stage = PathBuf::from(
        env::var_os("TRUNK_STAGING_DIR").ok_or("Trunk calls this, with TRUNK_STAGING_DIR set")?,
    );
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if stage.join("snippets").exists() {
        return Err(
            "a dependency brings JavaScript snippets, which nothing here names by content".into(),
        );
    }
    let glue = trunks_file(&stage, ".js")?;
    let wasm = trunks_file(&stage, ".wasm")?;
    let (mut rest, mut sync, mut room) = Default::default();
    if release {
        let paths = [
            wasm.clone(),
            stage.join("rest.wasm"),
            stage.join("sync.wasm"),
            stage.join("room.wasm"),
        ];
        parts::make(&paths, &glue)?;
        minify(&glue)?;
        rest = name_by_content(&paths[1], "gagas-", ".wasm")?;
        sync = name_by_content(&paths[2], worker::SYNC, ".wasm")?;
        room = name_by_content(&paths[3], worker::ROOM, ".wasm")?;
    }
    let js = name_by_content(&glue, "gagas-", ".js")?;
    let wasm = name_by_content(&wasm, "gagas-", ".wasm")?;
    let page = fs::read_to_string(stage.join("index.html"))?;
    let names = [
        ("{{js}}", js),
        ("{{wasm}}", wasm),
        ("{{rest}}", rest),
        ("{{sync}}", sync),
        ("{{room}}", room),
    ];
    let page = page::fill(&page, release, &names)?;
    fs::write(stage.join("index.html"), page)?;
    fs::copy(
        tools::icons().join("LICENSE"),
        stage.join("icons/LICENSE.txt"),
    )?;
    let words = stage.join("words-id.txt");
    fs::write(
        &words,
        gagas_domain::ticket::pack(&fs::read_to_string(&words)?),
    )?;
    sample::lay(&stage)?;
    worker::fill(&stage, release)?;
    if release {
        compress::all(&stage)?;
    }
    Ok(())
}

/// Finds the one file with this ending that Trunk made out of the app.
fn trunks_file(stage: &Path, ending: &str) -> Outcome<PathBuf> {
    for entry in fs::read_dir(stage)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("gagas-") && name.ends_with(ending) {
            return Ok(entry.path());
        }
    }
    Err(format!("Trunk left no gagas-*{ending}").into())
}

/// Renames a file to its digest between `start` and `ending`, and returns the name.
///
/// Trunk names by what cargo made, before wasm-bindgen and wasm-opt: two builds could bear one name.
fn name_by_content(path: &Path, start: &str, ending: &str) -> Outcome<String> {
    let short = &digest::hex(&fs::read(path)?)[..16];
    let name = [start, short, ending].concat();
    fs::rename(path, path.with_file_name(&name))?;
    Ok(name)
}

/// Makes the glue of wasm-bindgen a third smaller.
fn minify(script: &Path) -> Outcome {
    let mut command = esbuild(script);
    command.args(["--format=esm", "--allow-overwrite"]);
    shell::run(command.arg(format!("--outfile={}", script.display())))
}

/// Returns a script of ours made smaller.
fn minified(script: &Path) -> Outcome<String> {
    let small = shell::output(&mut esbuild(script));
    Ok(small.ok_or_else(|| format!("esbuild: {}", script.display()))?)
}

/// For the oldest browsers that are promised.
fn esbuild(script: &Path) -> Command {
    let mut command = shell::line("esbuild --minify --log-level=warning");
    command.arg("--target=chrome111,safari16.4,firefox115");
    command.arg(script);
    command
}
