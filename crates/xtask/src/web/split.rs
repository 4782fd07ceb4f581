//! Splits the bound wasm into parts in order: what the first page needs, and what may come later.
//!
//! A later part shares memory, tables and globals with the first, and is instantiated with the exports of all parts
//! before it as its imports, which stand in modules named `0`, `1` and so on. Where a part calls a function of a later
//! one it calls through a slot of the table, which the later one fills when it is instantiated. [`Later`] names those
//! functions, the doors; all functions and data that are reached through the doors of a part alone (or of those behind
//! it) are in that part, by the linker's own account of who uses whom. So nothing outside the doors can lead to what
//! is not there yet, and who adds a door asks whether its part has come.
//!
//! It owns no knowledge of the app but the doors, which the caller names.

mod linked;
mod part;
mod read;
mod write;

use std::collections::{BTreeMap, HashMap};

use crate::shell::Outcome;

/// A part that comes later.
pub(super) struct Later {
    /// The names of functions that lead there, such as `gagas::app::later::draw`. One that the linker does not know is
    /// an error: it was inlined, is not called, or is written otherwise here.
    pub(super) doors: &'static [&'static str],
    /// Doors that may be missing, while their code is being written.
    pub(super) planned: &'static [&'static str],
}

/// The parts.
pub(super) struct Parts {
    /// In the order in which they are instantiated.
    pub(super) wasm: Vec<Vec<u8>>,
    /// The names that the glue must use now, by those that it used.
    pub(super) names: Names,
}

/// Short names by long ones.
pub(super) type Names = HashMap<String, String>;

/// Splits a module that has its names, by the relocations of what it was bound from; `unused` is how exports begin
/// that no script calls.
pub(super) fn split(
    bound: &[u8],
    linked: &[u8],
    later: &[Later],
    unused: &[&str],
) -> Outcome<Parts> {
    let module = read::Module::read(bound, unused)?;
    let linked = linked::Linked::read(linked)?;
    let parting = part::Parting::of(&module, &linked, later)?;
    let (first, names) = write::first(bound, &module, &parting, unused)?;
    let mut wasm = vec![first];
    for part in 1..=later.len() {
        wasm.push(write::later(&module, &parting, part)?);
    }
    Ok(Parts { wasm, names })
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
