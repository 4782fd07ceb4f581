//! Which patches of a replica go into which bundle.

use crate::sorted::SortedSet;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::id::{PublicKey, RecordId};
use crate::kind::{Kind, Reader};
use crate::merge::RecordSet;
use crate::patch::Patch;
use crate::view::Moderation;

/// What everybody may have: public patches, without what the organiser hid and without what this
/// version keeps aside.
#[must_use]
pub fn public(records: &RecordSet) -> Vec<Arc<Patch>> {
    let words = records
        .of_kind(&Kind::Moderation)
        .filter_map(Moderation::read);
    let hidden: SortedSet<RecordId> = words
        .filter(|word| word.hidden)
        .map(|word| word.target)
        .collect();
    let shared = records.patches().filter(|patch| {
        !patch.is_aside()
            && patch.kind().reader() == Reader::All
            && !hidden.contains(&patch.record())
    });
    shared.cloned().collect()
}

/// What a person hands over to the organiser: everything written with the person's own keys.
#[must_use]
pub fn for_organiser(records: &RecordSet, own: &SortedSet<PublicKey>) -> Vec<Arc<Patch>> {
    let written = records
        .patches()
        .filter(|patch| own.contains(&patch.author()));
    written.cloned().collect()
}
