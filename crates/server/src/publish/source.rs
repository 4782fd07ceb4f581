//! Where published workshops come from: the seam to whoever keeps them.

use gagas_domain::id::WorkshopId;
use gagas_domain::merge::RecordSet;
use std::future::Future;
use std::sync::Arc;

/// Hands out the public records of workshops.
pub trait PublishedSource: Clone + Send + Sync + 'static {
    /// The records of a workshop; `None` where there is none or it is not listed.
    ///
    /// Only the workshop and its sessions are read. Whoever answers `None` for both cases makes them alike in time,
    /// too; what is not listed is published by nobody in any case.
    ///
    /// # Errors
    /// [`Unavailable`]: it cannot be told now.
    fn records(
        &self,
        id: WorkshopId,
    ) -> impl Future<Output = Result<Option<Arc<RecordSet>>, Unavailable>> + Send;
}

/// The records cannot be read at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the records cannot be read at the moment")]
pub struct Unavailable;

/// Publishes nothing: a server that only hands out the app.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl PublishedSource for Nothing {
    async fn records(&self, _: WorkshopId) -> Result<Option<Arc<RecordSet>>, Unavailable> {
        Ok(None)
    }
}

/// What the first does not publish, the second may.
impl<A: PublishedSource, B: PublishedSource> PublishedSource for (A, B) {
    async fn records(&self, id: WorkshopId) -> Result<Option<Arc<RecordSet>>, Unavailable> {
        match self.0.records(id).await? {
            Some(records) => Ok(Some(records)),
            None => self.1.records(id).await,
        }
    }
}

/// One that may not be there.
impl<A: PublishedSource> PublishedSource for Option<A> {
    async fn records(&self, id: WorkshopId) -> Result<Option<Arc<RecordSet>>, Unavailable> {
        match self {
            Some(source) => source.records(id).await,
            None => Ok(None),
        }
    }
}
