//! What the app loads first, and what comes later: the wasm in parts, each optimised.

use std::fs;
use std::path::{Path, PathBuf};

use super::order;
use super::split::{Later, Names, split};
use crate::places;
use crate::shell::{self, Outcome};

/// The parts by name, in order. The agenda, storage, merge and signatures are first; `rest` follows by itself, and
/// to devices that ask for them come `sync`, where the page names a server, and `room`, the organiser's.
pub(crate) const PARTS: [&str; 4] = ["first", "rest", "sync", "room"];

/// What leads from earlier parts to each of the later ones; all that these doors alone lead to is there.
const LATER: [Later; PARTS.len() - 1] = [
    Later {
        doors: &[
            "gagas::app::later::draw",
            "gagas::parts::share::ways::draw",
            "gagas::features::agenda::calendar::write",
            "gagas::features::agenda::news::work_out",
            "gagas::features::agenda::news::summary",
            "gagas::features::agenda::news::look",
            // The board is worked out when a page of the second part asks for it.
            "gagas::state::later::refresh_board",
            "gagas::state::later::unread",
        ],
        planned: &[],
    },
    Later {
        doors: &[
            "gagas::sync::start",
            "gagas::features::agenda::calendar::subscribe",
            "gagas::features::device::outbox::send",
            "gagas::features::device::refused::draw",
            "gagas::features::registration::ticket::place",
            "gagas::features::start::banners::server",
        ],
        planned: &[],
    },
    Later {
        // Who tries the sample is its organiser.
        doors: &[
            "gagas::app::room::draw",
            "gagas::features::start::sample::make",
        ],
        planned: &[],
    },
];

/// How exports begin that no script calls: leptos brings streams of its server functions.
const UNUSED: &[&str] = &["intounderlying", "__wbg_intounderlying"];

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

/// Splits the file that Trunk left and optimises the parts, which come to lie at `paths`, in the order of [`PARTS`];
/// the first of these is that file's own. The glue is told of names that became shorter.
pub(super) fn make(paths: &[PathBuf; PARTS.len()], glue: &Path) -> Outcome {
    let linked = places::target().join("wasm32-unknown-unknown/web/gagas.wasm");
    let whole = fs::read(&paths[0])?;
    let parts = split(&whole, &fs::read(linked)?, &LATER, UNUSED)?;
    fs::create_dir_all(places::target().join("parts"))?;
    for ((path, wasm), name) in paths.iter().zip(parts.wasm).zip(PARTS) {
        fs::write(path, wasm)?;
        let named = named(name);
        // A second round finds what the first one laid bare. The stack lies lowest, so no object is at an address
        // below 1024 (`-lmu`), and what is added to a pointer may be added by the load itself. Long functions stay by
        // themselves even where one place calls them, and only the shortest are copied: it compresses better.
        let round = "--flatten --rereloop -Oz -Oz";
        let mut optimise = shell::line(&format!(
            "wasm-opt -lmu -ocimfs=60 -aimfs=4 {round} {round} -g {FEATURES}"
        ));
        shell::run(optimise.arg(path).arg("-o").arg(&named))?;
        let mut strip = shell::line("wasm-opt --strip-debug --strip-producers");
        strip.args(FEATURES.split(' '));
        shell::run(strip.arg(&named).arg("-o").arg(path))?;
        fs::write(path, order::by_likeness(&fs::read(path)?)?)?;
    }
    let script = without_classes(&fs::read_to_string(glue)?);
    Ok(fs::write(glue, rename(&script, &parts.names))?)
}

/// Drops the classes that wasm-bindgen writes at the top of the glue for [`UNUSED`] exports.
fn without_classes(script: &str) -> String {
    let mut out = String::new();
    let mut rest = script;
    while let Some((before, class)) = rest.split_once("export class ") {
        out.push_str(before);
        // A class ends where a line is its closing brace.
        rest = class.split_once("\n}\n").map_or("", |(_, behind)| behind);
        if let Some(tail) = rest.strip_prefix("if (Symbol.dispose)") {
            rest = tail.split_once('\n').map_or("", |(_, behind)| behind);
        }
    }
    out + rest
}

/// Replaces identifiers.
fn rename(script: &str, names: &Names) -> String {
    let is_part = |next: char| next.is_ascii_alphanumeric() || next == '_' || next == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (word, behind) = from.split_at(from.find(|next| !is_part(next)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    #[test]
    fn classes_go_with_their_disposal() {
        let script = "import a;\n\nexport class B {\n    c() {\n    }\n}\nif (Symbol.dispose) B.d();\n\nf();\n";
        assert_eq!(super::without_classes(script), "import a;\n\n\nf();\n");
    }

    #[test]
    fn whole_identifiers_are_renamed() {
        let names = [("__wbg_get_1".to_owned(), "_0".to_owned())].into();
        assert_eq!(
            super::rename("a.__wbg_get_1(x__wbg_get_1, __wbg_get_12)", &names),
            "a._0(x__wbg_get_1, __wbg_get_12)"
        );
    }
}
