//! The laws of patches, merge and clocks, as properties over real signed patches.
//!
//! The patches come from a small pool of keys, records, fields, stamps and nodes, so that ties,
//! cloned nodes, deletions and duplicates are the rule and not the exception.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod admission;
mod clocks;
mod merging;
mod oracle;
mod pool;
mod ties;
