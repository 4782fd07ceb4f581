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

pub(crate) fn text(record: &Record, field: &str) -> Option<String> {
    record.value(field).and_then(filled).map(String::from)
}

/// A text and its English twin, `field` and `field_en`.
pub(crate) fn local(record: &Record, field: &str, field_en: &str) -> Option<LocalText> {
    Some(LocalText {
        original: text(record, field)?,
        english: text(record, field_en),
    })
}

pub(crate) fn instant(record: &Record, field: &str) -> Option<Instant> {
    Instant::parse(record.text(field)?)
}

/// A day, written as such or as the day of an instant.
pub(crate) fn day(record: &Record, field: &str) -> Option<Day> {
    let text = record.text(field)?;
    Day::parse(text).or_else(|| Some(Instant::parse(text)?.day()))
}

pub(crate) fn reference(record: &Record, field: &str) -> Option<RecordId> {
    RecordId::parse(record.text(field)?)
}

/// A count; negative ones read as absent.
pub(crate) fn count(record: &Record, field: &str) -> Option<u32> {
    u32::try_from(record.int(field)?).ok()
}

/// The items of a list that `read` understands.
pub(crate) fn list<T>(record: &Record, field: &str, read: impl Fn(&Value) -> Option<T>) -> Vec<T> {
    let items = record.value(field).and_then(Value::as_list);
    items.unwrap_or_default().iter().filter_map(read).collect()
}

pub(crate) fn places(record: &Record, field: &str) -> Vec<Place> {
    list(record, field, Place::read)
}
