//! A person's keys in one workshop, all derived from one seed.
//!
//! Deriving a key costs a scalar multiplication, so each is derived once. Each key has a node id of
//! its own in each tab, drawn at random, so that two keys cannot be linked by it.

use gagas_domain::sorted::SortedSet;
use std::cell::RefCell;

use gagas_domain::SigningKey;
use gagas_domain::id::{NodeId, PublicKey};
use gagas_domain::keys::{AuthorRole, AuthorSeed, public_key};

use crate::platform::random;

/// The keys of one person.
#[derive(Debug)]
pub struct Keyring {
    seed: AuthorSeed,
    anonymous: u32,
    keys: Vec<Held>,
}

#[derive(Clone, Debug)]
struct Held {
    role: AuthorRole,
    key: SigningKey,
    public: PublicKey,
}

thread_local! {
    static NODES: RefCell<Vec<(PublicKey, NodeId)>> = const { RefCell::new(Vec::new()) };
}

impl Keyring {
    /// Derives the keys of a seed, `anonymous` of them for single anonymous records.
    #[must_use]
    pub fn new(seed: AuthorSeed, anonymous: u32) -> Self {
        let fixed = [
            AuthorRole::Named,
            AuthorRole::Ballot,
            AuthorRole::Registration,
        ];
        let roles = fixed
            .into_iter()
            .chain((0..anonymous).map(AuthorRole::Anonymous));
        let keys = roles.map(|role| Held::derive(&seed, role)).collect();
        Self {
            seed,
            anonymous,
            keys,
        }
    }

    /// The same with one more anonymous key, and its role.
    #[must_use]
    pub fn with_anonymous(&self) -> (Self, AuthorRole) {
        let role = AuthorRole::Anonymous(self.anonymous);
        let mut keys = self.keys.clone();
        keys.push(Held::derive(&self.seed, role));
        let more = Self {
            seed: self.seed.clone(),
            anonymous: self.anonymous + 1,
            keys,
        };
        (more, role)
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> &AuthorSeed {
        &self.seed
    }

    /// How many anonymous keys were used.
    #[must_use]
    pub fn anonymous(&self) -> u32 {
        self.anonymous
    }

    /// All public keys.
    #[must_use]
    pub fn public(&self) -> SortedSet<PublicKey> {
        self.keys.iter().map(|held| held.public).collect()
    }

    /// The key for a purpose, its public half and its node in this tab.
    pub(crate) fn key(&self, role: AuthorRole) -> Option<(&SigningKey, PublicKey, NodeId)> {
        let held = self.keys.iter().find(|held| held.role == role)?;
        Some((&held.key, held.public, node(held.public)))
    }

    /// The purpose of a public key; `None` for other people's.
    #[must_use]
    pub fn role(&self, public: &PublicKey) -> Option<AuthorRole> {
        self.keys
            .iter()
            .find(|held| held.public == *public)
            .map(|held| held.role)
    }
}

impl Held {
    fn derive(seed: &AuthorSeed, role: AuthorRole) -> Self {
        let key = seed.signing_key(role);
        let public = public_key(&key);
        Self { role, key, public }
    }
}

/// The node of a key in this tab.
pub(super) fn node(public: PublicKey) -> NodeId {
    NODES.with_borrow_mut(|nodes| {
        if let Some((_, node)) = nodes.iter().find(|(held, _)| *held == public) {
            return *node;
        }
        let node = NodeId(random::bytes());
        nodes.push((public, node));
        node
    })
}
