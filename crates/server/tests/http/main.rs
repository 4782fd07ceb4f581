//! The sync protocol as phones speak it, over the real store.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod codes;
mod events;
mod pull;
mod roles;
mod support;
