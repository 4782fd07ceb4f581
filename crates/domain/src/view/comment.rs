//! A comment on an idea, and the form that writes one.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::fields::{self, Fields};
use super::idea_input::NAME_LIMIT;
use super::input::{Check, FormErrors, Writing, clean_line, clean_text};
use crate::id::{PublicKey, RecordId};
use crate::merge::Record;
use crate::value::Value;

/// The longest comment, in characters.
pub const COMMENT_LIMIT: usize = 1_000;

/// A comment that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The record's id.
    pub id: RecordId,
    /// The key that wrote it.
    pub author: PublicKey,
    /// The idea it is about.
    pub idea: RecordId,
    /// What it says.
    pub text: String,
    /// The author's name; `None` where peers are not to see it.
    pub name: Option<String>,
    /// The author's agency, where given.
    pub agency: Option<RecordId>,
    /// Tells whether the author stays unnamed to peers.
    pub anonymous: bool,
    /// When it was handed in, ms since the epoch, UTC.
    pub created_ms: u64,
    /// When it was last changed after that.
    pub edited_ms: Option<u64>,
}

impl Comment {
    /// Reads a comment; `None` without a text or an idea.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let anonymous = fields::flag(record, "anonymous");
        let (created_ms, edited_ms) = fields::written(record);
        Some(Self {
            id: record.id(),
            author: record.author(),
            idea: fields::reference(record, "idea")?,
            text: fields::text(record, "text")?,
            name: fields::text(record, "name").filter(|_| !anonymous),
            agency: fields::reference(record, "agency"),
            anonymous,
            created_ms,
            edited_ms,
        })
    }
}

/// What somebody typed as a comment; also its draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentInput {
    /// The idea it is about.
    pub idea: RecordId,
    /// The text.
    pub text: String,
    /// The author's name.
    pub name: String,
    /// The author's agency.
    pub agency: Option<RecordId>,
    /// Whether peers are not to see the name.
    pub anonymous: bool,
}

/// A field of the comment form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentField {
    /// The text.
    Text,
    /// The author's name.
    Name,
}

impl CommentInput {
    /// Reads what a record says or a draft held; `None` where it names no idea.
    #[must_use]
    pub fn read(from: &dyn Fields) -> Option<Self> {
        Some(Self {
            idea: fields::reference(from, "idea")?,
            text: fields::typed(from, "text"),
            name: fields::typed(from, "name"),
            agency: fields::reference(from, "agency"),
            anonymous: fields::flag(from, "anonymous"),
        })
    }

    /// Everything as typed, to be kept as a draft and read again by [`CommentInput::read`].
    #[must_use]
    pub fn draft(&self) -> Value {
        Value::Map(self.written())
    }

    /// Cleans and checks what was typed.
    ///
    /// # Errors
    /// A code for each field that cannot be handed in.
    pub fn validate(&self) -> Result<Self, FormErrors<CommentField>> {
        let mut check = Check::new();
        let text = check.required(CommentField::Text, clean_text(&self.text), COMMENT_LIMIT);
        let name = if self.anonymous {
            String::new()
        } else {
            clean_line(&self.name)
        };
        let name = check
            .text(CommentField::Name, name, NAME_LIMIT)
            .unwrap_or_default();
        if !check.errors.is_empty() {
            return Err(check.errors);
        }
        // An agency with one head would name the person.
        let agency = self.agency.filter(|_| !self.anonymous);
        Ok(Self {
            text,
            name,
            agency,
            ..self.clone()
        })
    }

    /// The fields that a validated input sets.
    #[must_use]
    pub fn written(&self) -> Vec<(String, Value)> {
        let mut out = Writing::default();
        out.set("idea", self.idea.to_string());
        out.text("text", &self.text);
        out.text("name", &self.name);
        out.text(
            "agency",
            &self.agency.map(|id| id.to_string()).unwrap_or_default(),
        );
        out.flag("anonymous", self.anonymous);
        out.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
    use crate::testing::Replica;

    #[test]
    fn the_longest_comment_fits_and_reads_back() {
        let input = CommentInput {
            idea: RecordId([3; 16]),
            text: "\"".repeat(COMMENT_LIMIT),
            name: "😀".repeat(NAME_LIMIT),
            agency: Some(RecordId([4; 16])),
            anonymous: false,
        };
        let mut replica = Replica::new();
        let key = replica.organiser.clone();
        let json = Value::Map(input.validate().unwrap().written()).to_json();
        let id = replica.write(&key, Kind::Comment, &[1; 8], &json);
        let record = replica.records.get(&id).unwrap();
        assert_eq!(Comment::read(record).unwrap().text, input.text);
        assert_eq!(CommentInput::read(record), Some(input.clone()));
        let unnamed = CommentInput {
            anonymous: true,
            ..input
        }
        .validate()
        .unwrap();
        assert_eq!((&*unnamed.name, unnamed.agency), ("", None));
        let empty = CommentInput {
            text: " \n".into(),
            ..unnamed
        };
        assert_eq!(empty.validate().unwrap_err().len(), 1);
    }
}
