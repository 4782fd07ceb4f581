//! Every decoder of what comes from outside, and what must hold whatever it is given.
//!
//! A target takes bytes and panics where a promise is broken: what was read is written back the same, what is refused
//! changes nothing, and nothing ever panics by itself. The test command gives each a few thousand seeded mutations of
//! the golden vectors; `cargo xtask fuzz` gives them to libFuzzer for as long as one likes.
#![expect(clippy::panic, reason = "a broken promise is a finding")]

mod corpus;
mod records;
mod texts;
mod travel;

pub use corpus::{Mutator, seeds};

/// A name and what takes the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("json", records::json),
    ("patch", records::patch),
    ("workshop", records::workshop),
    ("import", records::import),
    ("bundle", travel::bundle),
    ("link", travel::link),
    ("wire", travel::wire),
    ("cursor", travel::cursor),
    ("sealed", travel::sealed),
    ("ticket", texts::ticket),
    ("time", texts::time),
    ("nip", texts::nip),
];

/// The target of a name.
#[must_use]
pub fn target(name: &str) -> Option<fn(&[u8])> {
    let found = TARGETS.iter().find(|(known, _)| *known == name);
    found.map(|(_, run)| *run)
}

/// Checks a promise.
pub(crate) fn holds(promise: &str, kept: bool) {
    if !kept {
        panic!("{promise}");
    }
}
