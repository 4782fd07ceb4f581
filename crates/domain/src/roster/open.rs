//! Opening the boxes of registrations, one by one.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::id::{PatchId, RecordId};
use crate::keys::OrganiserSeed;
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};
use crate::seal::{self, SealError};
use crate::value::{MAX_DEPTH, Value};
use crate::view::{Registration, box_of};

/// The most bytes that the content of a box may have when it is inflated; whoever inflates stops there.
pub const MAX_CONTENT: usize = 64 << 10;

/// A box as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boxed {
    /// The registration.
    pub registration: RecordId,
    /// The patch that brought it; another content comes with another patch.
    pub patch: PatchId,
    sealed: String,
}

/// What opening a box came to.
pub type Opened = Result<Arc<Registration>, Unreadable>;

/// Why a box cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It was sealed with another key, or for another registration.
    #[error("sealed with another key")]
    WrongKey,
    /// It is no box, or what is in it is no JSON of ours.
    #[error("damaged")]
    Damaged,
    /// It holds no name or no ticket.
    #[error("incomplete")]
    Incomplete,
}

impl Boxed {
    /// The box of a registration; `None` where it has none.
    #[must_use]
    pub fn of(registration: &Record) -> Option<Self> {
        Some(Self {
            registration: registration.id(),
            patch: box_of(registration)?,
            sealed: registration.text("box")?.into(),
        })
    }

    /// The boxes of a replica that were not tried yet, in the order of their registrations' ids.
    #[must_use]
    pub fn untried(records: &RecordSet, is_tried: &dyn Fn(&PatchId) -> bool) -> Vec<Self> {
        let registrations = records.of_kind(&Kind::Registration);
        let untried =
            registrations.filter(|record| box_of(record).is_some_and(|id| !is_tried(&id)));
        untried.filter_map(Self::of).collect()
    }

    /// Opens it; answers the content, raw-deflated, at most [`MAX_CONTENT`] bytes when inflated.
    ///
    /// # Errors
    /// [`Unreadable::WrongKey`] or [`Unreadable::Damaged`].
    pub fn open(&self, seed: &OrganiserSeed) -> Result<Vec<u8>, Unreadable> {
        seal::open(seed, &self.registration, &self.sealed).map_err(|error| match error {
            SealError::WrongKey | SealError::BadKey => Unreadable::WrongKey,
            SealError::NotABox | SealError::TooLarge => Unreadable::Damaged,
        })
    }
}

/// Reads the inflated content of a box.
///
/// # Errors
/// [`Unreadable::Damaged`] or [`Unreadable::Incomplete`].
pub fn read_box(content: &[u8]) -> Opened {
    let text = core::str::from_utf8(content).map_err(|_| Unreadable::Damaged)?;
    let value = Value::parse(text, MAX_DEPTH).map_err(|_| Unreadable::Damaged)?;
    let registration = Registration::from_value(&value).ok_or(Unreadable::Incomplete)?;
    Ok(Arc::new(registration))
}
