//! Fixed-size byte strings: ids, keys, nonces and signatures, and their base64url text.
//!
//! Owns the one base64url dialect of the project (RFC 4648 section 5, no padding, canonical: a
//! decoder refuses padding, other alphabets and non-zero trailing bits). Must not know what the
//! bytes mean beyond their length and how they are derived.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

/// Encodes bytes as base64url without padding.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// Decodes canonical base64url without padding; `None` for anything else.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

/// Decodes canonical base64url into exactly `N` bytes.
#[must_use]
pub fn decode_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    decode(text)?.try_into().ok()
}

/// Hashes the concatenation of `parts` with SHA-256 (FIPS 180-4).
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// Hashes `parts` and keeps the first `N` bytes.
#[must_use]
pub fn sha256_prefix<const N: usize>(parts: &[&[u8]]) -> [u8; N] {
    let full = sha256(parts);
    let mut out = [0; N];
    out.copy_from_slice(&full[..N]);
    out
}

macro_rules! bytes_newtype {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Reads the canonical base64url text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                decode_array(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), encode(&self.0))
            }
        }
    };
}

bytes_newtype!(
    /// Names a workshop; commits to the organiser's signing key.
    WorkshopId, 16
);
bytes_newtype!(
    /// Names a record; commits to its kind, author and nonce.
    RecordId, 16
);
bytes_newtype!(
    /// Names a patch: the first 16 bytes of the SHA-256 of its body.
    PatchId, 16
);
bytes_newtype!(
    /// Names one writing device and tab; random, 8 bytes.
    NodeId, 8
);
bytes_newtype!(
    /// Names one commit of one timeline of a server; random, 8 bytes.
    Mark, 8
);
bytes_newtype!(
    /// The SHA-256 of a bearer token, which is all that a server keeps of it.
    TokenHash, 32
);
bytes_newtype!(
    /// An Ed25519 public key (RFC 8032).
    PublicKey, 32
);

impl Default for Mark {
    /// The mark of no commit.
    fn default() -> Self {
        Self([0; 8])
    }
}

impl WorkshopId {
    /// Derives the id from the organiser's signing key.
    #[must_use]
    pub fn of(organiser: &PublicKey) -> Self {
        Self(sha256_prefix(&[b"gagas-workshop-v1\0", &organiser.0]))
    }
}

impl RecordId {
    /// Derives the id of the record that `author` opens with `nonce`.
    #[must_use]
    pub fn of(kind: &str, author: &PublicKey, nonce: &[u8]) -> Self {
        Self(sha256_prefix(&[
            b"gagas-record-v1\0",
            kind.as_bytes(),
            b"\0",
            &author.0,
            nonce,
        ]))
    }
}

impl PatchId {
    /// Derives the id from a patch's exact body.
    #[must_use]
    pub fn of(body: &str) -> Self {
        Self(sha256_prefix(&[body.as_bytes()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_is_canonical() {
        assert_eq!(decode("AQ"), Some([1].to_vec()));
        for bad in ["AQ==", "AR", "A+", "A/", "A Q", "A", "AQ\n"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn wrong_lengths_are_refused() {
        assert!(NodeId::parse(&encode(&[7; 8])).is_some());
        assert!(NodeId::parse(&encode(&[7; 9])).is_none());
    }
}
