//! Signed patches: their exact bytes, how one is made and how one is admitted.
//!
//! Owns the body's shape, the signature and `authorise`, which looks at the patch alone. A body is
//! kept verbatim for ever: it is never written anew, so that signatures and fields of newer
//! versions survive old code. Must not know about other records or the state of a workshop.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::code::Code;
use crate::id::{NodeId, PatchId, PublicKey, RecordId, WorkshopId, decode, encode};
use crate::keys::public_key;
use crate::kind::{Kind, Writer, is_name};
use crate::stamp::{MAX_MS, Stamp};
use crate::value::{JsonError, MAX_DEPTH, Value};

/// The version of bodies that is written, and the only one that is read.
pub const VERSION: i64 = 1;
/// The longest body, in bytes.
pub const MAX_BODY: usize = 8_192;
/// The field whose presence ends a record for ever.
pub const DELETION: &str = "_del";
const SIGNATURE_TAG: &[u8] = b"gagas-patch-v1\0";

/// A patch as it travels: the exact body and its Ed25519 signature (RFC 8032).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPatch {
    /// The exact JSON text that was signed.
    pub body: String,
    /// The signature over `"gagas-patch-v1\0" || body`.
    pub signature: [u8; 64],
}

/// Where a write stands in the order of all writes: stamp, then node, then patch id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// When it was written.
    pub stamp: Stamp,
    /// On which device and tab.
    pub node: NodeId,
    /// The last tie-break, for cloned nodes.
    pub patch: PatchId,
}

/// A patch whose shape, ids and right to write were checked.
///
/// It comes into being by [`Patch::admit`] (from outside), [`Patch::trust`] (from the device's own
/// storage) or [`Draft::sign`] (one's own write), and cannot be changed afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    signed: SignedPatch,
    id: PatchId,
    workshop: WorkshopId,
    kind: Kind,
    record: RecordId,
    nonce: Vec<u8>,
    author: PublicKey,
    stamp: Stamp,
    node: NodeId,
    delegated: bool,
    fields: Vec<(String, Value)>,
}

/// What a new patch is to say, before it is signed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The workshop it belongs to.
    pub workshop: WorkshopId,
    /// The kind of the record.
    pub kind: Kind,
    /// The nonce that opens the record: 0, 8 or 16 bytes, as its kind wants.
    pub nonce: Vec<u8>,
    /// The fields it sets, in order.
    pub fields: Vec<(String, Value)>,
}

impl Draft {
    /// The record that this draft writes when signed with `key`.
    #[must_use]
    pub fn record(&self, key: &SigningKey) -> RecordId {
        RecordId::of(self.kind.name(), &public_key(key), &self.nonce)
    }

    /// Signs the draft as written at `stamp` on `node`.
    ///
    /// # Errors
    /// The code with which everybody else would refuse the result, so that a device never keeps a
    /// patch that nobody accepts.
    pub fn sign(&self, key: &SigningKey, stamp: Stamp, node: NodeId) -> Result<Patch, Code> {
        let author = public_key(key);
        let body = Value::map([
            ("v", Value::Int(VERSION)),
            ("w", self.workshop.to_string().into()),
            ("k", self.kind.name().into()),
            (
                "r",
                RecordId::of(self.kind.name(), &author, &self.nonce)
                    .to_string()
                    .into(),
            ),
            ("x", encode(&self.nonce).into()),
            ("a", author.to_string().into()),
            (
                "t",
                Value::List(
                    [
                        Value::Int(i64::try_from(stamp.ms).map_err(|_| Code::BadStamp)?),
                        Value::Int(i64::from(stamp.counter)),
                    ]
                    .into(),
                ),
            ),
            ("n", node.to_string().into()),
            ("p", Value::Map(self.fields.clone())),
        ])
        .to_json();
        let signature = key.sign(&signed_bytes(&body)).to_bytes();
        let patch = Patch::trust(SignedPatch { body, signature })?;
        authorise(&patch)?;
        Ok(patch)
    }
}

