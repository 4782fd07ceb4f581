//! What is kept of one workshop: patches, the outbox, and values by name.
//!
//! Owns the schema of the bytes. Nothing can be written before a load has succeeded, because only a
//! load makes a [`WorkshopStore`]; what it cannot read stays where it is. The store *plans* changes;
//! they reach the disk by [`WorkshopStore::commit`] or, in order, by a writer.

use gagas_domain::sorted::{SortedMap, SortedSet};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use gagas_domain::code::Code;
use gagas_domain::id::{PatchId, encode};
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::stamp::Stamp;
use gagas_domain::value::Value;

use super::backend::{AnyBackend, Backend, Change, Row, Rows, StorageError, Store};
use super::line::{lines, read_line, read_queued, write_lines, write_queued};
use super::schema::read_current;
pub use super::schema::{LoadError, SCHEMA_KEY};

/// The schema that this version reads and writes.
pub const SCHEMA: u32 = 1;
/// How many log rows may pile up before they are worth folding.
pub const LOG_ROWS: usize = 64;

/// How a patch left the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In a file, link or code: whether it arrived is not known.
    File,
    /// To a server, which acknowledged it.
    Server,
}

/// How far an own patch has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueState {
    /// It has not left the device.
    Waiting,
    /// It left the device.
    HandedOver {
        /// On which way.
        how: How,
        /// When, in ms since the Unix epoch (UTC).
        at_ms: u64,
    },
    /// A server refused it. It is kept until the person decides; `None` for a reason that only a
    /// later version knows.
    Refused(Option<Code>),
}

/// An own patch that no server has acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// The patch.
    pub patch: SignedPatch,
    /// How far it has come.
    pub state: QueueState,
    /// A copy with an earlier stamp stands for it until its own time has come.
    pub copied: bool,
}

/// What a load found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Patches that others wrote or a server acknowledged; some may no longer win.
    pub patches: Vec<SignedPatch>,
    /// Own patches in the order written; they are not among `patches`.
    pub outbox: Vec<Queued>,
    /// Values by name, without the schema.
    pub meta: SortedMap<String, Vec<u8>>,
    /// How many patches could not be read; they stay stored.
    pub unreadable: usize,
}

/// A workshop's database before it was loaded: it can be read and exported, not written.
#[derive(Clone, Debug)]
pub struct Unloaded {
    backend: AnyBackend,
}

impl Unloaded {
    /// Takes a database.
    #[must_use]
    pub fn new(backend: AnyBackend) -> Self {
        Self { backend }
    }

    /// Loads everything; an empty database is made this version's.
    ///
    /// # Errors
    /// [`LoadError`]; nothing was written then.
    pub async fn load(&self) -> Result<(WorkshopStore, Loaded), LoadError> {
        let rows = read_current(&self.backend, SCHEMA).await?;
        Ok(self.sort(rows))
    }

    /// Writes all rows, readable or not, as lines of JSON: store, key, and the bytes as `text` or,
    /// where they are no UTF-8, as `base64url`.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn raw_export(&self) -> Result<String, StorageError> {
        let rows = self.backend.read_all().await?;
        let mut out = String::new();
        for store in Store::ALL {
            for (key, bytes) in rows.of(store) {
                let (name, text) = match str::from_utf8(bytes) {
                    Ok(text) => ("text", text.into()),
                    Err(_) => ("base64url", encode(bytes)),
                };
                let row = Value::map([
                    ("store", store.name().into()),
                    ("key", key.as_str().into()),
                    (name, text.into()),
                ]);
                out.push_str(&row.to_json());
                out.push('\n');
            }
        }
        Ok(out)
    }

    /// Deletes the database for ever.
    ///
    /// # Errors
    /// Those of [`Backend::destroy`].
    pub async fn destroy(&self) -> Result<(), StorageError> {
        self.backend.destroy().await
    }

    fn sort(&self, rows: Rows) -> (WorkshopStore, Loaded) {
        let mut loaded = Loaded::default();
        for (_, blob) in rows.snap.iter().chain(&rows.log) {
            for line in lines(blob) {
                match read_line(line) {
                    Some(patch) => loaded.patches.push(patch),
                    None => loaded.unreadable += 1,
                }
            }
        }
        let mut outbox = SortedMap::new();
        for (key, row) in rows.outbox {
            match read_queued(&row) {
                Some(queued) => {
                    loaded.outbox.push(queued.clone());
                    outbox.insert(key, queued);
                }
                None => loaded.unreadable += 1,
            }
        }
        loaded.meta = rows.meta.into_iter().collect();
        loaded.meta.remove(SCHEMA_KEY);
        let kept = Kept {
            outbox: RefCell::new(outbox),
            log_rows: Cell::new(rows.log.len()),
        };
        let store = WorkshopStore {
            backend: self.backend.clone(),
            kept: Rc::new(kept),
        };
        (store, loaded)
    }
}

