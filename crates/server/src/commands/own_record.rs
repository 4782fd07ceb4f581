//! A workshop's own record, as it stands: what several commands ask of each workshop. Not all of a workshop is read.

use gagas_domain::id::WorkshopId;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{Patch, SignedPatch};

use super::CommandError;
use crate::store::Snapshot;

/// Reads it, among the few records whose patches hold the word.
pub(super) async fn read<S: Snapshot>(
    snapshot: &mut S,
    id: WorkshopId,
) -> Result<RecordSet, CommandError> {
    let named = snapshot.naming(id, "\"workshop\"").await?;
    let mut records = RecordSet::default();
    for kept in named {
        let Ok(signature) = kept.signature.as_slice().try_into() else {
            continue;
        };
        let body = kept.body;
        match Patch::trust(SignedPatch { body, signature }) {
            Ok(patch) if patch.workshop() == id => drop(records.add(patch)),
            _ => {}
        }
    }
    Ok(records)
}
