//! Splits the bound wasm in two: what the first page needs, and what may come while it is read.
//!
//! The second part shares memory, tables and globals with the first. Where the first calls a function
//! of the second it calls through a slot of the table, which the second fills when it is instantiated
//! with the exports of the first as its imports (module `p`). [`Later`] names those functions, the
//! doors; all functions and data that are reached through them alone come later, by the linker's own
//! account of who uses whom. So nothing outside the doors can lead to what is not there yet, and who
//! adds a door asks whether the second part has come.
//!
//! It owns no knowledge of the app but the doors, which the caller names.

mod linked;
mod part;
mod read;
mod write;

use std::collections::{BTreeMap, HashMap};

use crate::shell::Outcome;

/// What comes later.
pub(super) struct Later {
    /// The names of functions that lead there, such as `gagas::app::later::draw`.
    pub(super) doors: &'static [&'static str],
    /// How exports begin that no script calls.
    pub(super) unused: &'static [&'static str],
}

/// The two parts.
pub(super) struct Parts {
    /// What is instantiated first.
    pub(super) first: Vec<u8>,
    /// What is instantiated with its exports.
    pub(super) second: Vec<u8>,
    /// The names that the glue must use now, by those that it used.
    pub(super) names: Names,
}

/// Short names by long ones.
pub(super) type Names = HashMap<String, String>;

/// Splits a module that has its names, by the relocations of what it was bound from.
pub(super) fn split(bound: &[u8], linked: &[u8], later: &Later) -> Outcome<Parts> {
    let module = read::Module::read(bound, later.unused)?;
    let linked = linked::Linked::read(linked)?;
    let parting = part::Parting::of(&module, &linked, later)?;
    let (first, names) = write::first(bound, &module, &parting, later.unused)?;
    Ok(Parts {
        first,
        second: write::second(&module, &parting)?,
        names,
    })
}

/// Returns the bytes of code by crate; generic code counts for the crate that wrote it.
pub(crate) fn code_by_crate(wasm: &[u8]) -> Outcome<BTreeMap<String, u64>> {
    let module = read::Module::read(wasm, &[])?;
    let mut weights = BTreeMap::new();
    for function in &module.functions {
        if let Some(body) = &function.body {
            let name = plain(function.name);
            let path = name.trim_start_matches(['<', '&', '(', '*', '[']);
            let path = path.trim_start_matches("mut ").trim_start_matches("dyn ");
            let found = path.split_once("::").map_or("(no name)", |(name, _)| name);
            *weights.entry(found.to_owned()).or_default() += body.range().end - body.range().start;
        }
    }
    Ok(weights)
}

/// Returns a name as it is written in the source, without the digests of crates.
fn plain(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}
