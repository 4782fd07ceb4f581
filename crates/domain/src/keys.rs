//! Keys and tokens, derived from one seed each with HKDF-SHA256 (RFC 5869).
//!
//! Owns the derivation labels. Must not store or print a seed: `Debug` hides them.

use core::fmt;

use alloc::vec::Vec;

use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use sha2::Sha256;

use crate::id::{PublicKey, WorkshopId};

/// The organiser's secret: 32 random bytes from which all keys and links of a workshop follow.
#[derive(Clone, PartialEq, Eq)]
pub struct OrganiserSeed(pub [u8; 32]);

/// A person's secret in one workshop: 32 random bytes, made at the first own write.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthorSeed(pub [u8; 32]);

impl fmt::Debug for OrganiserSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrganiserSeed(..)")
    }
}

impl fmt::Debug for AuthorSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthorSeed(..)")
    }
}

/// The purposes for which one person holds different keys, so that an anonymous idea cannot be
/// linked to its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorRole {
    /// Signed ideas and comments.
    Named,
    /// The ballot.
    Ballot,
    /// Registrations.
    Registration,
    /// The `n`th anonymous idea or comment; each has a key of its own.
    Anonymous(u32),
}

impl OrganiserSeed {
    /// The key that signs the organiser's patches.
    #[must_use]
    pub fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.derive(b"sign", None))
    }

    /// The input keying material of the sealing key pair (RFC 9180, `DeriveKeyPair`).
    #[must_use]
    pub fn seal_ikm(&self) -> [u8; 32] {
        self.derive(b"seal", None)
    }

    /// The organiser's bearer token of generation `generation`.
    #[must_use]
    pub fn token(&self, generation: u32) -> [u8; 32] {
        self.derive(b"token", Some(generation))
    }

    /// The participants' bearer token of generation `generation`.
    #[must_use]
    pub fn join_token(&self, generation: u32) -> [u8; 16] {
        let mut token = [0; 16];
        token.copy_from_slice(&self.derive(b"join", Some(generation))[..16]);
        token
    }

    /// The workshop this seed stands for.
    #[must_use]
    pub fn workshop(&self) -> WorkshopId {
        WorkshopId::of(&public_key(&self.signing_key()))
    }

    fn derive(&self, label: &[u8], number: Option<u32>) -> [u8; 32] {
        hkdf(&self.0, b"gagas-organiser-v1", label, number)
    }
}

impl AuthorSeed {
    /// The signing key for one purpose.
    #[must_use]
    pub fn signing_key(&self, role: AuthorRole) -> SigningKey {
        let (label, number): (&[u8], _) = match role {
            AuthorRole::Named => (b"named", None),
            AuthorRole::Ballot => (b"ballot", None),
            AuthorRole::Registration => (b"registration", None),
            AuthorRole::Anonymous(index) => (b"anon", Some(index)),
        };
        SigningKey::from_bytes(&hkdf(&self.0, b"gagas-author-v1", label, number))
    }
}

/// The public half of a signing key.
#[must_use]
pub fn public_key(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_bytes())
}

fn hkdf(seed: &[u8; 32], salt: &[u8], label: &[u8], number: Option<u32>) -> [u8; 32] {
    let mut info = Vec::from(label);
    info.extend(number.map(u32::to_be_bytes).into_iter().flatten());
    let mut out = [0; 32];
    // 32 bytes are far below HKDF's limit of 255 blocks, the only way `expand` can fail.
    let expanded = Hkdf::<Sha256>::new(Some(salt), seed).expand(&info, &mut out);
    debug_assert!(expanded.is_ok());
    out
}
