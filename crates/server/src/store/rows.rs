//! How what is stored becomes what the rules know, and numbers what databases know.

use gagas_domain::board::Support;
use gagas_domain::id::{Mark, PatchId, PublicKey, RecordId, TokenHash, WorkshopId};
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::sync::{Arrival, Counted, Placed};

use super::{Kept, Pulse, StoreError, Tenant, Tokens};

/// A patch at its place, as it is written.
pub(super) struct Laid<'a> {
    pub(super) seq: u64,
    pub(super) id: PatchId,
    pub(super) came_ms: u64,
    pub(super) first: Arrival,
    pub(super) body: &'a str,
    pub(super) signature: &'a [u8],
}

impl<'a> From<&'a Placed> for Laid<'a> {
    fn from(placed: &'a Placed) -> Self {
        let signed = placed.patch.signed();
        Self {
            seq: placed.seq,
            id: placed.patch.id(),
            came_ms: placed.came_ms,
            first: placed.first,
            body: &signed.body,
            signature: &signed.signature,
        }
    }
}

impl<'a> From<&'a Kept> for Laid<'a> {
    fn from(kept: &'a Kept) -> Self {
        Self {
            seq: kept.seq,
            id: kept.id,
            came_ms: kept.came_ms,
            first: kept.first,
            body: &kept.body,
            signature: &kept.signature,
        }
    }
}

impl Kept {
    /// Reads the patch; its signature was verified before it was stored.
    pub(super) fn read(self) -> Result<(u64, u64, Arrival, Patch), StoreError> {
        let patch = patch(self.body, &self.signature)?;
        Ok((self.seq, self.came_ms, self.first, patch))
    }
}

/// A commit's number, the number of its last change, and its mark.
pub(super) type Marked = (u64, u64, Mark);

/// A workshop's row as both databases answer it.
pub(super) struct TenantRow<'a> {
    pub(super) organiser: &'a [u8],
    pub(super) generation: i64,
    pub(super) organiser_token: &'a [u8],
    pub(super) join_token: &'a [u8],
    pub(super) epoch: String,
    pub(super) epoch_ms: i64,
    pub(super) seq: i64,
    pub(super) commits: i64,
    pub(super) revision: i64,
    pub(super) mark: &'a [u8],
}

impl TenantRow<'_> {
    pub(super) fn read(self, id: WorkshopId) -> Result<Tenant, StoreError> {
        let generation = u32::try_from(self.generation)
            .map_err(|_| StoreError::Damaged("a generation that is no small number"))?;
        Ok(Tenant {
            id,
            organiser: key(self.organiser)?,
            tokens: Tokens {
                generation,
                organiser: token(self.organiser_token)?,
                join: token(self.join_token)?,
            },
            epoch: self.epoch,
            epoch_ms: number(self.epoch_ms)?,
            pulse: Pulse {
                head: number(self.seq)?,
                commits: number(self.commits)?,
                revision: number(self.revision)?,
                mark: mark(self.mark)?,
            },
        })
    }
}

/// A count as both databases answer it.
pub(super) fn counted(
    idea: &[u8],
    votes: i64,
    voters: i64,
    seq: i64,
) -> Result<(RecordId, Counted), StoreError> {
    let small = |number| {
        u32::try_from(number).map_err(|_| StoreError::Damaged("a count that is no small number"))
    };
    let support = Support {
        votes: small(votes)?,
        voters: small(voters)?,
    };
    let seq = number(seq)?;
    Ok((record(idea)?, Counted { support, seq }))
}

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

/// The marks behind `after`, of those of its commit and all later ones; `None` where `after` is of a timeline that is
/// not there any more. Whoever knows nothing gets the mark of the beginning too.
pub(super) fn behind(after: Pulse, mut marks: Vec<Marked>) -> Option<Vec<Marked>> {
    if after == Pulse::default() {
        return Some(marks);
    }
    let (number, _, mark) = *marks.first()?;
    marks.remove(0);
    ((number, mark) == (after.commits, after.mark)).then_some(marks)
}
