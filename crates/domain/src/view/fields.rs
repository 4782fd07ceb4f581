//! Readers of single fields, shared by all views.
//!
//! A badly typed field reads as if it were not there.

use alloc::string::String;
use alloc::vec::Vec;

use crate::id::RecordId;
use crate::merge::Record;
use crate::time::{Day, Instant};
use crate::value::Value;

/// A text in Indonesian and, where the organiser wrote one, in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText {
    /// The text as it was first written; Indonesian by rule.
    pub original: String,
    /// The English text.
    pub english: Option<String>,
}

impl LocalText {
    /// The text for a reader: the English one where asked for and written, else the original.
    #[must_use]
    pub fn get(&self, english: bool) -> &str {
        match &self.english {
            Some(text) if english => text,
            _ => &self.original,
        }
    }

    /// Both texts, for searching.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        core::iter::once(self.original.as_str()).chain(self.english.as_deref())
    }
}

/// A room or track: the code that sessions name, and what people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The code in a session's `room` or `track`.
    pub code: String,
    /// Its name.
    pub name: LocalText,
}

impl Place {
    /// A place that is called by its code.
    pub(crate) fn plain(code: &str) -> Self {
        Self {
            code: code.into(),
            name: LocalText {
                original: code.into(),
                english: None,
            },
        }
    }

    /// Reads `{id, name, name_en}`, or a plain text that is code and name at once.
    fn read(value: &Value) -> Option<Self> {
        if let Some(name) = filled(value) {
            return Some(Self::plain(name));
        }
        Some(Self {
            code: member(value, "id")?,
            name: LocalText {
                original: member(value, "name")?,
                english: member(value, "name_en"),
            },
        })
    }
}

/// A text that says something: trimmed, not empty.
pub(crate) fn filled(value: &Value) -> Option<&str> {
    value
        .as_text()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

/// A filled text inside a map.
pub(crate) fn member(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(filled).map(String::from)
}

/// Where fields are read from: a merged record, or a map such as a draft or an opened box.
pub trait Fields {
    /// A field's value; `None` where it is missing or `null`.
    fn field(&self, name: &str) -> Option<&Value>;
}

impl Fields for Record {
    fn field(&self, name: &str) -> Option<&Value> {
        self.value(name)
    }
}

impl Fields for Value {
    fn field(&self, name: &str) -> Option<&Value> {
        self.get(name).filter(|value| **value != Value::Null)
    }
}

pub(crate) fn text(from: &dyn Fields, field: &str) -> Option<String> {
    from.field(field).and_then(filled).map(String::from)
}

/// A text as it was typed: not trimmed, empty where missing.
pub(crate) fn typed(from: &dyn Fields, field: &str) -> String {
    from.field(field)
        .and_then(Value::as_text)
        .unwrap_or_default()
        .into()
}

/// A code that `parse` knows.
pub(crate) fn code<T>(from: &dyn Fields, field: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
    parse(from.field(field)?.as_text()?)
}

pub(crate) fn flag(from: &dyn Fields, field: &str) -> bool {
    from.field(field).and_then(Value::as_bool).unwrap_or(false)
}

/// A text and its English twin, `field` and `field_en`.
pub(crate) fn local(from: &dyn Fields, field: &str, field_en: &str) -> Option<LocalText> {
    Some(LocalText {
        original: text(from, field)?,
        english: text(from, field_en),
    })
}

pub(crate) fn instant(from: &dyn Fields, field: &str) -> Option<Instant> {
    Instant::parse(from.field(field)?.as_text()?)
}

/// A day, written as such or as the day of an instant.
pub(crate) fn day(from: &dyn Fields, field: &str) -> Option<Day> {
    let text = from.field(field)?.as_text()?;
    Day::parse(text).or_else(|| Some(Instant::parse(text)?.day()))
}

pub(crate) fn reference(from: &dyn Fields, field: &str) -> Option<RecordId> {
    RecordId::parse(from.field(field)?.as_text()?)
}

/// A count; negative ones read as absent.
pub(crate) fn count(from: &dyn Fields, field: &str) -> Option<u32> {
    u32::try_from(from.field(field)?.as_int()?).ok()
}

/// The items of a list that `read` understands.
pub(crate) fn list<T>(
    from: &dyn Fields,
    field: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Vec<T> {
    let items = from.field(field).and_then(Value::as_list);
    items.unwrap_or_default().iter().filter_map(read).collect()
}

pub(crate) fn places(from: &dyn Fields, field: &str) -> Vec<Place> {
    list(from, field, Place::read)
}

/// When a record was first written and, where it was changed later, when last (ms, UTC).
pub(crate) fn written(record: &Record) -> (u64, Option<u64>) {
    let created = record.oldest().unwrap_or_default().ms;
    let changed = record.newest().unwrap_or_default().ms;
    (created, (changed > created).then_some(changed))
}
