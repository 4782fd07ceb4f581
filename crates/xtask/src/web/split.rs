//! Splits the bound wasm in two: what the first page needs, and what may come while it is read.
//!
//! The second part shares memory, tables and globals with the first. Where the first calls a function
//! of the second it calls through a slot of the table, which the second fills when it is instantiated
//! with the exports of the first as its imports (module `p`). Which functions are to come later is
//! told by their names (v0 mangling keeps the types that generic code was made for); what only they
//! call follows them. The compiler must not have merged equal functions: a merged one bears one name
//! and serves both parts. A call that leads from the first part to the second at a place that is not
//! named as a door is an error: at run time it would stop the app.
//!
//! It owns no knowledge of the app but [`Later`], which the caller fills.

mod part;
mod read;
mod write;

use crate::shell::Outcome;

/// What comes later.
pub(super) struct Later {
    /// Paths of modules, such as `gagas::features::ideas::`.
    pub(super) modules: &'static [&'static str],
    /// Paths of functions that the first part may call.
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
}

/// Splits a module that has its names.
pub(super) fn split(wasm: &[u8], later: &Later) -> Outcome<Parts> {
    let module = read::Module::read(wasm, later.unused)?;
    let parting = part::Parting::of(&module, later)?;
    Ok(Parts {
        first: write::first(wasm, &module, &parting, later.unused)?,
        second: write::second(&module, &parting)?,
    })
}
