//! The server against its own description: schemathesis makes requests from the OpenAPI that it serves, well-formed and
//! not, and holds the answers against it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use gagas_domain::id::encode;
use serde_json::Value;

use crate::shell::{self, Outcome};
use crate::{bundle, places, sample, tools};

/// Checks of what this protocol means otherwise: whatever has the right shape need not be taken (it must be signed, too),
/// what has not is refused one patch at a time, unknown fields are a later version's, and who has no token is answered
/// as if there were nothing (404, not 401).
const LEFT_OUT: &str =
    "positive_data_acceptance,negative_data_rejection,missing_required_header,ignored_auth";
/// How long each of the two parts goes on, in seconds.
const SECONDS: &str = "75";

/// A server that ends with its handle.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks a server with the sample in it: as its organiser, and as somebody without a token.
pub(crate) fn hold() -> Outcome {
    let program = tools::schemathesis()?;
    shell::run(&mut shell::line("cargo build --quiet -p gagas-server"))?;
    let folder = places::cache().join("schemathesis");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("dist"))?;
    std::fs::write(folder.join("dist/index.html"), "<title>Gagas</title>")?;
    let (mut served, base) = serve(&folder)?;
    let secret = folder.join("secret.json");
    sample::open(&base, &secret)?;
    let seed = bundle::seed(&secret)?;
    let config = folder.join("workshop.toml");
    let workshop = seed.workshop();
    std::fs::write(
        &config,
        format!("[parameters]\n\"path.w\" = \"{workshop}\"\n"),
    )?;
    let mut inside = ask(&program, &folder, Some(&config), &base);
    inside
        .arg("--header")
        .arg(["Authorization: Bearer ", &encode(&seed.token(0))].concat())
        // It would be gone for the rest of the run.
        .args(["--exclude-method", "DELETE"])
        // An answer that never ends.
        .args(["--exclude-path", "/api/v1/w/{w}/events"]);
    shell::run(&mut inside)?;
    shell::run(&mut ask(&program, &folder, None, &base))?;
    if let Some(status) = served.0.try_wait()? {
        return Err(format!("the server ended: {status}").into());
    }
    drop(served);
    came_through(&std::fs::read_to_string(folder.join("log"))?)
}

/// Tells what was answered how often; requests that never got past the door would prove little.
fn came_through(log: &str) -> Outcome {
    let mut counts: BTreeMap<(String, String, u64), usize> = BTreeMap::new();
    for line in log.lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let text = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned);
        let status = line.get("status").and_then(Value::as_u64);
        let asked = text("route").zip(text("method"));
        if let Some(((route, method), status)) = asked.zip(status).filter(|(_, of)| *of != 405) {
            *counts.entry((route, method, status)).or_default() += 1;
        }
    }
    for ((route, method, status), count) in &counts {
        println!("{count:>6}  {method:<6} {route:<24} {status}");
    }
    let taken = |route: &str| {
        counts
            .keys()
            .any(|(of, _, status)| of == route && *status == 200)
    };
    match taken("/api/v1/w/{id}/push") && taken("/api/v1/w/{id}/pull") {
        true => Ok(()),
        false => Err("no push or no pull came through".into()),
    }
}

fn serve(folder: &Path) -> Outcome<(Served, String)> {
    let mut server = shell::program(places::target().join("debug/gagas-server"));
    server.args(["serve", "--port", "0", "--log", "gagas_server=debug"]);
    server.args(["--log-format", "json", "--dir"]);
    server.arg(folder.join("dist"));
    server.arg("--data").arg(folder.join("data.sqlite"));
    server.stderr(std::fs::File::create(folder.join("log"))?);
    let mut process = server.stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    if let Some(out) = process.stdout.take() {
        BufReader::new(out).read_line(&mut line)?;
    }
    let served = Served(process);
    let base = line.trim().strip_prefix("Gagas is on ");
    let base = base.ok_or("the server did not start")?;
    Ok((served, base.to_owned()))
}

fn ask(program: &Path, folder: &Path, config: Option<&Path>, base: &str) -> Command {
    let mut command = shell::program(program);
    if let Some(config) = config {
        command.arg("--config-file").arg(config);
    }
    command
        .arg("run")
        .arg([base, "api/v1/openapi.json"].concat())
        .args(["--checks", "all", "--exclude-checks", LEFT_OUT])
        .args(["--max-time", SECONDS])
        .args(["--continue-on-failure", "--warnings", "off"])
        .current_dir(folder);
    command
}
