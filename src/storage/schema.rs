//! The schema of a database's bytes: read before anything else, and refused where it is unknown.
//!
//! IndexedDB's own version stays 1 for ever, since an upgrade waits for all other tabs; what changes
//! with time is this number, a row like any other.

use super::backend::{AnyBackend, Backend, Change, Row, Rows, StorageError, Store};

/// Where the schema stands in [`Store::Meta`]; no other value may use this key.
pub const SCHEMA_KEY: &str = "schema";

/// Why a load gave nothing; the data stay untouched and can be exported raw.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// A newer version of the app wrote them.
    #[error("stored with schema {found}")]
    Newer {
        /// The schema found.
        found: u32,
    },
    /// There are data but no schema that makes sense.
    #[error("stored data cannot be read")]
    Unreadable,
    /// They could not be reached.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Reads everything that is stored under schema `ours`; an empty database is made so.
pub(super) async fn read_current(backend: &AnyBackend, ours: u32) -> Result<Rows, LoadError> {
    let rows = backend.read_all().await?;
    if rows.is_empty() {
        let bytes = ours.to_string().into_bytes();
        let change = Change::Put(Store::Meta, SCHEMA_KEY.into(), bytes);
        backend.commit(&[change]).await?;
        return Ok(rows);
    }
    match stored(&rows.meta) {
        Some(found) if found == ours => Ok(rows),
        Some(found) if found > ours => Err(LoadError::Newer { found }),
        _ => Err(LoadError::Unreadable),
    }
}

fn stored(meta: &[Row]) -> Option<u32> {
    let (_, bytes) = meta.iter().find(|(key, _)| key == SCHEMA_KEY)?;
    str::from_utf8(bytes).ok()?.parse().ok()
}
