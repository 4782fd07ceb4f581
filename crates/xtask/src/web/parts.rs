//! What the app loads first, and what comes later: the wasm in two parts, both optimised.

use std::fs;
use std::path::{Path, PathBuf};

use super::split::{Later, split};
use crate::places;
use crate::shell::{self, Outcome};

/// The agenda, storage, merge and signatures are first; all that these doors alone lead to is later.
const LATER: Later = Later {
    doors: &[
        "gagas::app::later::draw",
        // The board is worked out when a page of the second part asks for it.
        "gagas::state::later::refresh_board",
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
    let linked = places::target().join("wasm32-unknown-unknown/web/gagas.wasm");
    let parts = split(&fs::read(whole)?, &fs::read(linked)?, &LATER)?;
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
