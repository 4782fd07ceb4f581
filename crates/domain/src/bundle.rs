//! Bundles: patches packed to travel without a server, by link, file, QR or paste.
//!
//! Owns the `GGS1` container: its header, the lines of its payload, its hash, and its text form.
//! Inflating, capped and streaming, is the caller's. Must not judge patches: that is `intake`.
//!
//! `"GGS1" | kind u8 | method u8 | organiser's key 32 | payload length u32be | payload |
//! SHA-256 of all before, first 8 bytes`

mod armour;
mod payload;
mod select;

pub use armour::{armour, dearmour};
pub(crate) use payload::read_patch;
pub use payload::{Payload, read_payload, write_payload};
pub use select::{for_organiser, public};

use alloc::vec::Vec;

use crate::id::{PublicKey, WorkshopId, sha256_prefix};

/// The most bytes that an inflated payload may have; whoever inflates stops there.
pub const MAX_INFLATED: usize = 32 << 20;
/// The most patches a bundle may hold.
pub const MAX_PATCHES: usize = 200_000;
/// The longest line of a payload, in bytes.
pub const MAX_LINE: usize = 64 << 10;
const MAGIC: &[u8; 4] = b"GGS1";
const HEADER: usize = 42;
const HASH: usize = 8;

/// What a bundle is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleKind {
    /// Public patches, for everybody.
    Public,
    /// Patches for the organiser: ballots and sealed registrations too.
    Organiser,
    /// A backup with seeds.
    Backup,
    /// A rescue code: what moves a person to another browser or phone.
    Rescue,
}

/// How the payload is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// Raw deflate (RFC 1951).
    Deflate,
}

/// What stands before the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the bundle is for.
    pub kind: BundleKind,
    /// How the payload is packed.
    pub method: Method,
    /// The organiser's signing key.
    pub organiser: PublicKey,
}

/// Why bytes are no bundle that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// There is nothing in it; a static site without a workshop ships such a file.
    #[error("empty")]
    Empty,
    /// It is something else.
    #[error("not a bundle")]
    NotABundle,
    /// It was cut short.
    #[error("cut short")]
    Truncated,
    /// It was changed on the way.
    #[error("damaged")]
    Damaged,
    /// A later version's kind or method.
    #[error("made by a later version")]
    Unsupported,
    /// It holds more than it may.
    #[error("too large")]
    TooLarge,
    /// A line of the payload, counted from 1, is not what it should be.
    #[error("line {0} cannot be read")]
    BadLine(usize),
}

impl BundleKind {
    const ALL: [Self; 4] = [Self::Public, Self::Organiser, Self::Backup, Self::Rescue];

    /// The number in the header.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Public => 1,
            Self::Organiser => 2,
            Self::Backup => 3,
            Self::Rescue => 4,
        }
    }

    /// Tells whether it may hold private lines, such as seeds; whoever shows or shares it must say
    /// so.
    #[must_use]
    pub fn is_private(self) -> bool {
        matches!(self, Self::Backup | Self::Rescue)
    }
}

impl Header {
    /// Reads a bundle; answers its header and its packed payload.
    ///
    /// # Errors
    /// [`BundleError`]; anything after the hash is an error too.
    pub fn parse(bundle: &[u8]) -> Result<(Self, &[u8]), BundleError> {
        if bundle.is_empty() {
            return Err(BundleError::Empty);
        }
        let length = total_length(bundle)?;
        if bundle.len() != length {
            return Err(match bundle.len() < length {
                true => BundleError::Truncated,
                false => BundleError::Damaged,
            });
        }
        let (hashed, hash) = bundle.split_at(length - HASH);
        if sha256_prefix::<HASH>(&[hashed]) != hash {
            return Err(BundleError::Damaged);
        }
        let kind = BundleKind::ALL
            .into_iter()
            .find(|kind| kind.number() == hashed[4]);
        let method = match hashed[5] {
            0 => Method::Stored,
            1 => Method::Deflate,
            _ => return Err(BundleError::Unsupported),
        };
        let mut organiser = [0; 32];
        organiser.copy_from_slice(&hashed[6..38]);
        let header = Self {
            kind: kind.ok_or(BundleError::Unsupported)?,
            method,
            organiser: PublicKey(organiser),
        };
        Ok((header, &hashed[HEADER..]))
    }

    /// The workshop it belongs to.
    #[must_use]
    pub fn workshop(&self) -> WorkshopId {
        WorkshopId::of(&self.organiser)
    }

    /// Writes a bundle around a payload that is packed as the header says.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`] where nobody would read it again.
    pub fn write(&self, payload: &[u8]) -> Result<Vec<u8>, BundleError> {
        let length = u32::try_from(payload.len()).map_err(|_| BundleError::TooLarge)?;
        if payload.len() > MAX_INFLATED {
            return Err(BundleError::TooLarge);
        }
        let method = match self.method {
            Method::Stored => 0,
            Method::Deflate => 1,
        };
        let mut out = Vec::with_capacity(HEADER + payload.len() + HASH);
        out.extend(MAGIC);
        out.extend([self.kind.number(), method]);
        out.extend(self.organiser.0);
        out.extend(length.to_be_bytes());
        out.extend(payload);
        let hash: [u8; HASH] = sha256_prefix(&[&out]);
        out.extend(hash);
        Ok(out)
    }
}

/// How long a bundle is, from its first bytes.
fn total_length(start: &[u8]) -> Result<usize, BundleError> {
    let shared = start.len().min(MAGIC.len());
    if start[..shared] != MAGIC[..shared] {
        return Err(BundleError::NotABundle);
    }
    let header = start.get(..HEADER).ok_or(BundleError::Truncated)?;
    let length = header[HEADER - 4..]
        .iter()
        .fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    if length > MAX_INFLATED {
        return Err(BundleError::TooLarge);
    }
    Ok(HEADER + length + HASH)
}

#[cfg(test)]
mod tests;
