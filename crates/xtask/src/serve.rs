//! Serves a build on this machine, through the same server that is deployed.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use crate::arguments::Arguments;
use crate::places;
use crate::sample;
use crate::shell::{self, Outcome};
use crate::{tools, web};

const PORT: &str = "8080";
/// What the server says once it answers.
const READY: &str = "Gagas is on ";

/// Sets up, builds, serves, and opens the sample as a workshop: all that is needed to try the whole thing.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    tools::set_up()?;
    web::trunk(false)?;
    let (kept, secret) = match database(arguments) {
        Some(_) => (None, places::cache().join("run/database.secret.json")),
        None => {
            // The server runs in the root of the checkout, wherever this was typed.
            let data = match arguments.value("--data") {
                Some(path) => std::path::absolute(path)?,
                None => places::cache().join("run/workshops.sqlite"),
            };
            let secret = data.with_extension("secret.json");
            (Some(data), secret)
        }
    };
    for folder in [kept.as_deref(), Some(&*secret)].into_iter().flatten() {
        std::fs::create_dir_all(folder.parent().unwrap_or(folder))?;
    }
    let mut server = server(arguments);
    if let Some(data) = &kept {
        server.arg("--data").arg(data);
    }
    let mut server = server.stdout(Stdio::piped()).spawn()?;
    let lines = server.stdout.take().map(BufReader::new).into_iter();
    for line in lines.flat_map(BufRead::lines) {
        let line = line?;
        println!("{line}");
        if let Some(base) = line.strip_prefix(READY) {
            match sample::open(base, &secret) {
                Ok((organiser, participants)) => {
                    println!("organiser:    {organiser}");
                    println!("participants: {participants}");
                    if let Some(data) = &kept {
                        println!("data:         {}", data.display());
                    }
                    println!(
                        "secret:       {} (whoever has it or the organiser's link is the organiser)",
                        secret.display()
                    );
                }
                Err(error) => {
                    server.kill()?;
                    server.wait()?;
                    return Err(error);
                }
            }
        }
    }
    let status = server.wait()?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| format!("gagas-server: {status}").into())
}

/// The PostgreSQL database that was named, by a flag or as the server's own setting.
fn database(arguments: &Arguments) -> Option<String> {
    let named = arguments.value("--database-url").map(str::to_owned);
    named.or_else(|| std::env::var("GAGAS_DATABASE_URL").ok())
}

/// Serves what was built.
pub(crate) fn serve(arguments: &Arguments) -> Outcome {
    let mut command = server(arguments);
    if let Some(data) = arguments.value("--data") {
        command.arg("--data").arg(std::path::absolute(data)?);
    }
    shell::run(&mut command)
}

fn server(arguments: &Arguments) -> std::process::Command {
    let port = arguments.value("--port").unwrap_or(PORT);
    let mut command = shell::line("cargo run --quiet --package gagas-server -- --port");
    let dist: PathBuf = places::dist(arguments.has("--dev"));
    command.arg(port).arg("--dir").arg(dist);
    if let Some(url) = database(arguments) {
        // Not as a flag, which others on this machine could read.
        command.env("GAGAS_DATABASE_URL", url);
    }
    command
}
