//! What an import writes: compared with what is there, stamped and signed.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use ed25519_dalek::SigningKey;

use super::read::{FieldList, Node};
use super::{ImportError, Reason};
use crate::id::{NodeId, PublicKey, RecordId, WorkshopId, sha256_prefix};
use crate::keys::{OrganiserSeed, public_key};
use crate::kind::Kind;
use crate::merge::RecordSet;
use crate::patch::{Draft, Patch};
use crate::stamp::Clock;
use crate::value::Value;
use crate::view::{changed_fields, split_fields};

/// The field that keeps the id that a record has in its file: by it an import knows its own records
/// from those that were made elsewhere.
pub(crate) const REFERENCE: &str = "ref";

/// The nonce of the record with this id in the file.
pub(crate) fn nonce(id: &str) -> [u8; 8] {
    sha256_prefix(&[b"gagas-import-v1\0", id.as_bytes()])
}

/// Where an import writes: the same file imported twice in one millisecond makes the same bytes.
pub(crate) fn node_id() -> NodeId {
    NodeId(sha256_prefix(&[b"gagas-import-node-v1\0"]))
}

/// The patches made so far, and all that making one needs.
pub(super) struct Plan<'a> {
    pub(super) seed: &'a OrganiserSeed,
    pub(super) organiser: SigningKey,
    pub(super) previous: Option<&'a RecordSet>,
    pub(super) delete: bool,
    pub(super) now_ms: i64,
    author: PublicKey,
    workshop: WorkshopId,
    clocks: BTreeMap<PublicKey, Clock>,
    patches: Vec<Patch>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(
        seed: &'a OrganiserSeed,
        previous: Option<&'a RecordSet>,
        now_ms: i64,
        delete: bool,
    ) -> Self {
        let organiser = seed.signing_key();
        let author = public_key(&organiser);
        Self {
            seed,
            organiser,
            previous,
            delete,
            now_ms,
            author,
            workshop: WorkshopId::of(&author),
            clocks: BTreeMap::new(),
            patches: Vec::new(),
        }
    }

    pub(super) fn patches(self) -> Vec<Patch> {
        self.patches
    }

    /// The id of the organiser's record that has `id` in the file.
    pub(super) fn own_record(&self, kind: &Kind, id: &str) -> RecordId {
        RecordId::of(kind.name(), &self.author, &nonce(id))
    }

    /// The fields to write so that a record says `fields`; those that `owned` names and `fields`
    /// does not are cleared.
    pub(super) fn changes(
        &self,
        node: &Node,
        record: &RecordId,
        fields: FieldList,
        owned: impl Fn(&str) -> bool,
    ) -> Result<FieldList, ImportError> {
        let Some(held) = self.previous.and_then(|records| records.find(record)) else {
            return Ok(fields);
        };
        if held.is_dead() {
            return Err(node.fail(Reason::Deleted));
        }
        let named = |name: &str| owned(name) || fields.iter().any(|(new, _)| new == name);
        let old: FieldList = held
            .fields()
            .filter(|(name, value, _)| **value != Value::Null && named(name))
            .map(|(name, value, _)| (String::from(name), value.clone()))
            .collect();
        Ok(changed_fields(&old, &fields))
    }

    /// Signs what `fields` set, in as many patches as they need, as written at `at_ms`.
    pub(super) fn write(
        &mut self,
        node: &Node,
        key: &SigningKey,
        kind: Kind,
        nonce: &[u8],
        fields: FieldList,
        at_ms: i64,
    ) -> Result<(), ImportError> {
        let author = public_key(key);
        let record = RecordId::of(kind.name(), &author, nonce);
        for fields in split_fields(fields) {
            let names = fields.iter().map(|(name, _)| name.as_str());
            let held = self.previous;
            let overwritten = held.and_then(|records| records.overwritten(&record, names));
            let clock = self.clocks.entry(author).or_default();
            let draft = Draft {
                workshop: self.workshop,
                kind: kind.clone(),
                nonce: nonce.into(),
                fields,
            };
            let patch = draft.sign(key, clock.tick(at_ms, overwritten), node_id());
            let patch = patch.map_err(|code| node.fail(Reason::Refused(code)))?;
            self.patches.push(patch);
        }
        Ok(())
    }

    /// Writes what changed in one of the organiser's records.
    pub(super) fn organise(
        &mut self,
        node: &Node,
        kind: Kind,
        nonce: &[u8],
        fields: FieldList,
        owned: impl Fn(&str) -> bool,
    ) -> Result<(), ImportError> {
        let record = RecordId::of(kind.name(), &self.author, nonce);
        let changed = self.changes(node, &record, fields, owned)?;
        let (key, now) = (self.organiser.clone(), self.now_ms);
        self.write(node, &key, kind, nonce, changed, now)
    }
}
