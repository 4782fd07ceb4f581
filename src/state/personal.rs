//! What the person keeps on this device beside the workshop's records: stars, drafts, the seed, and
//! what forms remember. Values by name; nothing here is ever sent.

use gagas_domain::sorted::{SortedMap, SortedSet};

use gagas_domain::id::{RecordId, decode_array};
use gagas_domain::value::Value;

use super::App;
use crate::storage::channel::Message;

/// The name of the author's seed.
pub(super) const SEED: &str = "seed";
/// The name of the organiser's seed, on a device that made the workshop.
pub(super) const ORGANISER_SEED: &str = "organiser";
/// The name of the count of anonymous keys.
pub(super) const ANONYMOUS: &str = "anonymous";
/// The name of what stands for the person on this device.
pub(super) const PERSON: &str = "person";
/// The name of the mark of a workshop that no server may hear of: a sample.
pub(super) const LOCAL: &str = "local";
/// The beginning of the names of stars.
pub(super) const STAR: &str = "star.";
/// The beginning of the names of the readable copies of one's registrations.
pub const COPY: &str = "reg.";
/// The beginning of the names of drafts.
pub(super) const DRAFT: &str = "draft.";
const LEAVING: &str = "leaving.";
const READ: &str = "read.";
const WRITTEN: &str = "written.";
const REMEMBERED: &str = "remembered";

/// Values by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta(pub(super) SortedMap<String, Vec<u8>>);

/// What forms fill in by themselves next time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The person's name.
    pub name: String,
    /// The person's agency.
    pub agency: Option<RecordId>,
    /// An agency that is not on the list.
    pub agency_other: String,
}

impl Meta {
    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// The JSON value of a name.
    #[must_use]
    pub fn json(&self, name: &str) -> Option<Value> {
        let text = str::from_utf8(self.get(name)?).ok()?;
        Value::parse(text, 8).ok()
    }

    /// All names that begin with `prefix`, without it, and their values.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let from = self.0.from_key(prefix);
        from.map_while(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_slice())))
    }

    pub(super) fn array<const N: usize>(&self, name: &str) -> Option<[u8; N]> {
        decode_array(str::from_utf8(self.get(name)?).ok()?)
    }

    pub(super) fn starred(&self) -> SortedSet<RecordId> {
        self.ids(STAR)
    }

    pub(super) fn leaving(&self) -> SortedSet<RecordId> {
        self.ids(LEAVING)
    }

    pub(super) fn read(&self) -> SortedSet<RecordId> {
        self.ids(READ)
    }

    fn ids(&self, prefix: &str) -> SortedSet<RecordId> {
        self.with_prefix(prefix)
            .filter_map(|(id, _)| RecordId::parse(id))
            .collect()
    }
}

impl App {
    /// Reads what the person keeps. Tracked.
    pub fn with_meta<T>(self, read: impl FnOnce(&Meta) -> T) -> T {
        self.meta.with(read)
    }

    /// Reads what the person keeps, without following its changes.
    pub fn with_meta_untracked<T>(self, read: impl FnOnce(&Meta) -> T) -> T {
        self.meta.with_untracked(read)
    }

    /// Keeps a value, or removes it where there is none, and tells the other tabs.
    pub fn keep(self, name: &str, value: Option<Vec<u8>>) {
        self.set_meta(vec![(name.into(), value)], true);
    }

    /// Stars a session, or takes the star away; answers whether it is starred now.
    pub fn toggle_star(self, session: &RecordId) -> bool {
        let name = [STAR, &session.to_string()].concat();
        let starred = self.meta.with_untracked(|meta| meta.get(&name).is_none());
        self.keep(&name, starred.then(|| b"1".to_vec()));
        starred
    }

    /// The draft of a form, as it was typed. Not tracked.
    #[must_use]
    pub fn draft(self, form: &str) -> Option<Value> {
        self.meta
            .with_untracked(|meta| meta.json(&draft_name(form)))
    }

    /// Keeps a draft at once; called at every key press. Writes that follow each other quickly are
    /// made one, and nothing is redrawn.
    pub fn keep_draft(self, form: &str, draft: &Value) {
        self.set_meta(
            vec![(draft_name(form), Some(draft.to_json().into_bytes()))],
            false,
        );
    }

    /// Throws a draft away.
    pub fn drop_draft(self, form: &str) {
        self.set_meta(vec![(draft_name(form), None)], false);
    }

    /// What forms fill in by themselves. Not tracked.
    #[must_use]
    pub fn remembered(self) -> Remembered {
        let value = self.meta.with_untracked(|meta| meta.json(REMEMBERED));
        let text = |key: &str| {
            let text = value.as_ref().and_then(|value| value.get(key)?.as_text());
            text.unwrap_or_default().to_owned()
        };
        Remembered {
            name: text("name"),
            agency: RecordId::parse(&text("agency")),
            agency_other: text("agency_other"),
        }
    }

    /// Remembers what forms fill in by themselves.
    pub fn remember(self, remembered: &Remembered) {
        let agency = remembered
            .agency
            .map(|id| id.to_string())
            .unwrap_or_default();
        let value = Value::map([
            ("name", remembered.name.as_str().into()),
            ("agency", agency.into()),
            ("agency_other", remembered.agency_other.as_str().into()),
        ]);
        self.keep(REMEMBERED, Some(value.to_json().into_bytes()));
    }

    pub(super) fn set_meta(self, values: Vec<(String, Option<Vec<u8>>)>, notify: bool) {
        let changes = self.open.with_value(|open| {
            let Some(open) = open else { return Vec::new() };
            let plan = |(name, value): &(String, Option<Vec<u8>>)| match value {
                Some(bytes) => open.store.put_meta(name, bytes.clone()),
                None => open.store.delete_meta(name),
            };
            values.iter().flat_map(plan).collect()
        });
        self.apply_meta(&values, notify);
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            open.writer.write(changes);
            for (name, _) in &values {
                open.tell(&Message::Meta(name.clone()));
            }
        });
    }

    /// Takes values over in memory.
    pub(super) fn apply_meta(self, values: &[(String, Option<Vec<u8>>)], notify: bool) {
        let apply = |meta: &mut Meta| {
            for (name, value) in values {
                match value {
                    Some(bytes) => meta.0.insert(name.clone(), bytes.clone()),
                    None => meta.0.remove(name),
                };
            }
        };
        if notify {
            self.meta.update(apply);
        } else {
            self.meta.update_untracked(apply);
        }
    }
}

/// The name under which the draft of a form is kept.
#[must_use]
pub fn draft_name(form: &str) -> String {
    [DRAFT, form].concat()
}

pub(super) fn leaving_name(record: &RecordId) -> String {
    [LEAVING, &record.to_string()].concat()
}

/// The name under which it is kept that a comment was read.
pub(super) fn read_name(comment: &RecordId) -> String {
    [READ, &comment.to_string()].concat()
}

/// The name under which the words are kept that were last written into a record on this device.
pub(super) fn written_name(record: &RecordId) -> String {
    [WRITTEN, &record.to_string()].concat()
}
