//! JSON values as patches hold them, and the only parser and writer for them.
//!
//! Stricter than RFC 8259: integers only (no fraction, no exponent, magnitude below 2^53), each key
//! once at any depth, a limited depth, no lone surrogates. Two parsers that accept different sets
//! would be a hole, so nothing else reads a patch body.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The smallest integer magnitude that is refused: 2^53.
pub const INT_LIMIT: i64 = 1 << 53;
/// How deep a patch body may nest; the outer object is level 1.
pub const MAX_DEPTH: usize = 8;

/// A JSON value; maps keep the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`; in a field it means "cleared".
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer with magnitude below 2^53.
    Int(i64),
    /// A string of Unicode scalar values.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order written.
    Map(Vec<(String, Value)>),
}

/// Why a text is not a value of this dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, a repeated key, or a number outside the dialect.
    #[error("not acceptable JSON")]
    Syntax,
    /// Nested deeper than allowed.
    #[error("nested too deep")]
    TooDeep,
}

impl Value {
    /// Parses `text`, allowing `max_depth` levels of nesting.
    ///
    /// # Errors
    /// [`JsonError::TooDeep`] for nesting, [`JsonError::Syntax`] for everything else.
    pub fn parse(text: &str, max_depth: usize) -> Result<Self, JsonError> {
        let mut source = serde_json::Deserializer::from_str(text);
        // serde_json's own errors are not asked: their words are a kilobyte and a half that nobody reads.
        let too_deep = Cell::new(false);
        let seed = Seed {
            depth: max_depth,
            too_deep: &too_deep,
        };
        let parsed = seed.deserialize(&mut source).and_then(|value| {
            source.end()?;
            Ok(value)
        });
        parsed.map_err(|_| {
            if too_deep.get() {
                JsonError::TooDeep
            } else {
                JsonError::Syntax
            }
        })
    }

    /// Writes the value as compact JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing a `Value` into memory cannot fail: keys are strings and no number is a float.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Looks a key up in a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number of an integer.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The truth of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The items of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a map.
    #[must_use]
    pub fn as_map(&self) -> Option<&[(String, Value)]> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Builds a map from borrowed keys.
    #[must_use]
    pub fn map<const N: usize>(entries: [(&str, Value); N]) -> Self {
        Self::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value))
                .collect(),
        )
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => out.serialize_unit(),
            Self::Bool(truth) => out.serialize_bool(*truth),
            Self::Int(number) => out.serialize_i64(*number),
            Self::Text(text) => out.serialize_str(text),
            Self::List(items) => out.collect_seq(items),
            Self::Map(entries) => {
                let mut map = out.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Carries how many levels of nesting are left.
#[derive(Clone, Copy)]
struct Seed<'a> {
    depth: usize,
    too_deep: &'a Cell<bool>,
}

impl Seed<'_> {
    fn inner<E: serde::de::Error>(&self) -> Result<Self, E> {
        let Some(depth) = self.depth.checked_sub(1) else {
            self.too_deep.set(true);
            return Err(E::custom("depth"));
        };
        Ok(Self { depth, ..*self })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }
    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Value, E> {
        if number.unsigned_abs() < INT_LIMIT.unsigned_abs() {
            Ok(Value::Int(number))
        } else {
            Err(E::custom("integer"))
        }
    }
    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number)
            .map_err(|_| E::custom("integer"))
            .and_then(|number| self.visit_i64(number))
    }
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom("fraction"))
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }
    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        self.inner::<A::Error>()?;
        while let Some(item) = seq.next_element_seed(self.inner()?)? {
            items.push(item);
        }
        Ok(Value::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        self.inner::<A::Error>()?;
        while let Some(key) = map.next_key::<String>()? {
            if entries.iter().any(|(name, _)| *name == key) {
                return Err(A::Error::custom("repeated key"));
            }
            entries.push((key, map.next_value_seed(self.inner()?)?));
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dialect_is_strict() {
        for bad in [
            "",
            "{",
            "1.0",
            "1e3",
            "-0",
            "01",
            "9007199254740992",
            "-9007199254740992",
            r#"{"a":1,"a":1}"#,
            r#"[{"a":1,"a":1}]"#,
            r#""\ud800""#,
            "[1,]",
            "nul",
            "[] []",
            "\u{feff}[]",
        ] {
            assert_eq!(Value::parse(bad, 8), Err(JsonError::Syntax), "{bad}");
        }
        assert_eq!(
            Value::parse("9007199254740991", 8),
            Ok(Value::Int(INT_LIMIT - 1))
        );
        assert_eq!(Value::parse(r#""\ud83d\ude00""#, 8), Ok(Value::from("😀")));
    }

    #[test]
    fn depth_counts_containers() {
        let nested = |n: usize| ["[".repeat(n), "]".repeat(n)].concat();
        assert!(Value::parse(&nested(8), 8).is_ok());
        assert_eq!(Value::parse(&nested(9), 8), Err(JsonError::TooDeep));
        assert_eq!(Value::parse(&nested(100_000), 8), Err(JsonError::TooDeep));
        assert!(Value::parse("1", 0).is_ok());
    }

    #[test]
    fn writing_keeps_order_and_escapes() {
        let text = r#"{"b":[1,null,true],"a":"x\n\"é"}"#;
        assert_eq!(Value::parse(text, 8).unwrap().to_json(), text);
    }
}
