//! Setting a fast phone's writes back, once a server has said `clock_ahead`.
//!
//! Owns which unacknowledged writes get a new stamp, in which order, and which originals must be
//! kept beside their copies. Must not know how patches are stored or sent.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use ed25519_dalek::SigningKey;

use crate::id::{NodeId, PublicKey, RecordId};
use crate::merge::RecordSet;
use crate::patch::{Draft, Patch};
use crate::stamp::{Clock, Stamp};

/// How far ahead of the server's clock a patch may be stamped, in ms.
pub const AHEAD_MS: u64 = 120_000;

/// One of this device's own writes that no server has acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The write.
    pub patch: Patch,
    /// It left the device in a bundle, so it cannot be taken back.
    pub shared: bool,
    /// A copy with an earlier stamp stands for it until its own time has come.
    pub copied: bool,
}

impl Pending {
    /// A write that has not left the device.
    #[must_use]
    pub fn new(patch: Patch) -> Self {
        Self {
            patch,
            shared: false,
            copied: false,
        }
    }
}

/// What re-stamping needs to know about the device.
pub struct Device<'a> {
    /// Everything pulled, acknowledged or imported, merged **without** the pending writes: what a
    /// pending write beats must still be seen here, or its copy may lose to it.
    pub base: &'a RecordSet,
    /// Where copies are written.
    pub node: NodeId,
    /// The device's wall clock, in ms, UTC; the clock's offset must be measured by now.
    pub wall_ms: i64,
}

/// Gives every pending write that lies too far ahead a stamp of the present, in the order of
/// writing, and sets `clock` back.
///
/// A write that was shared, or that must beat one that is itself ahead, stays beside its copy and
/// waits for its time; its record's later writes do likewise. Writes whose key is gone stay as they
/// are. What the device shows is the same before and after.
#[must_use]
pub fn restamp<'k>(
    device: &Device<'_>,
    mut pending: Vec<Pending>,
    clock: &mut Clock,
    key_of: impl Fn(&PublicKey) -> Option<&'k SigningKey>,
) -> Vec<Pending> {
    let now = clock.now(device.wall_ms);
    let limit = now.ms.saturating_add(AHEAD_MS);
    clock.set_back(device.wall_ms);
    pending.sort_by_key(|write| write.patch.rank());
    let mut present = present(device.base, &pending, limit);
    let mut waiting: BTreeSet<RecordId> = pending
        .iter()
        .filter(|write| write.copied && write.patch.stamp().ms > limit)
        .map(|write| write.patch.record())
        .collect();
    let mut out = Vec::new();
    for mut write in pending {
        let record = write.patch.record();
        let key = key_of(&write.patch.author());
        if write.copied || write.patch.stamp().ms <= limit || key.is_none() {
            out.push(write);
            continue;
        }
        let names = write.patch.fields().iter().map(|(name, _)| name.as_str());
        let over = present.overwritten(&record, names);
        let stamp = clock.tick(
            device.wall_ms,
            over.filter(|stamp: &Stamp| stamp.ms <= limit),
        );
        let copy = key.and_then(|key| draft(&write.patch).sign(key, stamp, device.node).ok());
        let Some(copy) = copy else {
            out.push(write);
            continue;
        };
        present.add(copy.clone());
        if write.shared || over.is_some_and(|over| over.ms > limit) || waiting.contains(&record) {
            waiting.insert(record);
            write.copied = true;
            out.push(write);
        }
        out.push(Pending::new(copy));
    }
    out
}

/// The records concerned, with what others know of them and the writes that need no new stamp.
fn present(base: &RecordSet, pending: &[Pending], limit: u64) -> RecordSet {
    let mut present = RecordSet::default();
    for write in pending {
        let held = base.find(&write.patch.record());
        for patch in held.into_iter().flat_map(|record| record.winners()) {
            present.add((**patch).clone());
        }
    }
    for write in pending {
        if write.patch.stamp().ms <= limit {
            present.add(write.patch.clone());
        }
    }
    present
}

fn draft(patch: &Patch) -> Draft {
    Draft {
        workshop: patch.workshop(),
        kind: patch.kind().clone(),
        nonce: patch.nonce().into(),
        fields: patch.fields().into(),
    }
}
