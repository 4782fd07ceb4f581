//! The organiser's own writes, on a device that holds the organiser's secret.

use gagas_domain::SigningKey;
use gagas_domain::id::{PublicKey, RecordId};
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::value::Value;

use super::keyring::node;
use super::personal::ORGANISER_SEED;
use super::{App, EditError};

/// What the organiser writes about one thing: a registration, an idea.
#[derive(Clone, Debug)]
pub struct Word {
    /// The kind of the record.
    pub kind: Kind,
    /// What it is about; the nonce of the record.
    pub about: RecordId,
    /// The fields that change.
    pub fields: Vec<(String, Value)>,
}

impl App {
    /// The organiser's secret, where this device holds that of the open workshop. Tracked.
    #[must_use]
    pub fn organiser_seed(self) -> Option<OrganiserSeed> {
        let seed = OrganiserSeed(self.with_meta(|meta| meta.array(ORGANISER_SEED))?);
        (self.workshop_id() == Some(seed.workshop())).then_some(seed)
    }

    /// Writes the organiser's words: signs, applies, stores and, where there is a server to send them to, queues them.
    /// Without one nothing waits: what only the organiser and one person may read goes into no file.
    ///
    /// # Errors
    /// [`EditError`]; nothing was changed then.
    pub fn organise(self, words: Vec<Word>) -> Result<(), EditError> {
        let seed = self.organiser_seed_untracked().ok_or(EditError::NotYours)?;
        let key = seed.signing_key();
        let public = public_key(&key);
        let mut patches = Vec::new();
        for word in words {
            patches.push(self.sign_word(&key, public, word)?);
        }
        if self.is_served() && !self.is_local() {
            self.commit(&patches, Vec::new());
            return Ok(());
        }
        self.merge(patches).map_err(|_| EditError::NotOpen)
    }

    fn sign_word(
        self,
        key: &SigningKey,
        public: PublicKey,
        word: Word,
    ) -> Result<Patch, EditError> {
        let record = RecordId::of(word.kind.name(), &public, &word.about.0);
        let stamp = self.next_stamp(&record, &word.fields)?;
        let draft = Draft {
            workshop: self.workshop_id().ok_or(EditError::NotOpen)?,
            kind: word.kind,
            nonce: word.about.0.into(),
            fields: word.fields,
        };
        Ok(draft.sign(key, stamp, node(public))?)
    }
}