impl Patch {
    /// Admits a patch from outside: parses it, checks the workshop, authorises it and verifies the
    /// signature (strictly, RFC 8032 section 5.1.7 with small-order keys refused).
    ///
    /// # Errors
    /// The [`Code`] to answer with.
    pub fn admit(signed: SignedPatch, workshop: &WorkshopId) -> Result<Self, Code> {
        let patch = Self::trust(signed)?;
        if patch.workshop != *workshop {
            return Err(Code::ForeignWorkshop);
        }
        authorise(&patch)?;
        patch.verify()?;
        Ok(patch)
    }

    /// Reads a patch that was admitted before, for example from the device's own storage.
    ///
    /// # Errors
    /// The [`Code`] of what makes the text no patch at all.
    pub fn trust(signed: SignedPatch) -> Result<Self, Code> {
        let body = &signed.body;
        if body.len() > MAX_BODY {
            return Err(Code::TooLarge);
        }
        let value = Value::parse(body, MAX_DEPTH).map_err(|error| match error {
            JsonError::Syntax => Code::BadJson,
            JsonError::TooDeep => Code::TooDeep,
        })?;
        let Value::Map(entries) = value else {
            return Err(Code::BadJson);
        };
        // Looked at first: a later version's body may hold entries that this one does not know, and
        // must not pass for a damaged one.
        let version = entries.iter().find(|(key, _)| key == "v");
        match version.and_then(|(_, version)| version.as_int()) {
            Some(VERSION) => {}
            Some(_) => return Err(Code::UnsupportedVersion),
            None => return Err(Code::BadJson),
        }
        let mut parts = Parts::default();
        for (key, value) in entries {
            parts.take(&key, value)?;
        }
        let id = PatchId::of(body);
        parts.build(signed, id)
    }

    /// Verifies the signature.
    ///
    /// # Errors
    /// [`Code::BadSignature`].
    pub fn verify(&self) -> Result<(), Code> {
        let key = VerifyingKey::from_bytes(&self.author.0).map_err(|_| Code::BadSignature)?;
        let signature = Signature::from_bytes(&self.signed.signature);
        key.verify_strict(&signed_bytes(&self.signed.body), &signature)
            .map_err(|_| Code::BadSignature)
    }

    /// The exact bytes, for storage and forwarding.
    #[must_use]
    pub fn signed(&self) -> &SignedPatch {
        &self.signed
    }

    /// The patch's id.
    #[must_use]
    pub fn id(&self) -> PatchId {
        self.id
    }

    /// The workshop it belongs to.
    #[must_use]
    pub fn workshop(&self) -> WorkshopId {
        self.workshop
    }

    /// The kind of its record.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The record it writes.
    #[must_use]
    pub fn record(&self) -> RecordId {
        self.record
    }

    /// The nonce that opened the record.
    #[must_use]
    pub fn nonce(&self) -> &[u8] {
        &self.nonce
    }

    /// Who wrote it.
    #[must_use]
    pub fn author(&self) -> PublicKey {
        self.author
    }

    /// When it was written.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Its place in the order of all writes.
    #[must_use]
    pub fn rank(&self) -> Rank {
        Rank {
            stamp: self.stamp,
            node: self.node,
            patch: self.id,
        }
    }

    /// The fields it sets.
    #[must_use]
    pub fn fields(&self) -> &[(String, Value)] {
        &self.fields
    }

    /// Tells whether it ends its record.
    #[must_use]
    pub fn is_deletion(&self) -> bool {
        self.fields.iter().any(|(name, _)| name == DELETION)
    }

    /// Tells whether it must be kept aside, unread, until an update understands it.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        self.delegated || matches!(self.kind, Kind::Unknown(_))
    }

    /// Tells whether the organiser's key wrote it.
    #[must_use]
    pub fn by_organiser(&self) -> bool {
        WorkshopId::of(&self.author) == self.workshop
    }
}

