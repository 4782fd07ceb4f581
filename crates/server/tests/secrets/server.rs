//! The binary, its folder, and all that it said.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::journey::{CREATE_TOKEN, ORGANISER};

/// A folder of its own with a small build in it, gone with its handle.
pub(crate) struct Folder(PathBuf);

static FOLDERS: AtomicU64 = AtomicU64::new(0);

impl Folder {
    pub(crate) fn new() -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let name = format!("gagas-secrets-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(path.join("dist")).unwrap();
        std::fs::write(path.join("dist/index.html"), "<title>Gagas</title>").unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// All that was made in it.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.is_file()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server that runs.
pub(crate) struct Server {
    process: Child,
    pub(crate) base: String,
}

/// A file that everything is added to.
fn lines(folder: &Folder, name: &str) -> File {
    let mut options = File::options();
    options.create(true).append(true);
    options.open(folder.path(name)).unwrap()
}

fn command(folder: &Folder, place: &[String], environment: &[(&str, &str)]) -> Command {
    let log = lines(folder, "log");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gagas-server"));
    command
        .args(["--log", "debug", "--log-format", "json", "--port", "0"])
        .arg("--dir")
        .arg(folder.path("dist"))
        .args(place)
        .env("GAGAS_CREATE_TOKEN", CREATE_TOKEN)
        .envs(environment.iter().copied())
        .stderr(log);
    command
}

impl Server {
    pub(crate) fn start(folder: &Folder, place: &[String], environment: &[(&str, &str)]) -> Self {
        let mut command = command(folder, place, environment);
        // Whoever tells a public address lets nobody create without the token.
        command.args(["--base-url", "https://gagas.example/", "serve"]);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        while !line.contains("http://") {
            line.clear();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "it did not start");
        }
        let base = line.split_once("http://").unwrap().1.trim();
        Self {
            process,
            base: ["http://", base.trim_end_matches('/')].concat(),
        }
    }

    pub(crate) fn stop(&mut self) {
        let process = self.process.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &process]).status();
        assert!(sent.unwrap().success());
        assert!(self.process.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Makes a backup and an export, and looks at everything.
pub(crate) fn backups(folder: &Folder, place: &[String], environment: &[(&str, &str)]) {
    let workshop = ORGANISER.workshop().to_string();
    let file = |name| folder.path(name).display().to_string();
    for arguments in [
        vec!["backup".to_owned(), file("backup.sqlite")],
        vec!["export".to_owned(), workshop, file("export.sqlite")],
        vec!["check".to_owned()],
        vec!["list".to_owned()],
    ] {
        let mut command = command(folder, place, environment);
        command.stdout(lines(folder, "said"));
        assert!(
            command.args(&arguments).status().unwrap().success(),
            "{arguments:?}"
        );
    }
}
