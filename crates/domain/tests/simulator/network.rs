//! What is still on its way: requests that arrive a second time, and answers that come late.

use gagas_domain::patch::Patch;

use crate::served::{Page, Since};

pub(crate) enum InFlight {
    /// A push request that the network repeats; nobody waits for its answer.
    Push(Vec<Patch>),
    /// An answer to a pull that comes late.
    Pull {
        client: usize,
        asked: Since,
        resets: u64,
        page: Page,
    },
}
