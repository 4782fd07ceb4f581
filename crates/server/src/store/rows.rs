//! How what is stored becomes what the rules know, and numbers what databases know.

use gagas_domain::id::{Mark, PublicKey, RecordId, TokenHash, WorkshopId};
use gagas_domain::patch::{Patch, SignedPatch};

use super::StoreError;

/// A number as databases keep it; all of ours stay below 2^53.
pub(super) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number as it was kept.
pub(super) fn number(int: i64) -> Result<u64, StoreError> {
    u64::try_from(int).map_err(|_| StoreError::Damaged("a number below zero"))
}

/// Reads bytes of a fixed length.
pub(super) fn bytes<const N: usize>(held: &[u8]) -> Result<[u8; N], StoreError> {
    held.try_into()
        .map_err(|_| StoreError::Damaged("an id or key of another length"))
}

/// Reads a patch; its signature was verified before it was stored.
pub(super) fn patch(body: String, signature: &[u8]) -> Result<Patch, StoreError> {
    let signature = bytes(signature)?;
    Patch::trust(SignedPatch { body, signature })
        .map_err(|_| StoreError::Damaged("a patch that is none"))
}

/// Reads a workshop's id.
pub(super) fn workshop(held: &[u8]) -> Result<WorkshopId, StoreError> {
    bytes(held).map(WorkshopId)
}

/// Reads a public key.
pub(super) fn key(held: &[u8]) -> Result<PublicKey, StoreError> {
    bytes(held).map(PublicKey)
}

/// Reads a record's id.
pub(super) fn record(held: &[u8]) -> Result<RecordId, StoreError> {
    bytes(held).map(RecordId)
}

/// Reads a token's hash.
pub(super) fn token(held: &[u8]) -> Result<TokenHash, StoreError> {
    bytes(held).map(TokenHash)
}

/// Reads a mark.
pub(super) fn mark(held: &[u8]) -> Result<Mark, StoreError> {
    bytes(held).map(Mark)
}
