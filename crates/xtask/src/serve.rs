//! Serves a build on this machine, through the same server that is deployed.

use crate::arguments::Arguments;
use crate::places;
use crate::shell::{self, Outcome};
use crate::{tools, web};

const PORT: &str = "8080";

/// Sets up, builds and serves: all that is needed to try the app.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    tools::set_up()?;
    web::trunk(false)?;
    serve(arguments)
}

/// Serves what was built.
pub(crate) fn serve(arguments: &Arguments) -> Outcome {
    let port = arguments.value("--port").unwrap_or(PORT);
    let mut command = shell::line("cargo run --quiet --package gagas-server -- --port");
    shell::run(
        command
            .arg(port)
            .arg("--dir")
            .arg(places::dist(arguments.has("--dev"))),
    )
}
