//! Withdrawing one's own records: at first only hidden, so that it can be undone; then for ever.
//!
//! What is leaving is remembered on the device, so that a closed tab does not bring it back.

use gagas_domain::id::RecordId;
use gagas_domain::patch::DELETION;
use gagas_domain::sorted::SortedSet;
use gagas_domain::value::Value;

use super::personal::{leaving_name, written_name};
use super::{App, Edit, EditError};
use crate::platform::clock;

/// For how long a withdrawal may be undone in the tab where it began, in ms: longer than any message stands.
const UNDO_MS: u64 = 30_000;

impl App {
    /// Hides one's own record from now on; [`App::withdraw`] ends it, [`App::stay`] brings it back.
    pub fn leave(self, record: &RecordId) {
        let now = clock::now_ms().to_string();
        self.keep(&leaving_name(record), Some(now.into_bytes()));
    }

    /// Brings back what was about to be withdrawn.
    pub fn stay(self, record: &RecordId) {
        self.keep(&leaving_name(record), None);
    }

    /// The records that are about to be withdrawn. Tracked.
    #[must_use]
    pub fn leaving(self) -> SortedSet<RecordId> {
        self.leaving.get()
    }

    /// Tells whether a record is about to be withdrawn. Tracked.
    #[must_use]
    pub fn is_leaving(self, record: &RecordId) -> bool {
        self.leaving.with(|all| all.contains(record))
    }

    /// Ends one's own record for ever, if it is still about to be withdrawn.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn withdraw(self, record: &RecordId) -> Result<(), EditError> {
        if !self.leaving.with_untracked(|all| all.contains(record)) {
            return Ok(());
        }
        let about = self.with_records_untracked(|records| {
            let found = records.get(record)?;
            Some((found.author(), found.kind().clone(), found.nonce().to_vec()))
        });
        let name = leaving_name(record);
        let Some((author, kind, nonce)) = about else {
            self.keep(&name, None);
            return Ok(());
        };
        let role = self
            .keyring
            .with_untracked(|keys| keys.as_ref()?.role(&author));
        let edit = Edit {
            by: role.ok_or(EditError::NotYours)?,
            kind,
            nonce,
            fields: vec![(DELETION.into(), Value::Bool(true))],
            meta: vec![(name, None), (written_name(record), None)],
        };
        self.edit(edit).map(drop)
    }

    /// Ends what a closed tab left half withdrawn. What another tab may still take back is left alone: that tab ends
    /// it, or the next start does, and it stays hidden until then.
    pub(super) fn finish_withdrawals(self) {
        for record in self.leaving.get_untracked() {
            let since = self.with_meta_untracked(|meta| {
                str::from_utf8(meta.get(&leaving_name(&record))?)
                    .ok()?
                    .parse::<i64>()
                    .ok()
            });
            if clock::now_ms().abs_diff(since.unwrap_or(0)) > UNDO_MS {
                // It is tried again at the next start.
                let _ = self.withdraw(&record);
            }
        }
    }
}
