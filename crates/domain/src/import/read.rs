//! Values of a file, each with the place where it stands, and the checks they have in common.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{ImportError, Reason};
use crate::time::{Day, Instant};
use crate::value::Value;
use crate::view::{DEFAULT_ZONE, Link, clean_line, clean_text};
use crate::zone::Zone;

/// The fields that a part of a file sets.
pub(super) type FieldList = Vec<(String, Value)>;
type Result<T> = core::result::Result<T, ImportError>;

/// The longest single line, in characters.
const LINE_LIMIT: usize = 200;
/// The longest text, in characters.
const TEXT_LIMIT: usize = 1_500;

/// A value of a file.
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    path: String,
    shift_days: i32,
    /// The workshop's, where its days need no rules: times are told in it, however the file writes them.
    zone: Option<Zone>,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value, shift_days: i32) -> Self {
        let zone = value.get("zone").and_then(Value::as_text);
        let zone = zone.unwrap_or(DEFAULT_ZONE);
        Self {
            value,
            path: String::new(),
            shift_days,
            zone: Zone::of(zone),
        }
    }

    fn at(&self, value: &'a Value, path: String) -> Self {
        Self {
            value,
            path,
            shift_days: self.shift_days,
            zone: self.zone,
        }
    }

    /// The error of this place.
    pub(super) fn fail(&self, reason: Reason) -> ImportError {
        let path = if self.path.is_empty() {
            "$"
        } else {
            &self.path
        };
        ImportError {
            path: path.into(),
            reason,
        }
    }

    /// The error of a key below this place.
    pub(super) fn fail_at(&self, key: &str, reason: Reason) -> ImportError {
        self.at(self.value, self.below(key)).fail(reason)
    }

    fn below(&self, key: &str) -> String {
        let dot = if self.path.is_empty() { "" } else { "." };
        [&self.path, dot, key].concat()
    }

    /// Checks that it is an object of nothing but keys that `known` knows; those that begin with
    /// `_` or `$` are remarks.
    pub(super) fn check_keys(&self, known: impl Fn(&str) -> bool) -> Result<()> {
        let entries = self.value.as_map();
        let entries = entries.ok_or_else(|| self.fail(Reason::Type("an object")))?;
        match entries
            .iter()
            .find(|(key, _)| !key.starts_with(['_', '$']) && !known(key))
        {
            Some((key, _)) => Err(self.fail_at(key, Reason::UnknownKey)),
            None => Ok(()),
        }
    }

    /// A value below; `None` where it is missing or `null`.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.get(key).filter(|value| **value != Value::Null)?;
        Some(self.at(value, self.below(key)))
    }

    pub(super) fn need(&self, key: &str) -> Result<Node<'a>> {
        self.get(key)
            .ok_or_else(|| self.fail_at(key, Reason::Missing))
    }

    /// The items of a list below; none where it is missing.
    pub(super) fn list(&self, key: &str) -> Result<Vec<Node<'a>>> {
        self.get(key).map_or(Ok(Vec::new()), |list| list.items())
    }

    /// The items of this list.
    pub(super) fn items(&self) -> Result<Vec<Node<'a>>> {
        let list = self.value.as_list();
        let list = list.ok_or_else(|| self.fail(Reason::Type("a list")))?;
        let item = |(at, value): (usize, &'a Value)| {
            self.at(value, [&self.path, "[", &at.to_string(), "]"].concat())
        };
        Ok(list.iter().enumerate().map(item).collect())
    }

    pub(super) fn text(&self) -> Result<&'a str> {
        let text = self.value.as_text();
        text.ok_or_else(|| self.fail(Reason::Type("a text")))
    }

    fn limited(&self, clean: String, limit: usize) -> Result<String> {
        if clean.is_empty() {
            return Err(self.fail(Reason::Missing));
        }
        if clean.chars().count() > limit {
            return Err(self.fail(Reason::TooLong(limit)));
        }
        Ok(clean)
    }

    /// A single line that says something.
    pub(super) fn line(&self) -> Result<String> {
        self.limited(clean_line(self.text()?), LINE_LIMIT)
    }

    /// A text of several lines that says something.
    pub(super) fn paragraphs(&self) -> Result<String> {
        self.limited(clean_text(self.text()?), TEXT_LIMIT)
    }

    pub(super) fn int(&self, min: i64, max: i64) -> Result<i64> {
        let number = self.value.as_int();
        let number = number.ok_or_else(|| self.fail(Reason::Type("a whole number")))?;
        if (min..=max).contains(&number) {
            Ok(number)
        } else {
            Err(self.fail(Reason::Range(min, max)))
        }
    }

    pub(super) fn flag(&self) -> Result<bool> {
        let truth = self.value.as_bool();
        truth.ok_or_else(|| self.fail(Reason::Type("true or false")))
    }

    /// A moment, shifted, as the workshop's clocks tell it: the day of a session is that of its beginning there.
    pub(super) fn instant(&self) -> Result<Instant> {
        let at = Instant::parse(self.text()?).ok_or_else(|| self.fail(Reason::BadTime))?;
        let offset = self
            .zone
            .map_or(at.offset_minutes(), |zone| zone.offset_minutes);
        Ok(Instant::new(at.ms(), offset).plus_days(self.shift_days))
    }

    /// A day, shifted.
    pub(super) fn day(&self) -> Result<Day> {
        let day = Day::parse(self.text()?).ok_or_else(|| self.fail(Reason::BadDay))?;
        Ok(day.plus(self.shift_days))
    }

    pub(super) fn code(&self, known: fn(&str) -> bool) -> Result<&'a str> {
        let code = self.text()?;
        if known(code) {
            Ok(code)
        } else {
            Err(self.fail(Reason::BadCode))
        }
    }

    pub(super) fn id(&self) -> Result<&'a str> {
        let id = self.text()?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        if (1..=64).contains(&id.len()) && id.bytes().all(plain) {
            Ok(id)
        } else {
            Err(self.fail(Reason::BadId))
        }
    }

    /// A link, as an address or `{title, url}`.
    pub(super) fn link(&self) -> Result<Value> {
        if self.value.as_map().is_some() {
            self.check_keys(|key| matches!(key, "title" | "url"))?;
        }
        match Link::read(self.value) {
            Some(_) => Ok(self.value.clone()),
            None => Err(self.fail(Reason::BadLink)),
        }
    }

    /// The id below `id`, which no other item of the list may have.
    pub(super) fn own_id(&self, seen: &mut BTreeSet<&'a str>) -> Result<&'a str> {
        let node = self.need("id")?;
        let id = node.id()?;
        if seen.insert(id) {
            Ok(id)
        } else {
            Err(node.fail(Reason::Repeated))
        }
    }
}

