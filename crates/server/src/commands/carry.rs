//! Workshops into files, and out of them. The file is the same whatever store it comes from.

use std::fmt;
use std::path::{Path, PathBuf};

use gagas_domain::id::{Mark, WorkshopId, encode};

use super::{CommandError, FileError};
use crate::hub::random;
use crate::store::{Keeper, Placing, Put, Snapshot, Sqlite, Whole};

/// What was copied into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The file.
    pub file: PathBuf,
    /// How many workshops.
    pub workshops: usize,
    /// How many patches.
    pub patches: usize,
}

/// What was put into a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many workshops.
    pub workshops: usize,
    /// How many patches.
    pub patches: usize,
    /// Those that were there and were left.
    pub held: Vec<WorkshopId>,
    /// Those that were deleted here and stay so.
    pub deleted: Vec<WorkshopId>,
}

/// Copies everything, as of one moment, into a new file.
///
/// # Errors
/// [`CommandError`]; no file is made then.
pub async fn backup<S: Keeper>(store: &S, file: &Path) -> Result<Carried, CommandError> {
    let mut snapshot = store.snapshot().await?;
    let ids = snapshot.sizes().await?.into_iter().map(|size| size.id);
    let ids: Vec<WorkshopId> = ids.collect();
    let deleted = snapshot.deleted().await?;
    write(&mut snapshot, &ids, &deleted, file).await
}

/// Copies one workshop into a new file.
///
/// # Errors
/// [`CommandError`]; no file is made then.
pub async fn export<S: Keeper>(
    store: &S,
    id: WorkshopId,
    file: &Path,
) -> Result<Carried, CommandError> {
    let mut snapshot = store.snapshot().await?;
    if snapshot.whole(id).await?.is_none() {
        return Err(CommandError::Unknown(id));
    }
    write(&mut snapshot, &[id], &[], file).await
}

/// Writes under another name first, so that half a copy never looks like one.
async fn write(
    snapshot: &mut impl Snapshot,
    ids: &[WorkshopId],
    deleted: &[WorkshopId],
    file: &Path,
) -> Result<Carried, CommandError> {
    let wrong = |error| CommandError::File(file.into(), error);
    if file.exists() {
        return Err(wrong(FileError::There));
    }
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    // Of a copy that was given up.
    match std::fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(wrong(error.into()));
        }
        _ => {}
    }
    let to = Sqlite::fresh(&part).await;
    let to = to.map_err(|error| wrong(FileError::Store(error)))?;
    let copied = copy(snapshot, ids, deleted, &to).await;
    to.close().await;
    let done = match copied {
        Ok((workshops, patches)) => std::fs::rename(&part, file).map(|()| Carried {
            file: file.into(),
            workshops,
            patches,
        }),
        Err(error) => {
            // The reason is what counts; what is left is overwritten next time.
            let _ = std::fs::remove_file(&part);
            return Err(error);
        }
    };
    let done = done.map_err(|error| wrong(error.into()))?;
    // The name must last as the bytes do.
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::File::open(folder.unwrap_or(Path::new(".")));
    folder
        .and_then(|folder| folder.sync_all())
        .map_err(|error| wrong(error.into()))?;
    Ok(done)
}

async fn copy(
    snapshot: &mut impl Snapshot,
    ids: &[WorkshopId],
    deleted: &[WorkshopId],
    to: &Sqlite,
) -> Result<(usize, usize), CommandError> {
    let mut patches = 0;
    for id in ids {
        let whole = snapshot.whole(*id).await?;
        let whole = whole.ok_or(CommandError::Unknown(*id))?;
        patches += whole.patches.len();
        to.put(&whole, Placing::Add).await?;
    }
    to.bury(deleted).await?;
    Ok((ids.len(), patches))
}

/// Puts the workshops of a file into a store, each with a new timeline that begins at `now_ms`.
///
/// # Errors
/// [`CommandError`]; what was put before stays.
pub async fn restore<S: Keeper>(
    store: &S,
    file: &Path,
    placing: Placing,
    now_ms: u64,
) -> Result<Restored, CommandError> {
    let wrong = |error| CommandError::File(file.into(), error);
    if !file.exists() {
        return Err(wrong(FileError::Missing));
    }
    let from = Sqlite::carried(file).await;
    let from = from.map_err(|error| wrong(FileError::Store(error)))?;
    let mut snapshot = from.snapshot().await?;
    let mut done = Restored::default();
    for size in snapshot.sizes().await? {
        let whole = snapshot.whole(size.id).await?;
        let whole = renew(whole.ok_or(CommandError::Unknown(size.id))?, now_ms);
        match store.put(&whole, placing).await? {
            Put::Held => done.held.push(size.id),
            Put::Deleted => done.deleted.push(size.id),
            Put::Done => {
                done.workshops += 1;
                done.patches += whole.patches.len();
            }
        }
    }
    let deleted = snapshot.deleted().await?;
    store.bury(&deleted).await?;
    drop(snapshot);
    from.close().await;
    Ok(done)
}

/// Gives a workshop a timeline of its own: no cursor of the old one is taken for one of this.
fn renew(mut whole: Whole, now_ms: u64) -> Whole {
    let tenant = &mut whole.tenant;
    tenant.epoch = encode(&random::<8>());
    tenant.epoch_ms = now_ms;
    tenant.pulse.commits += 1;
    tenant.pulse.revision += 1;
    let pulse = tenant.pulse;
    whole.marks = vec![
        (0, 0, Mark(random())),
        (pulse.commits, pulse.head, Mark(random())),
    ];
    whole
}

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (workshops, patches) = (self.workshops, self.patches);
        let file = self.file.display();
        writeln!(f, "{file}: {workshops} workshops with {patches} patches")
    }
}

impl fmt::Display for Restored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (workshops, patches) = (self.workshops, self.patches);
        writeln!(
            f,
            "{workshops} workshops with {patches} patches are here now"
        )?;
        for id in &self.held {
            writeln!(f, "{id} was here already, and is unchanged")?;
        }
        for id in &self.deleted {
            writeln!(f, "{id} was deleted here, and stays so")?;
        }
        Ok(())
    }
}
