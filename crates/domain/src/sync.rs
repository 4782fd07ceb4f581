//! What a sync server decides: who may read what, what a push changes, and how far each reader is.
//!
//! Pure: the clock, marks and storage are passed in. A [`Ledger`] holds what is merged and plans commits; a [`Shelf`]
//! holds what was committed and answers readers; `wire` holds the shapes of requests and answers. Must not verify
//! signatures a second time, and must not know HTTP or a database.

mod access;
pub mod client;
mod cursor;
mod ledger;
mod limit;
mod shelf;
mod signed;
mod verdict;
mod votes;
pub mod wire;

pub use access::{Audience, Reader, Role};
pub use cursor::{Cursor, MARKS_HELD};
pub use ledger::{Arrival, Commit, Judgement, Ledger, Placed, Settings, Taken, retention_ends};
pub use limit::{Limits, Rate};
pub use shelf::{Page, Paging, Shelf};
pub use signed::{CREATE_WINDOW_MS, ReadProof, SignedRequest, Timing, hash_token, sign_request};
pub use verdict::{Standing, Verdict};
pub use votes::{Counted, Votes};
