//! Why a push was not written; nothing of it was acknowledged.

use std::sync::Arc;

use crate::store::StoreError;

/// Why a push was not written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum HubError {
    /// The store failed; many pushes may have shared the commit.
    #[error(transparent)]
    Store(#[from] Arc<StoreError>),
    /// The workshop is not there any more.
    #[error("the workshop is gone")]
    Gone,
}
