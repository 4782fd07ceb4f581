//! The rules of a Gagas workshop: records, patches, merge, projections and codecs.
//!
//! Pure by contract: no I/O, no clock and no randomness; all three are passed in. The app and the
//! server use the same rules. Must not depend on a browser, a runtime or a database.
#![no_std]

extern crate alloc;

pub mod agenda;
pub mod board;
pub mod bundle;
pub mod code;
pub mod coverage;
pub mod csv;
pub mod ics;
pub mod id;
pub mod import;
pub mod intake;
pub mod keys;
pub mod kind;
pub mod link;
pub mod merge;
pub mod nip;
pub mod overwritten;
pub mod patch;
pub mod readiness;
pub mod restamp;
pub mod roster;
pub mod sample;
pub mod seal;
pub mod similar;
pub mod sorted;
pub mod stamp;
pub mod sync;
pub mod tally;
pub mod text;
pub mod ticket;
pub mod time;
pub mod value;
pub mod view;
pub mod window;
pub mod zone;

#[cfg(test)]
mod testing;

pub use ed25519_dalek::SigningKey;
