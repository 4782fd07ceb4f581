//! The browsers that tests run in: Debian's packages, installed where that is allowed.

use crate::shell::{self, Outcome};
use std::path::Path;

pub(super) const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// A file and the package that brings it.
const FILES: &[(&str, &str)] = &[
    ("/usr/bin/chromium", "chromium"),
    (CHROMEDRIVER, "chromium-driver"),
    ("/usr/bin/firefox-esr", "firefox-esr"),
    ("/usr/bin/WebKitWebDriver", "webkit2gtk-driver"),
    ("/usr/bin/xvfb-run", "xvfb"),
    ("/usr/bin/xauth", "xauth"),
    ("/usr/share/i18n/locales/id_ID", "locales"),
];

/// Installs the packages that are missing, as root; says what to install otherwise.
pub(super) fn set_up() -> Outcome {
    let missing: Vec<&str> = FILES
        .iter()
        .filter(|(path, _)| !Path::new(path).exists())
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!(
        "apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    if shell::output(&mut shell::line("id -u")).is_none_or(|user| user.trim() != "0") {
        return Err(format!("browsers are missing; as root: {install}").into());
    }
    println!("set-up: {} (once)", missing.join(", "));
    shell::run(&mut shell::line("apt-get update -q"))?;
    shell::run(shell::line(&install).env("DEBIAN_FRONTEND", "noninteractive"))
}
