//! Listed workshops for the pages that are published of them.

use std::sync::{Arc, Mutex, PoisonError};

use gagas_domain::id::WorkshopId;
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::view::Workshop;

use super::{Hub, Live};
use crate::publish::{PublishedSource, Unavailable};
use crate::store::{Pulse, Store};

/// The public records of a workshop as of some moment.
#[derive(Default)]
pub(super) struct Listed(Mutex<Option<(Pulse, Arc<RecordSet>)>>);

impl<S: Store> Live<S> {
    /// Tells whether the organiser listed the workshop.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        let records = self.published();
        let workshop = Workshop::of(&records).and_then(|workshop| records.get(&workshop.id));
        workshop.and_then(|record| record.flag("listed")) == Some(true)
    }

    /// The workshop and its sessions, merged.
    fn published(&self) -> Arc<RecordSet> {
        let mut listed = self.listed.0.lock().unwrap_or_else(PoisonError::into_inner);
        let pulse = self.pulse();
        if let Some((at, records)) = &*listed
            && *at == pulse
        {
            return Arc::clone(records);
        }
        let patches: Vec<Arc<Patch>> = self
            .see(|shown| {
                let open = shown.shelf.published();
                open.filter(|patch| matches!(patch.kind(), Kind::Workshop | Kind::Session))
                    .cloned()
                    .collect()
            })
            .unwrap_or_default();
        let mut records = RecordSet::default();
        for patch in patches {
            records.add(Patch::clone(&patch));
        }
        let records = Arc::new(records);
        *listed = Some((pulse, Arc::clone(&records)));
        records
    }
}

impl<S: Store> PublishedSource for Hub<S> {
    async fn records(&self, id: WorkshopId) -> Result<Option<Arc<RecordSet>>, Unavailable> {
        let live = self.workshop(id).await.map_err(|_| Unavailable)?;
        Ok(live.map(|live| live.published()))
    }
}
