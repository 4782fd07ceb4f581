//! The server against its own description: schemathesis makes requests from the OpenAPI that it serves, well-formed and
//! not, and holds the answers against it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use gagas_domain::id::encode;

use crate::shell::{self, Outcome};
use crate::{bundle, places, sample, tools};

/// What every answer must keep. Left out are checks of what the protocol means otherwise: whether data that the
/// description allows is taken (a patch is more than its shape: it is signed), whether wrong data is refused as a whole
/// (a patch that is wrong is its own result, in an answer of 200), and what a method or a token that is not known is
/// answered with (nothing tells what is there from what is not).
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance";
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
    match served.0.try_wait()? {
        None => Ok(()),
        Some(status) => Err(format!("the server ended: {status}").into()),
    }
}

fn serve(folder: &Path) -> Outcome<(Served, String)> {
    let mut server = shell::program(places::target().join("debug/gagas-server"));
    server.args(["serve", "--port", "0", "--dir"]);
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
        .args(["--checks", CHECKS, "--max-time", SECONDS])
        .args(["--continue-on-failure", "--warnings", "off"])
        .current_dir(folder);
    command
}
