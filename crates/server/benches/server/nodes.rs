//! Servers as processes of their own, over a file or over one database.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gagas_domain::keys::OrganiserSeed;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;

use crate::client::Client;
use crate::{Outcome, cluster};

/// The page of a build, before the build has filled it in.
const PAGE: &str = include_str!("../../../../index.html");

/// How workshops are kept, and by how many.
pub(crate) struct Setup {
    pub(crate) name: &'static str,
    pub(crate) nodes: usize,
    /// Whether they are kept in PostgreSQL.
    pub(crate) shared: bool,
}

/// A folder for data with a small build in it, gone with its handle.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Outcome<Self> {
        let path = std::env::temp_dir().join(format!("gagas-bench-{}", std::process::id()));
        std::fs::create_dir_all(path.join("dist"))?;
        std::fs::write(path.join("dist/index.html"), PAGE)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An empty store, which outlives the nodes over it.
pub(crate) enum Store {
    File(PathBuf),
    Database(String),
}

impl Store {
    pub(crate) async fn new(setup: &Setup, folder: &Folder, name: &str) -> Outcome<Self> {
        if setup.shared {
            let cluster = cluster::cluster().ok_or("no PostgreSQL")?;
            return Ok(Self::Database(cluster.database().await));
        }
        Ok(Self::File(folder.0.join(name).with_extension("sqlite")))
    }
}

/// The nodes of a setup.
pub(crate) struct Nodes(Vec<Node>);

struct Node {
    process: Child,
    address: String,
}

impl Nodes {
    /// Starts nodes over a store.
    pub(crate) async fn over(setup: &Setup, folder: &Folder, store: &Store) -> Outcome<Self> {
        let mut nodes = Vec::new();
        for _ in 0..setup.nodes {
            nodes.push(Node::start(&folder.0.join("dist"), store).await?);
        }
        Ok(Self(nodes))
    }

    /// Starts nodes over a new store.
    pub(crate) async fn new(setup: &Setup, folder: &Folder, name: &str) -> Outcome<Self> {
        Self::over(setup, folder, &Store::new(setup, folder, name).await?).await
    }

    /// Where the n-th client goes; clients are spread over the nodes.
    pub(crate) fn address(&self, n: usize) -> &str {
        &self.0[n % self.0.len()].address
    }

    pub(crate) async fn create(&self, seed: &OrganiserSeed) -> Outcome {
        Client::connect(self.address(0)).await?.create(seed).await
    }

    pub(crate) async fn stop(self) -> Outcome {
        for mut node in self.0 {
            let process = node.process.id().ok_or("gone")?.to_string();
            Command::new("kill").args(["-TERM", &process]).status()?;
            node.process.wait().await?;
        }
        Ok(())
    }

    /// Resident bytes of all nodes.
    pub(crate) fn memory(&self) -> Outcome<u64> {
        self.0.iter().map(Node::memory).sum()
    }
}

impl Node {
    async fn start(dist: &Path, store: &Store) -> Outcome<Self> {
        let free = "1000000000";
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_gagas-server"));
        command.args(["--port", "0", "--dir"]).arg(dist);
        match store {
            Store::File(path) => command.arg("--data").arg(path),
            Store::Database(url) => command.args(["--database-url", url]),
        };
        let mut process = command
            .args(["--author-burst", "1000000", "--author-rate", free])
            .args(["--workshop-rate", free, "--new-authors-rate", free])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let out = process.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).await?;
        let base = line
            .trim()
            .strip_prefix("Gagas is on http://localhost:")
            .ok_or("not started")?;
        let address = ["127.0.0.1:", base.trim_end_matches('/')].concat();
        Ok(Self { process, address })
    }

    fn memory(&self) -> Outcome<u64> {
        let process = self.process.id().ok_or("gone")?;
        let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no memory")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1_024)
    }
}