/// A workshop's database after it was loaded; clones are the same store.
#[derive(Clone, Debug)]
pub struct WorkshopStore {
    backend: AnyBackend,
    kept: Rc<Kept>,
}

/// What the store knows without reading.
#[derive(Debug)]
struct Kept {
    outbox: RefCell<SortedMap<String, Queued>>,
    log_rows: Cell<usize>,
}

impl WorkshopStore {
    /// Puts an own patch into the outbox.
    #[must_use = "a plan reaches the disk only by a commit"]
    pub fn queue(&self, patch: &Patch) -> Vec<Change> {
        let key = queue_key(patch.stamp(), patch.id());
        let queued = Queued {
            patch: patch.signed().clone(),
            state: QueueState::Waiting,
            copied: false,
        };
        vec![self.put_queued(key, queued)]
    }

    /// Puts writes with new stamps in the place of `old` ones; what stands in both stays.
    #[must_use = "a plan reaches the disk only by a commit"]
    pub fn requeue(&self, old: &[PatchId], new: &[(Patch, Queued)]) -> Vec<Change> {
        let mut changes = self.supersede(old);
        for (patch, queued) in new {
            let key = queue_key(patch.stamp(), patch.id());
            changes.push(self.put_queued(key, queued.clone()));
        }
        changes
    }

    fn put_queued(&self, key: String, queued: Queued) -> Change {
        let change = Change::Put(Store::Outbox, key.clone(), write_queued(&queued));
        self.kept.outbox.borrow_mut().insert(key, queued);
        change
    }

    /// Takes over what other tabs have put into the outbox and out of it since. All that is planned
    /// must be on the disk.
    ///
    /// # Errors
    /// Those of reading; then nothing was changed.
    pub async fn reread_outbox(&self) -> Result<(), StorageError> {
        let before: Vec<String> = self.kept.outbox.borrow().keys().cloned().collect();
        let rows = self.backend.read(Store::Outbox).await?;
        let mut outbox = self.kept.outbox.borrow_mut();
        // What was queued while it was read is not there yet.
        let stored = |key: &String| rows.iter().any(|(row, _)| row == key);
        outbox.retain(|key, _| stored(key) || !before.contains(key));
        for (key, row) in &rows {
            // What was acknowledged while it was read is still there.
            let gone = before.contains(key) && !outbox.contains_key(key);
            if let Some(queued) = read_queued(row).filter(|_| !gone) {
                outbox.insert(key.clone(), queued);
            }
        }
        Ok(())
    }

