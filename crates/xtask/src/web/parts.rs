//! What the app loads first, and what comes later: the wasm in two parts, both optimised.

use std::fs;
use std::path::{Path, PathBuf};

use super::split::{Later, split};
use crate::places;
use crate::shell::{self, Outcome};

/// The agenda, storage, merge and signatures are first. Whatever only these modules use follows them.
const LATER: Later = Later {
    modules: &[
        "gagas::app::later::",
        "gagas::features::about::",
        "gagas::features::device::",
        "gagas::features::ideas::",
        "gagas::features::registration::",
        "gagas::features::sharing::",
        "gagas::features::start::StartPage",
        "gagas::features::start::awaiting::",
        "gagas::features::start::sample::",
        "gagas::features::start::unknown::",
        "gagas::features::start::unreadable::",
        "gagas_domain::board::",
    ],
    doors: &[
        "gagas::app::later::draw",
        // The board is worked out when a page of the second part asks for it.
        "<gagas_domain::board::Board>::refreshed",
    ],
    // Leptos brings streams of its server functions; nothing here calls them.
    unused: &["intounderlying", "__wbg_intounderlying"],
};

/// What wasm-opt may use: what the oldest browsers that are promised can run.
const FEATURES: &str = "--enable-bulk-memory --enable-mutable-globals --enable-reference-types \
    --enable-nontrapping-float-to-int --enable-sign-ext --enable-multivalue";

/// Where a part is kept with its names, for `cargo xtask size`.
pub(crate) fn named(part: &str) -> PathBuf {
    places::target()
        .join("parts")
        .join(part)
        .with_extension("wasm")
}

/// Splits the file that Trunk left and optimises both parts: `whole` becomes the first, `rest` the second.
pub(super) fn make(whole: &Path, rest: &Path) -> Outcome {
    let parts = split(&fs::read(whole)?, &LATER)?;
    fs::create_dir_all(places::target().join("parts"))?;
    for (path, wasm, name) in [(whole, parts.first, "first"), (rest, parts.second, "rest")] {
        fs::write(path, wasm)?;
        let named = named(name);
        let mut optimise = shell::line(&format!("wasm-opt -Oz -g {FEATURES}"));
        shell::run(optimise.arg(path).arg("-o").arg(&named))?;
        let mut strip = shell::line("wasm-opt --strip-debug --strip-producers");
        strip.args(FEATURES.split(' '));
        shell::run(strip.arg(&named).arg("-o").arg(path))?;
    }
    Ok(())
}
