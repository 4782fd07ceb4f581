//! What the state needs of the second part of the wasm; see `app::later`.

use std::sync::Arc;

use gagas_domain::board::{self, Board, Viewer};
use gagas_domain::id::RecordId;
use gagas_domain::merge::RecordSet;

use super::{Counts, Meta};

/// Works the idea board out. Nobody asks for it before a page of the second part is drawn.
#[inline(never)]
pub(super) fn refresh_board(
    held: Option<&Arc<Board>>,
    records: &RecordSet,
    viewer: &Viewer,
    counts: &Counts,
) -> Arc<Board> {
    let before = held.cloned().unwrap_or_default();
    Arc::new(before.refreshed(records, viewer).counted(viewer, counts))
}

/// Finds the comments on one's own ideas that were not read yet.
#[inline(never)]
pub(super) fn unread(
    records: &RecordSet,
    viewer: &Viewer,
    meta: &Meta,
) -> Vec<(RecordId, RecordId)> {
    board::unread(records, viewer, &meta.read())
}
