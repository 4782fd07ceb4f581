//! The workshop that lies beside the app as `workshop.gagas`: what a served folder publishes without a database.

use super::source::{PublishedSource, Unavailable};
use flate2::read::DeflateDecoder;
use gagas_domain::bundle::{
    BundleError, BundleKind, Header, MAX_INFLATED, Method, dearmour, read_payload,
};
use gagas_domain::code::Code;
use gagas_domain::id::WorkshopId;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// A bundle on the disk, read again when it changes.
#[derive(Clone, Debug)]
pub struct Beside {
    path: PathBuf,
    read: Arc<Mutex<Option<Reading>>>,
}

/// When the file was changed, how long it was, and what it held; nothing where it is no public bundle.
type Reading = ((SystemTime, u64), Option<(WorkshopId, Arc<RecordSet>)>);

/// Why a file is published by nobody.
#[derive(Debug, thiserror::Error)]
pub enum BesideError {
    /// It cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is no bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// It holds a patch that nobody may accept.
    #[error(transparent)]
    Patch(#[from] Code),
    /// It holds more than what all may read.
    #[error("not a public bundle")]
    Private,
}

impl Beside {
    /// The bundle beside the app in `directory`, which may come and go.
    #[must_use]
    pub fn of(directory: &Path) -> Self {
        Self {
            path: directory.join("workshop.gagas"),
            read: Arc::default(),
        }
    }

    fn held(&self) -> Option<(WorkshopId, Arc<RecordSet>)> {
        let about = std::fs::metadata(&self.path).ok()?;
        let now = (about.modified().ok()?, about.len());
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, held)) = &*read
            && *then == now
        {
            return held.clone();
        }
        // A file that is none of ours is still handed out as it is; the app says what is wrong with it.
        let held = public(&self.path).ok();
        *read = Some((now, held.clone()));
        held
    }
}

impl PublishedSource for Beside {
    async fn records(&self, id: WorkshopId) -> Result<Option<Arc<RecordSet>>, Unavailable> {
        let own = self.clone();
        let held = tokio::task::spawn_blocking(move || own.held()).await;
        let held = held.map_err(|_| Unavailable)?;
        Ok(held
            .filter(|(beside, _)| *beside == id)
            .map(|(_, records)| records))
    }
}

/// Reads and verifies a public bundle.
///
/// # Errors
/// [`BesideError`].
pub fn public(path: &Path) -> Result<(WorkshopId, Arc<RecordSet>), BesideError> {
    let raw = dearmour(&std::fs::read(path)?)?;
    let (header, packed) = Header::parse(&raw)?;
    if header.kind != BundleKind::Public {
        return Err(BesideError::Private);
    }
    let mut payload = Vec::new();
    match header.method {
        Method::Stored => payload.extend(packed),
        Method::Deflate => {
            // One byte more than is allowed, so that the reader sees that it is too much.
            let limit = u64::try_from(MAX_INFLATED)
                .unwrap_or(u64::MAX)
                .saturating_add(1);
            DeflateDecoder::new(packed)
                .take(limit)
                .read_to_end(&mut payload)?;
        }
    }
    let mut records = RecordSet::default();
    for signed in read_payload(header.kind, &payload)?.patches {
        records.add(Patch::admit(signed, &header.workshop())?);
    }
    Ok((header.workshop(), Arc::new(records)))
}