/// Collects the fields that a part of a file sets; a key that is missing sets none.
pub(super) struct Collect<'n, 'a> {
    node: &'n Node<'a>,
    prefix: &'static str,
    pub(super) fields: FieldList,
}

impl<'n, 'a> Collect<'n, 'a> {
    /// The fields are named by their keys, after `prefix`.
    pub(super) fn new(node: &'n Node<'a>, prefix: &'static str) -> Self {
        Self {
            node,
            prefix,
            fields: FieldList::new(),
        }
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.fields
            .push(([self.prefix, key].concat(), value.into()));
    }

    /// Sets what `read` makes of each key that is there.
    pub(super) fn each<V: Into<Value>>(
        &mut self,
        keys: &[&str],
        read: impl Fn(&Node<'a>) -> Result<V>,
    ) -> Result<()> {
        for key in keys {
            if let Some(node) = self.node.get(key) {
                let value = read(&node)?;
                self.set(key, value);
            }
        }
        Ok(())
    }

    pub(super) fn lines(&mut self, keys: &[&str]) -> Result<()> {
        self.each(keys, Node::line)
    }

    pub(super) fn texts(&mut self, keys: &[&str]) -> Result<()> {
        self.each(keys, Node::paragraphs)
    }

    pub(super) fn instants(&mut self, keys: &[&str]) -> Result<()> {
        self.each(keys, |node| Ok(node.instant()?.to_string()))
    }

    pub(super) fn days(&mut self, keys: &[&str]) -> Result<()> {
        self.each(keys, |node| Ok(node.day()?.to_string()))
    }

    /// Sets a list of what `read` makes of its items.
    pub(super) fn list_of(
        &mut self,
        key: &str,
        read: impl Fn(&Node<'a>) -> Result<Value>,
    ) -> Result<()> {
        if let Some(list) = self.node.get(key) {
            let items: Result<Vec<Value>> = list.items()?.iter().map(read).collect();
            self.set(key, Value::List(items?));
        }
        Ok(())
    }
}
