//! Whether somebody may come in to a workshop, by the token that they bring.

use std::sync::Arc;

use gagas_domain::id::WorkshopId;
use gagas_domain::sync::Role;

use super::{Hub, Live};
use crate::store::{Store, StoreError, Tokens};

/// Whether somebody may come in to a workshop.
pub enum Entry<S: Store> {
    /// They may, as this.
    Open(Arc<Live<S>>, Role),
    /// The token does not hold, or nothing is published for those who have none.
    Closed,
    /// There is no such workshop.
    Unknown,
}

impl<S: Store> Hub<S> {
    /// A workshop for whoever asks with a token, or with none.
    ///
    /// A token is judged before anything of the workshop is loaded, and in the same time where there is none. What is
    /// not there leaves nothing in memory, however often it is asked for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn enter(
        &self,
        id: WorkshopId,
        token: Option<&[u8]>,
    ) -> Result<Entry<S>, StoreError> {
        let before = self.seen(id);
        let tenant = self.inner.store.find(id).await?;
        let role = match token {
            Some(token) => tenant
                .as_ref()
                .map_or(Tokens::NONE, |tenant| tenant.tokens)
                .role(token),
            None => Some(Role::Visitor),
        };
        let Some(tenant) = tenant else {
            self.drop_live(id);
            return Ok(Entry::Unknown);
        };
        let Some(role) = role else {
            return Ok(Entry::Closed);
        };
        let Some(live) = self.hold(before, &tenant).await? else {
            return Ok(Entry::Unknown);
        };
        Ok(match role != Role::Visitor || live.is_listed() {
            true => Entry::Open(live, role),
            false => Entry::Closed,
        })
    }
}