    /// Appends patches of others as one row; `random` sets it apart from another tab's.
    #[must_use = "a plan reaches the disk only by a commit"]
    pub fn append<'a>(
        &self,
        patches: impl IntoIterator<Item = &'a SignedPatch>,
        at_ms: u64,
        random: u64,
    ) -> Vec<Change> {
        let blob = write_lines(patches);
        if blob.is_empty() {
            return Vec::new();
        }
        self.kept.log_rows.set(self.kept.log_rows.get() + 1);
        vec![Change::Put(Store::Log, log_key(at_ms, random), blob)]
    }

    /// Notes how far own patches have come. Only a server's acknowledgement moves them out of the
    /// outbox, into the log (`random` as in [`Self::append`]); unknown ids change nothing.
    #[must_use = "a plan reaches the disk only by a commit"]
    pub fn acknowledge(&self, ids: &[PatchId], state: QueueState, random: u64) -> Vec<Change> {
        let keys = self.keys_of(ids);
        if let QueueState::HandedOver {
            how: How::Server,
            at_ms,
        } = state
        {
            let done: Vec<(String, Queued)> = {
                let mut outbox = self.kept.outbox.borrow_mut();
                let take = |key: String| outbox.remove_entry(&key);
                keys.into_iter().filter_map(take).collect()
            };
            let patches = done.iter().map(|(_, queued)| &queued.patch);
            let mut changes = self.append(patches, at_ms, random);
            changes.extend(done.into_iter().map(|(key, _)| delete_queued(key)));
            return changes;
        }
        let mut outbox = self.kept.outbox.borrow_mut();
        let mut changes = Vec::new();
        for key in keys {
            if let Some(queued) = outbox.get_mut(&key) {
                queued.state = state;
                changes.push(Change::Put(Store::Outbox, key, write_queued(queued)));
            }
        }
        changes
    }

    /// Takes own patches out of the outbox that a later own patch, planned in the same commit, made
    /// void: those that a deletion erases, so that the deleted text does not stay on the device.
    #[must_use = "a plan reaches the disk only by a commit"]
    pub fn supersede(&self, ids: &[PatchId]) -> Vec<Change> {
        let keys = self.keys_of(ids);
        let mut outbox = self.kept.outbox.borrow_mut();
        for key in &keys {
            outbox.remove(key);
        }
        keys.into_iter().map(delete_queued).collect()
    }

    /// The own patches that no server has acknowledged, in the order written.
    #[must_use]
    pub fn outbox(&self) -> Vec<Queued> {
        self.kept.outbox.borrow().values().cloned().collect()
    }

    /// Keeps a value by name, over what was there.
    #[must_use = "a plan reaches the disk only by a commit"]
    pub fn put_meta(&self, key: &str, bytes: Vec<u8>) -> Vec<Change> {
        debug_assert_ne!(key, SCHEMA_KEY, "reserved");
        vec![Change::Put(Store::Meta, key.into(), bytes)]
    }

    /// Deletes a value by name.
    #[must_use = "a plan reaches the disk only by a commit"]
    pub fn delete_meta(&self, key: &str) -> Vec<Change> {
        debug_assert_ne!(key, SCHEMA_KEY, "reserved");
        vec![Change::Delete(Store::Meta, key.into())]
    }

    /// Tells whether enough log rows have piled up for a fold.
    #[must_use]
    pub fn wants_fold(&self) -> bool {
        self.kept.log_rows.get() > LOG_ROWS
    }

    /// Plans to gather all that is in log and snap in at most 64 fresh snap rows, without patches
    /// that win no field. It deletes only rows that it has read and writes only keys of its own
    /// (`random`), so that a fold or an append in another tab loses nothing; what it cannot read
    /// goes along verbatim.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn fold(&self, random: u64) -> Result<Vec<Change>, StorageError> {
        let rows = self.backend.read_all().await?;
        self.kept.log_rows.set(0);
        Ok(fold(&rows, random))
    }

    /// Commits what was planned. Not for mixing with a writer, which keeps the order.
    ///
    /// # Errors
    /// Those of [`Backend::commit`].
    pub async fn commit(&self, changes: &[Change]) -> Result<(), StorageError> {
        self.backend.commit(changes).await
    }

    /// Tells whether what is written outlives the page.
    #[must_use]
    pub fn is_durable(&self) -> bool {
        self.backend.is_durable()
    }

    fn keys_of(&self, ids: &[PatchId]) -> Vec<String> {
        let ends: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let outbox = self.kept.outbox.borrow();
        let named = |key: &&String| ends.iter().any(|end| key.ends_with(end.as_str()));
        outbox.keys().filter(named).cloned().collect()
    }
}

fn fold(rows: &Rows, random: u64) -> Vec<Change> {
    let mut set = RecordSet::default();
    // Ids come in no order, and there may be tens of thousands.
    let mut stored = BTreeSet::new();
    let mut aside = SortedSet::new();
    for (_, blob) in rows.snap.iter().chain(&rows.log) {
        for line in lines(blob) {
            match read_line(line).and_then(|signed| Patch::trust(signed).ok()) {
                Some(patch) => {
                    stored.insert(patch.id());
                    set.add(patch);
                }
                None => {
                    aside.insert(line);
                }
            }
        }
    }
    // What waits in the outbox lives there. Here only a deletion erases, as it must: what another
    // write beats is needed again once that write is refused or gets an earlier stamp.
    for (_, row) in &rows.outbox {
        let patch = read_queued(row).and_then(|queued| Patch::trust(queued.patch).ok());
        if let Some(end) = patch.filter(Patch::is_deletion) {
            set.add(end);
        }
    }
    let mut blobs: SortedMap<u8, Vec<u8>> = SortedMap::new();
    for patch in set.patches().filter(|patch| stored.contains(&patch.id())) {
        let bucket = patch.id().0[0] >> 2;
        let line = write_lines([patch.signed()]);
        blobs.or_default(bucket).extend(line);
    }
    for line in aside {
        let blob = blobs.or_default(u8::MAX);
        blob.extend_from_slice(line);
        blob.push(b'\n');
    }
    let gone = |store| move |(key, _): &Row| Change::Delete(store, key.clone());
    let fresh = |(bucket, blob)| Change::Put(Store::Snap, snap_key(random, bucket), blob);
    rows.snap
        .iter()
        .map(gone(Store::Snap))
        .chain(rows.log.iter().map(gone(Store::Log)))
        .chain(blobs.into_iter().map(fresh))
        .collect()
}

fn delete_queued(key: String) -> Change {
    Change::Delete(Store::Outbox, key)
}

/// Sorts like the order of writing: as many digits as the greatest stamp has.
fn queue_key(stamp: Stamp, id: PatchId) -> String {
    format!("{:015}.{:05}.{id}", stamp.ms, stamp.counter)
}

fn log_key(at_ms: u64, random: u64) -> String {
    format!("{at_ms:015}.{random:016x}")
}

fn snap_key(random: u64, bucket: u8) -> String {
    format!("{random:016x}.{bucket:03}")
}

#[cfg(test)]
mod tests;
