//! Own writes: signed, applied, stored and queued in one go.

use std::sync::Arc;

use gagas_domain::code::Code;
use gagas_domain::id::RecordId;
use gagas_domain::keys::{AuthorRole, AuthorSeed};
use gagas_domain::kind::Kind;
use gagas_domain::merge::Outcome;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::value::Value;
use gagas_domain::view::split_fields;

use super::App;
use super::keyring::Keyring;
use super::personal::{ANONYMOUS, SEED};
use crate::platform::{clock, random};
use crate::storage::channel::Message;

/// What to write.
#[derive(Clone, Debug)]
pub struct Edit {
    /// With which of one's keys.
    pub by: AuthorRole,
    /// The kind of the record.
    pub kind: Kind,
    /// The nonce that opens the record; fresh for a new one.
    pub nonce: Vec<u8>,
    /// The fields that change.
    pub fields: Vec<(String, Value)>,
    /// What is kept on the device, or removed, in the same commit.
    pub meta: Vec<(String, Option<Vec<u8>>)>,
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No workshop is open, or nothing may be written to it yet.
    #[error("no workshop is open")]
    NotOpen,
    /// The record belongs to somebody else.
    #[error("not one's own record")]
    NotYours,
    /// Everybody else would refuse it.
    #[error("refused: {0}")]
    Refused(#[from] Code),
}

/// A nonce for a new record.
#[must_use]
pub fn fresh_nonce() -> Vec<u8> {
    random::bytes::<8>().into()
}

impl App {
    /// Writes fields of one of one's own records: signs, applies, stores and queues them. The
    /// record is on the screen and in the other tabs at once; [`App::saved`] tells when it is on
    /// the device.
    ///
    /// # Errors
    /// [`EditError`]; nothing was changed then.
    pub fn edit(self, edit: Edit) -> Result<RecordId, EditError> {
        let keyring = self.own_keyring()?;
        let (key, public, node) = keyring.key(edit.by).ok_or(EditError::NotYours)?;
        let workshop = self.workshop_id().ok_or(EditError::NotOpen)?;
        let record = RecordId::of(edit.kind.name(), &public, &edit.nonce);
        let mut patches: Vec<Patch> = Vec::new();
        for fields in split_fields(edit.fields) {
            let stamp = self.next_stamp(&record, &fields)?;
            let draft = Draft {
                workshop,
                kind: edit.kind.clone(),
                nonce: edit.nonce.clone(),
                fields,
            };
            patches.push(draft.sign(key, stamp, node)?);
        }
        self.commit(&patches, edit.meta);
        self.ask_persistence();
        Ok(record)
    }

    /// The record that one opens with this key and nonce, before anything is written to it.
    ///
    /// # Errors
    /// [`EditError::NotOpen`] or [`EditError::NotYours`].
    pub fn own_record(
        self,
        by: AuthorRole,
        kind: &Kind,
        nonce: &[u8],
    ) -> Result<RecordId, EditError> {
        let keyring = self.own_keyring()?;
        let (_, public, _) = keyring.key(by).ok_or(EditError::NotYours)?;
        Ok(RecordId::of(kind.name(), &public, nonce))
    }

    /// The role for a new record: one's named key, or a fresh anonymous one.
    ///
    /// # Errors
    /// [`EditError::NotOpen`].
    pub fn author_role(self, anonymous: bool) -> Result<AuthorRole, EditError> {
        let keyring = self.own_keyring()?;
        if !anonymous {
            return Ok(AuthorRole::Named);
        }
        let (more, role) = keyring.with_anonymous();
        let count = more.anonymous().to_string().into_bytes();
        self.keyring.set(Some(Arc::new(more)));
        self.keep(ANONYMOUS, Some(count));
        Ok(role)
    }

    /// The role with which one wrote a record.
    #[must_use]
    pub fn role_of(self, record: &RecordId) -> Option<AuthorRole> {
        let author = self
            .records
            .with_untracked(|set| Some(set.get(record)?.author()))?;
        self.keyring
            .with_untracked(|keys| keys.as_ref()?.role(&author))
    }

    /// The person's keys; a seed is drawn at the first own write.
    pub(super) fn own_keyring(self) -> Result<Arc<Keyring>, EditError> {
        if let Some(keyring) = self.keyring.get_untracked() {
            return Ok(keyring);
        }
        if self.workshop_id().is_none() {
            return Err(EditError::NotOpen);
        }
        let seed = random::bytes();
        self.keep(SEED, Some(gagas_domain::id::encode(&seed).into_bytes()));
        let keyring = Arc::new(Keyring::new(AuthorSeed(seed), 0));
        self.keyring.set(Some(Arc::clone(&keyring)));
        Ok(keyring)
    }

    /// The stamp of a patch that sets these fields of a record.
    pub(super) fn next_stamp(
        self,
        record: &RecordId,
        fields: &[(String, Value)],
    ) -> Result<Stamp, EditError> {
        let names = fields.iter().map(|(name, _)| name.as_str());
        let under = self
            .records
            .with_untracked(|set| set.overwritten(record, names));
        self.open
            .try_update_value(|open| Some(open.as_mut()?.clock.tick(clock::now_ms(), under)))
            .flatten()
            .ok_or(EditError::NotOpen)
    }

    pub(super) fn commit(self, patches: &[Patch], meta: Vec<(String, Option<Vec<u8>>)>) {
        let mut dropped = Vec::new();
        self.records.update(|set| {
            for patch in patches {
                if let Outcome::Applied { dropped: ids } = set.add(patch.clone()) {
                    dropped.extend(ids);
                }
            }
        });
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            let mut changes: Vec<_> = patches.iter().flat_map(|p| open.store.queue(p)).collect();
            changes.extend(open.store.supersede(&dropped));
            for (name, value) in &meta {
                changes.extend(match value {
                    Some(bytes) => open.store.put_meta(name, bytes.clone()),
                    None => open.store.delete_meta(name),
                });
            }
            open.writer.write(changes);
            let signed = patches.iter().map(|patch| patch.signed().clone()).collect();
            open.tell(&Message::Own(signed));
            for (name, _) in &meta {
                open.tell(&Message::Meta(name.clone()));
            }
            self.outbox.set(open.store.outbox());
        });
        self.apply_meta(&meta, true);
    }
}
