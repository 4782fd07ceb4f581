//! What is signed besides patches: a workshop's creation, its next tokens, and the proof that a reader holds a key.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::id::{PublicKey, TokenHash, WorkshopId, decode_array, encode, sha256};
use crate::keys::public_key;

/// How far a signed time may be off the server's clock, in ms.
pub const CREATE_WINDOW_MS: u64 = 600_000;
const CREATE_TAG: &[u8] = b"gagas-create-v1\0";
const ROTATE_TAG: &[u8] = b"gagas-rotate-v1\0";
const READ_TAG: &[u8] = b"gagas-read-v1\0";

/// Hashes a bearer token as a server keeps it.
#[must_use]
pub fn hash_token(token: &[u8]) -> TokenHash {
    TokenHash(sha256(&[token]))
}

/// Where a signed time stands to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Near enough.
    Fresh,
    /// More than [`CREATE_WINDOW_MS`] off.
    Off,
}

impl Timing {
    /// Judges `t` by `now`, both in ms since the epoch.
    #[must_use]
    pub fn of(t: u64, now: u64) -> Self {
        if t.abs_diff(now) <= CREATE_WINDOW_MS {
            Self::Fresh
        } else {
            Self::Off
        }
    }
}

/// What an organiser signs to create a workshop (generation `None`) or to give it the tokens of the next generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedRequest {
    /// The organiser's signing key.
    pub organiser: PublicKey,
    /// The generation of the tokens; `None` when creating.
    pub generation: Option<u32>,
    /// The hash of the organiser's token.
    pub organiser_token: TokenHash,
    /// The hash of the participants' token.
    pub join_token: TokenHash,
    /// When it was signed, ms since the epoch.
    pub t: u64,
}

impl SignedRequest {
    /// Verifies the signature, strictly.
    #[must_use]
    pub fn verify(&self, signature: &[u8; 64]) -> bool {
        verify(&self.organiser, &self.bytes(), signature)
    }

    fn bytes(&self) -> Vec<u8> {
        let (tag, generation) = match self.generation {
            None => (CREATE_TAG, Vec::new()),
            Some(generation) => (ROTATE_TAG, generation.to_be_bytes().into()),
        };
        let tokens = [&self.organiser_token.0[..], &self.join_token.0];
        // The key stands first in both, the generation behind it.
        [
            tag,
            &self.organiser.0,
            &generation,
            tokens[0],
            tokens[1],
            &self.t.to_be_bytes(),
        ]
        .concat()
    }
}

/// Signs a request with the organiser's key.
#[must_use]
pub fn sign_request(request: &SignedRequest, key: &SigningKey) -> [u8; 64] {
    key.sign(&request.bytes()).to_bytes()
}

/// Proves that a reader holds an author's key: the header `Gagas-Author: <a>.<t>.<sig>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadProof {
    /// The key.
    pub author: PublicKey,
    /// When it was signed, ms since the epoch.
    pub t: u64,
    /// The signature over `"gagas-read-v1\0" || workshop id || t as u64be`.
    pub signature: [u8; 64],
}

impl ReadProof {
    /// Signs a proof.
    #[must_use]
    pub fn sign(workshop: &WorkshopId, key: &SigningKey, t: u64) -> Self {
        Self {
            author: public_key(key),
            t,
            signature: key.sign(&read_bytes(workshop, t)).to_bytes(),
        }
    }

    /// Reads the header's text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let proof = Self {
            author: PublicKey::parse(parts.next()?)?,
            t: parts.next()?.parse().ok()?,
            signature: decode_array(parts.next()?)?,
        };
        parts.next().is_none().then_some(proof)
    }

    /// The header's text.
    #[must_use]
    pub fn to_header(&self) -> String {
        [
            &*self.author.to_string(),
            &self.t.to_string(),
            &encode(&self.signature),
        ]
        .join(".")
    }

    /// Verifies the signature, strictly.
    #[must_use]
    pub fn verify(&self, workshop: &WorkshopId) -> bool {
        verify(&self.author, &read_bytes(workshop, self.t), &self.signature)
    }
}

fn read_bytes(workshop: &WorkshopId, t: u64) -> Vec<u8> {
    [READ_TAG, &workshop.0, &t.to_be_bytes()].concat()
}

fn verify(key: &PublicKey, message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(&key.0).is_ok_and(|key| {
        key.verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{AuthorRole, AuthorSeed, OrganiserSeed};

    #[test]
    fn a_request_is_bound_to_all_it_says() {
        let seed = OrganiserSeed([1; 32]);
        let key = seed.signing_key();
        let request = SignedRequest {
            organiser: public_key(&key),
            generation: None,
            organiser_token: hash_token(&seed.token(0)),
            join_token: hash_token(&seed.join_token(0)),
            t: 1_790_000_000_000,
        };
        let signature = sign_request(&request, &key);
        assert!(request.verify(&signature));
        let next = SignedRequest {
            generation: Some(0),
            ..request
        };
        for other in [
            next,
            SignedRequest {
                t: request.t + 1,
                ..request
            },
            SignedRequest {
                join_token: request.organiser_token,
                ..request
            },
            SignedRequest {
                organiser_token: request.join_token,
                ..request
            },
            SignedRequest {
                organiser: public_key(&OrganiserSeed([2; 32]).signing_key()),
                ..request
            },
        ] {
            assert!(!other.verify(&signature), "{other:?}");
        }
        assert!(next.verify(&sign_request(&next, &key)));
        assert_eq!(
            Timing::of(request.t, request.t + CREATE_WINDOW_MS),
            Timing::Fresh
        );
        assert_eq!(
            Timing::of(request.t, request.t + CREATE_WINDOW_MS + 1),
            Timing::Off
        );
    }

    #[test]
    fn a_proof_holds_for_one_workshop_and_time() {
        let workshop = OrganiserSeed([1; 32]).workshop();
        let key = AuthorSeed([2; 32]).signing_key(AuthorRole::Ballot);
        let proof = ReadProof::sign(&workshop, &key, 7);
        let read = ReadProof::parse(&proof.to_header()).unwrap();
        assert_eq!(read, proof);
        assert!(read.verify(&workshop));
        assert!(!read.verify(&OrganiserSeed([3; 32]).workshop()));
        assert!(
            !ReadProof {
                t: 8,
                ..proof.clone()
            }
            .verify(&workshop)
        );
        for text in [
            "",
            "a.b.c",
            &(proof.to_header() + "."),
            &proof.to_header()[1..],
        ] {
            assert_eq!(ReadProof::parse(text), None, "{text}");
        }
    }
}