/// Judges whether a patch's author may write its record, from the patch alone.
///
/// # Errors
/// [`Code::NotOrganiser`], [`Code::NotAuthor`] or [`Code::BadId`].
pub fn authorise(patch: &Patch) -> Result<(), Code> {
    let organiser = patch.by_organiser();
    if patch.delegated {
        // A delegation's own rules come with the version that knows it; until then only the id
        // must hold.
        return if patch.id_holds() {
            Ok(())
        } else {
            Err(Code::BadId)
        };
    }
    if patch.kind.writer() == Writer::Organiser && !organiser {
        return Err(Code::NotOrganiser);
    }
    if !patch.kind.allows_nonce(patch.nonce.len(), organiser) {
        return Err(Code::BadId);
    }
    match (patch.id_holds(), patch.kind.writer()) {
        (true, _) => Ok(()),
        (false, Writer::Author) => Err(Code::NotAuthor),
        (false, Writer::Organiser) => Err(Code::BadId),
    }
}

impl Patch {
    fn id_holds(&self) -> bool {
        RecordId::of(self.kind.name(), &self.author, &self.nonce) == self.record
    }
}

fn signed_bytes(body: &str) -> Vec<u8> {
    [SIGNATURE_TAG, body.as_bytes()].concat()
}

/// The entries of a body while it is read; each stands once, in any order.
#[derive(Default)]
struct Parts {
    workshop: Option<WorkshopId>,
    kind: Option<Kind>,
    record: Option<RecordId>,
    nonce: Option<Vec<u8>>,
    author: Option<PublicKey>,
    stamp: Option<Stamp>,
    node: Option<NodeId>,
    fields: Option<Vec<(String, Value)>>,
    delegated: bool,
}

impl Parts {
    fn take(&mut self, key: &str, value: Value) -> Result<(), Code> {
        let text = || value.as_text().ok_or(Code::BadJson);
        match key {
            "v" => {}
            "w" => self.workshop = Some(WorkshopId::parse(text()?).ok_or(Code::BadId)?),
            "k" => self.kind = Some(Kind::parse(text()?).ok_or(Code::BadJson)?),
            "r" => self.record = Some(RecordId::parse(text()?).ok_or(Code::BadId)?),
            "x" => self.nonce = Some(decode(text()?).ok_or(Code::BadId)?),
            "a" => self.author = Some(PublicKey::parse(text()?).ok_or(Code::BadId)?),
            "t" => self.stamp = Some(read_stamp(&value)?),
            "n" => self.node = Some(NodeId::parse(text()?).ok_or(Code::BadId)?),
            "p" => self.fields = Some(read_fields(value)?),
            "c" => self.delegated = true,
            _ => return Err(Code::BadJson),
        }
        Ok(())
    }

    fn build(self, signed: SignedPatch, id: PatchId) -> Result<Patch, Code> {
        let missing = Code::BadJson;
        Ok(Patch {
            signed,
            id,
            workshop: self.workshop.ok_or(missing)?,
            kind: self.kind.ok_or(missing)?,
            record: self.record.ok_or(missing)?,
            nonce: self.nonce.ok_or(missing)?,
            author: self.author.ok_or(missing)?,
            stamp: self.stamp.ok_or(missing)?,
            node: self.node.ok_or(missing)?,
            delegated: self.delegated,
            fields: self.fields.ok_or(missing)?,
        })
    }
}

fn read_stamp(value: &Value) -> Result<Stamp, Code> {
    let Some([ms, counter]) = value.as_list() else {
        return Err(Code::BadStamp);
    };
    let ms = ms
        .as_int()
        .and_then(|ms| u64::try_from(ms).ok())
        .filter(|ms| *ms <= MAX_MS);
    let counter = counter
        .as_int()
        .and_then(|counter| u16::try_from(counter).ok());
    Ok(Stamp {
        ms: ms.ok_or(Code::BadStamp)?,
        counter: counter.ok_or(Code::BadStamp)?,
    })
}

fn read_fields(value: Value) -> Result<Vec<(String, Value)>, Code> {
    let Value::Map(fields) = value else {
        return Err(Code::BadJson);
    };
    if fields.is_empty() || !fields.iter().all(|(name, _)| is_name(name)) {
        return Err(Code::BadJson);
    }
    let deletes = fields.iter().any(|(name, _)| name == DELETION);
    if deletes && (fields.len() != 1 || fields[0].1 != Value::Bool(true)) {
        return Err(Code::BadJson);
    }
    Ok(fields)
}
