//! What the person has not seen of others' changes, and what another device of theirs wrote over.
//!
//! Rules are the domain's; here is only what of them is kept on the device.

use gagas_domain::agenda::{News, Seen};
use gagas_domain::id::RecordId;
use gagas_domain::overwritten::{overwritten, written};
use gagas_domain::value::Value;

use super::App;
use super::personal::{read_name, written_name};
use crate::i18n::lang;

/// Where it is kept what the person saw of the agenda.
const SEEN: &str = "seen";

/// How much of the agenda was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It is on the screen: that counts for the first look only.
    Glance,
    /// One session.
    At(RecordId),
    /// Everything, as the person says.
    All,
}

impl App {
    /// What has changed on the agenda since the person looked. Tracked.
    #[must_use]
    pub fn agenda_news(self) -> Vec<News> {
        let seen = self.with_meta(|meta| Seen::read(meta.json(SEEN)?));
        let agenda = self.agenda.get();
        seen.map(|seen| agenda.news(&seen, lang().is_english()))
            .unwrap_or_default()
    }

    /// Keeps in mind what was looked at. Not tracked.
    pub fn look(self, looked: Looked) {
        let agenda = self.agenda.get_untracked();
        if agenda.sessions().is_empty() {
            return;
        }
        let held = self.with_meta_untracked(|meta| Seen::read(meta.json(SEEN)?));
        let now = self.now.get_untracked();
        let seen = self.with_records_untracked(|records| match held {
            None => Some(Seen::begin(&agenda, records, now)),
            Some(mut seen) => {
                match looked {
                    Looked::At(id) => seen.look_at(&id, records),
                    Looked::Glance if !seen.is_first_look(now) => return None,
                    Looked::Glance | Looked::All => seen.look(&agenda, records),
                }
                Some(seen)
            }
        });
        if let Some(seen) = seen {
            self.keep(SEEN, Some(seen.into_value().to_json().into_bytes()));
        }
    }

    /// The comments that were not read, each behind its idea. Tracked.
    pub fn with_unread<T>(self, read: impl FnOnce(&[(RecordId, RecordId)]) -> T) -> T {
        self.unread.with(|all| read(all))
    }

    /// How many comments on an idea were not read. Tracked.
    #[must_use]
    pub fn unread_on(self, idea: &RecordId) -> usize {
        self.with_unread(|all| all.iter().filter(|(on, _)| on == idea).count())
    }

    /// Keeps in mind that the comments on an idea were read.
    pub fn read_comments(self, idea: &RecordId) {
        let mut read = Vec::new();
        for (on, comment) in self.unread.get_untracked() {
            if on == *idea {
                read.push((read_name(&comment), Some(b"1".to_vec())));
            }
        }
        self.set_meta(read, true);
    }

    /// What is to be kept with a change of one's own record: the words that it was given on this device.
    #[must_use]
    pub fn written(
        self,
        record: &RecordId,
        fields: &[(String, Value)],
    ) -> (String, Option<Vec<u8>>) {
        let name = written_name(record);
        let held = self.with_meta_untracked(|meta| meta.json(&name));
        (name, Some(written(held, fields).to_json().into_bytes()))
    }

    /// Words written on this device that another device of the person's wrote over, by field. Tracked.
    #[must_use]
    pub fn overwritten(self, record: &RecordId) -> Vec<(String, Value)> {
        let kept = self.with_meta(|meta| meta.json(&written_name(record)));
        let lost = kept.and_then(|kept| {
            self.with_records(|records| Some(overwritten(&kept, records.get(record)?)))
        });
        lost.unwrap_or_default()
    }

    /// Keeps the words no longer that were written into a record on this device.
    pub fn forget_written(self, record: &RecordId) {
        self.keep(&written_name(record), None);
    }
}
