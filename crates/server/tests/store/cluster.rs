//! A PostgreSQL cluster of the tests' own, as it is installed here.
//!
//! One for all tests of a process, in a directory of its own and reached by a socket there only. It ends with the
//! process, however that ends: a shell beside it waits for the end of its input.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};

/// How long a cluster may take to start on a busy machine.
const START: Duration = Duration::from_secs(120);

/// A running cluster.
pub(crate) struct Cluster {
    directory: PathBuf,
    /// Holds the input of the shell that ends the cluster.
    _guard: Child,
}

/// The cluster; `None` where PostgreSQL is not installed, which is said once.
pub(crate) fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let found = CLUSTER.get_or_init(|| {
        let found = binaries();
        if found.is_none() {
            // Past the capture of tests, so that nobody takes this for a success.
            let note = "NOTE: no `initdb` and `postgres` here: PostgreSQL was not tried\n";
            let _ = std::io::stderr().write_all(note.as_bytes());
        }
        found.map(|binaries| Cluster::start(&binaries))
    });
    found.as_ref()
}

fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let debian = debian.flatten().map(|version| version.path().join("bin"));
    let there = |place: &PathBuf| place.join("initdb").exists() && place.join("postgres").exists();
    std::env::split_paths(&path)
        .chain(["/usr/local/bin".into()])
        .chain(debian)
        .find(there)
}

impl Cluster {
    /// Starts a cluster.
    pub(crate) fn start(binaries: &Path) -> Self {
        let name = format!("gagas-pg-{}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        std::fs::create_dir(&directory).unwrap();
        let mut shell = match is_root() {
            // PostgreSQL refuses to run as root.
            true => {
                let owner = ["chown", "nobody"];
                run(Command::new(owner[0]).arg(owner[1]).arg(&directory));
                let mut shell = Command::new("setpriv");
                shell.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "sh"]);
                shell
            }
            false => Command::new("sh"),
        };
        let script = r#"
            "$1/initdb" -D data -U gagas -A trust -E UTF8 --no-locale >init.log 2>&1 || exit 1
            "$1/postgres" -D data -k "$2" -c listen_addresses= -c max_connections=300 >log 2>&1 &
            pid=$!
            cat >/dev/null
            kill -QUIT $pid
            wait $pid
            cd /
            rm -rf "$2"
        "#;
        let guard = shell
            .args(["-c", script, "sh"])
            .args([binaries, &directory])
            .current_dir(&directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            directory,
            _guard: guard,
        }
    }

    /// The address of a database.
    pub(crate) fn url(&self, database: &str) -> String {
        let socket = self.directory.to_string_lossy().replace('/', "%2F");
        format!("postgres://gagas@{socket}/{database}")
    }

    /// Says something to a database; waits until the cluster answers.
    pub(crate) async fn tell(&self, database: &str, statement: &str) {
        let until = Instant::now() + START;
        let mut connection = loop {
            match PgConnection::connect(&self.url(database)).await {
                Ok(connection) => break connection,
                Err(error) if Instant::now() > until => panic!("no answer: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        let statement = sqlx::AssertSqlSafe(statement);
        sqlx::raw_sql(statement)
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
    }

    /// Makes a database; answers its address.
    pub(crate) async fn database(&self) -> String {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = format!("gagas_{count}");
        self.tell("postgres", &format!("CREATE DATABASE {name}"))
            .await;
        self.url(&name)
    }
}

fn is_root() -> bool {
    let own = std::fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own));
    own.is_ok_and(|owner| owner == 0)
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}
