//! Runs programs with the pinned tools first on `PATH`, and turns a bad exit into an error.

use crate::{places, tools};
use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::process::{Command, Stdio};

/// What a command of xtask comes to.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Prepares a program to run in the root of the checkout.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command
        .env("PATH", path())
        .current_dir(places::root())
        .env("CARGO_TARGET_DIR", places::target());
    command
}

/// Returns `PATH` with the pinned tools first.
pub(crate) fn path() -> OsString {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let paths = tools::directories()
        .into_iter()
        .chain(std::env::split_paths(&old));
    std::env::join_paths(paths).unwrap_or(old)
}

/// Prepares a program with its arguments, split at spaces.
pub(crate) fn line(text: &str) -> Command {
    let mut words = text.split(' ');
    let mut command = program(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// Runs a program to its end; anything but success is an error that names it.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|error| format!("{name}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name}: {status}").into())
    }
}

/// Runs a program quietly and returns what it printed, or nothing if it failed or is missing.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
