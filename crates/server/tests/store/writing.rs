//! Really signed patches of one workshop.

use gagas_domain::SigningKey;
use gagas_domain::id::{Mark, NodeId, RecordId, WorkshopId, encode, sha256, sha256_prefix};
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::hash_token;
use gagas_domain::value::Value;
use gagas_server::store::{Pulse, Tenant, Tokens};

/// The present of these tests, ms since the epoch.
pub(crate) const NOW: u64 = 1_790_000_000_000;

/// Who writes into a workshop: the organiser, and people by their names.
pub(crate) struct Pen {
    seed: OrganiserSeed,
    ms: u64,
}

impl Pen {
    /// A new workshop.
    pub(crate) fn new() -> Self {
        Self {
            seed: OrganiserSeed(random()),
            ms: NOW,
        }
    }

    /// Its id.
    pub(crate) fn workshop(&self) -> WorkshopId {
        self.seed.workshop()
    }

    /// How it is created.
    pub(crate) fn tenant(&self) -> Tenant {
        Tenant {
            id: self.workshop(),
            organiser: public_key(&self.seed.signing_key()),
            tokens: self.tokens(0),
            epoch: encode(&random::<8>()),
            epoch_ms: NOW - 1_000,
            pulse: Pulse::default(),
        }
    }

    /// Its tokens of a generation.
    pub(crate) fn tokens(&self, generation: u32) -> Tokens {
        Tokens {
            generation,
            organiser: hash_token(&self.seed.token(generation)),
            join: hash_token(&self.seed.join_token(generation)),
        }
    }

    /// Writes `json` into the record that `key` opens with `nonce`, 1 ms after the last write.
    pub(crate) fn write(
        &mut self,
        key: &SigningKey,
        kind: Kind,
        nonce: &[u8],
        json: &str,
    ) -> Patch {
        self.ms += 1;
        let Ok(Value::Map(fields)) = Value::parse(json, 8) else {
            panic!("no fields: {json}");
        };
        let draft = Draft {
            workshop: self.workshop(),
            kind,
            nonce: nonce.into(),
            fields,
        };
        let stamp = Stamp {
            ms: self.ms,
            counter: 0,
        };
        draft.sign(key, stamp, NodeId([7; 8])).unwrap()
    }

    /// Writes the workshop's settings.
    pub(crate) fn settle(&mut self, json: &str) -> Patch {
        let key = self.seed.signing_key();
        self.write(&key, Kind::Workshop, &[], json)
    }

    /// The organiser's word about a record.
    pub(crate) fn say(&mut self, kind: Kind, about: &RecordId, json: &str) -> Patch {
        let key = self.seed.signing_key();
        self.write(&key, kind, &about.0, json)
    }

    /// An idea, or another version of it.
    pub(crate) fn idea(&mut self, author: &str, title: &str, problem: &str) -> Patch {
        let fields = [("title", title.into()), ("problem", problem.into())];
        let json = Value::map(fields).to_json();
        self.write(&person(author), Kind::Idea, &nonce(title), &json)
    }

    /// Withdraws an idea.
    pub(crate) fn withdraw(&mut self, author: &str, title: &str) -> Patch {
        let json = r#"{"_del":true}"#;
        self.write(&person(author), Kind::Idea, &nonce(title), json)
    }

    /// A ballot with one vote.
    pub(crate) fn vote(&mut self, voter: &str, idea: &RecordId) -> Patch {
        let json = format!(r#"{{"votes":[["{idea}",1]]}}"#);
        self.write(&person(voter), Kind::Ballot, &[], &json)
    }

    /// A registration.
    pub(crate) fn register(&mut self, name: &str) -> Patch {
        let json = r#"{"box":"AAAA"}"#;
        self.write(&person(name), Kind::Registration, &[], json)
    }
}

/// The key of the person with this name.
pub(crate) fn person(name: &str) -> SigningKey {
    SigningKey::from_bytes(&sha256(&[name.as_bytes()]))
}

/// A mark that was not there before.
pub(crate) fn mark() -> Mark {
    Mark(random())
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn nonce(name: &str) -> [u8; 8] {
    sha256_prefix(&[name.as_bytes()])
}
