//! Bundles that go out: the workshop for others, one's own records for the organiser, a backup, and
//! the rescue code that moves a person to another browser, with the readable copies of registrations: a ticket cannot be
//! made from anything else.

use gagas_domain::sorted::SortedSet;
use std::sync::Arc;

use gagas_domain::bundle::{self, BundleError, BundleKind, Header, Method, write_payload};
use gagas_domain::id::{PatchId, decode, encode};
use gagas_domain::patch::Patch;
use gagas_domain::value::Value;

use super::personal::{ANONYMOUS, COPY, ORGANISER_SEED, SEED, STAR};
use super::server::SYNC;
use super::{App, ReceiveError};
use crate::platform::{clock, deflate, random};
use crate::storage::backend::Change;
use crate::storage::channel::Message;
use crate::storage::workshop_store::{How, QueueState};

/// Values of a private object, base64url.
const KEPT: &str = "kept";

/// Why nothing could be handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No workshop is open, or its record has not arrived.
    #[error("no workshop is open")]
    NotOpen,
    /// It does not fit.
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

/// What became of the private part of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// It had none.
    Nothing,
    /// This device is that person now, or was already.
    Person,
}

impl App {
    /// Makes a bundle of a kind from what is open; a rescue code that is not `whole` holds the keys only.
    ///
    /// # Errors
    /// [`ExportError`].
    pub async fn export(self, kind: BundleKind, whole: bool) -> Result<Vec<u8>, ExportError> {
        let organiser = self.organiser_key().ok_or(ExportError::NotOpen)?;
        let keys = self.viewer.with_untracked(|viewer| viewer.keys.clone());
        let patches: Vec<Arc<Patch>> = self.with_records_untracked(|records| match kind {
            BundleKind::Public => bundle::public(records),
            BundleKind::Organiser => bundle::for_organiser(records, &keys),
            BundleKind::Backup => records.patches().cloned().collect(),
            BundleKind::Rescue => Vec::new(),
        });
        let private = self.private_part(kind, whole);
        let signed = patches.iter().map(|patch| patch.signed());
        let payload = write_payload(signed, &private);
        // A browser without streams hands out what is larger, not nothing.
        let (method, payload) = match deflate::deflate(&payload).await {
            Ok(packed) => (Method::Deflate, packed),
            Err(_) => (Method::Stored, payload),
        };
        Ok(Header {
            kind,
            method,
            organiser,
        }
        .write(&payload)?)
    }

    /// Notes that the own patches that wait were handed over in a file.
    pub fn handed_over(self, patches: Vec<PatchId>) {
        let at_ms = u64::try_from(clock::now_ms()).unwrap_or(0);
        let changes = self.note_handed_over(&patches, at_ms);
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            open.writer.write(changes);
            open.tell(&Message::Handed(at_ms, patches));
        });
    }

    /// Takes note of it; answers what is to be written.
    pub(super) fn note_handed_over(self, patches: &[PatchId], at_ms: u64) -> Vec<Change> {
        let state = QueueState::HandedOver {
            how: How::File,
            at_ms,
        };
        self.open.with_value(|open| {
            let Some(open) = open else { return Vec::new() };
            let changes = open.store.acknowledge(patches, state, random::number());
            self.outbox.set(open.store.outbox());
            changes
        })
    }

    /// Restores the private part of a bundle. Values that are here already stay.
    pub(super) fn restore_private(
        self,
        private: &[Value],
        replace: bool,
    ) -> Result<Restored, ReceiveError> {
        let objects = private
            .iter()
            .filter_map(|object| object.get(KEPT)?.as_map());
        let entries = objects
            .flatten()
            .filter_map(|(name, value)| Some((name.clone(), decode(value.as_text()?)?)));
        let entries: Vec<(String, Vec<u8>)> = entries.collect();
        if entries.is_empty() {
            return Ok(Restored::Nothing);
        }
        let own = self.with_meta_untracked(|meta| meta.get(SEED).map(Vec::from));
        let theirs = entries
            .iter()
            .find(|(name, _)| name == SEED)
            .map(|(_, seed)| seed);
        let other = matches!((&own, theirs), (Some(own), Some(theirs)) if own != theirs);
        if other && !replace {
            return Err(ReceiveError::OtherPerson);
        }
        let held: SortedSet<String> =
            self.with_meta_untracked(|meta| meta.0.keys().cloned().collect());
        let wanted = entries.into_iter().filter(|(name, value)| {
            let is_key = name == SEED || name == ANONYMOUS;
            let more = name == ANONYMOUS && !other && self.has_fewer_keys(value);
            (!held.contains(name) && !name.starts_with(SYNC)) || (is_key && other) || more
        });
        let values = wanted.map(|(name, value)| (name, Some(value))).collect();
        self.set_meta(values, true);
        // There may be more that these keys may read, from before the last page.
        self.read_from_the_beginning();
        self.derive_keyring();
        Ok(Restored::Person)
    }

    fn has_fewer_keys(self, theirs: &[u8]) -> bool {
        let theirs = str::from_utf8(theirs)
            .ok()
            .and_then(|count| count.parse::<u32>().ok());
        let ours = self
            .keyring
            .with_untracked(|keys| keys.as_ref().map(|k| k.anonymous()));
        theirs > ours
    }

    fn private_part(self, kind: BundleKind, whole: bool) -> Vec<Value> {
        let wanted = |name: &str| match kind {
            BundleKind::Rescue => {
                let goes_along = name.starts_with(STAR) || name.starts_with(COPY);
                name == SEED || name == ANONYMOUS || (whole && goes_along)
            }
            // Another device has read nothing of the server yet.
            BundleKind::Backup => name != ORGANISER_SEED && !name.starts_with(SYNC),
            BundleKind::Public | BundleKind::Organiser => false,
        };
        let kept: Vec<(String, Value)> = self.with_meta_untracked(|meta| {
            let wanted = meta.0.iter().filter(|(name, _)| wanted(name));
            wanted
                .map(|(name, bytes)| (name.clone(), encode(bytes).into()))
                .collect()
        });
        if kept.is_empty() {
            return Vec::new();
        }
        vec![Value::Map(vec![(KEPT.into(), Value::Map(kept))])]
    }
}
