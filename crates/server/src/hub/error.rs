//! Why a push was not written; nothing of it was acknowledged.

use std::sync::Arc;

use crate::store::StoreError;

/// Why a push was not written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum HubError {
    /// The store failed; many pushes may have shared the commit.
    #[error(transparent)]
    Store(#[from] Arc<StoreError>),
    /// The writer failed; the next one who asks gets another.
    #[error("the writer stopped")]
    Stopped,
    /// The workshop is not there any more.
    #[error("the workshop is gone")]
    Gone,
}

impl HubError {
    /// Tells whether there was no space, or no right to write.
    pub(super) fn is_full(&self) -> bool {
        matches!(self, Self::Store(error) if matches!(**error, StoreError::Full(_)))
    }
}
