//! The binary as a process that can be killed.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::{Connection, PgConnection};

use crate::cluster::Cluster;

/// A folder of its own with a small build in it, gone with its handle.
pub(crate) struct Folder(PathBuf);

static FOLDERS: AtomicU64 = AtomicU64::new(0);

impl Folder {
    pub(crate) fn new() -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("gagas-kill-{}-{number}", std::process::id()));
        std::fs::create_dir_all(path.join("dist")).unwrap();
        std::fs::write(path.join("dist/index.html"), "<title>Gagas</title>").unwrap();
        Self(path)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.0.join("data.sqlite")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Where workshops are kept.
pub(crate) enum Kept {
    File(PathBuf),
    Database(String),
}

/// A server that runs; killed with its handle.
pub(crate) struct Node {
    process: Child,
    address: String,
}

impl Node {
    pub(crate) fn start(folder: &Folder, kept: &Kept) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gagas-server"));
        command
            .args(["serve", "--port", "0", "--dir"])
            .arg(folder.0.join("dist"));
        match kept {
            Kept::File(path) => command.arg("--data").arg(path),
            Kept::Database(url) => command.args(["--database-url", url]),
        };
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Gagas is on http://");
        let address = address.unwrap_or_else(|| panic!("it did not start: {line}"));
        Self {
            process,
            address: address.trim_end_matches('/').to_owned(),
        }
    }

    pub(crate) fn address(&self) -> String {
        self.address.clone()
    }

    /// Ends it without a word (`SIGKILL`).
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Kills one of PostgreSQL's processes that serve a node.
pub(crate) async fn kill_a_backend(cluster: &Cluster) {
    let mut connection = PgConnection::connect(&cluster.url("postgres"))
        .await
        .unwrap();
    let found: Option<i32> = sqlx::query_scalar(
        "SELECT pid FROM pg_stat_activity WHERE datname LIKE 'gagas%' AND state IS NOT NULL \
         ORDER BY pid LIMIT 1",
    )
    .fetch_optional(&mut connection)
    .await
    .unwrap();
    if let Some(pid) = found {
        let done = Command::new("kill")
            .args(["-KILL", &pid.to_string()])
            .status();
        assert!(done.unwrap().success());
    }
}
