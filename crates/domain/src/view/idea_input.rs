//! The idea form: what was typed, checked and made into fields to write.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::codes::{Form, IdeaType, Novelty, Shape};
use super::fields::{self, Fields};
use super::idea::{IdeaDetail, read_details, read_shapes};
use super::input::{Check, FormErrors, Writing, clean_line, clean_text};
use crate::id::RecordId;
use crate::value::Value;

/// The longest title, in characters.
pub const IDEA_TITLE_LIMIT: usize = 120;
/// The longest problem, in characters.
pub const IDEA_PROBLEM_LIMIT: usize = 500;
/// The longest idea, in characters.
pub const IDEA_TEXT_LIMIT: usize = 800;
/// The longest name of a person or of an agency that is not on the list, in characters.
pub const NAME_LIMIT: usize = 120;
/// The longest answer to a later question, in characters.
pub const IDEA_DETAIL_LIMIT: usize = 1_500;

/// What somebody typed into the idea form; also its draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdeaInput {
    /// The title.
    pub title: String,
    /// The problem.
    pub problem: String,
    /// The idea.
    pub idea: String,
    /// An agency of the list.
    pub agency: Option<RecordId>,
    /// Another agency; ignored where one of the list was chosen.
    pub agency_other: String,
    /// The form of innovation.
    pub form: Option<Form>,
    /// Digital or not.
    pub kind: Option<IdeaType>,
    /// The shapes.
    pub shapes: Vec<Shape>,
    /// What is new.
    pub novelty: Option<Novelty>,
    /// The author's name.
    pub name: String,
    /// Whether peers are not to see it.
    pub anonymous: bool,
    /// Answers to later questions.
    pub details: Vec<(IdeaDetail, String)>,
}

/// A field of the idea form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdeaField {
    /// The title.
    Title,
    /// The problem.
    Problem,
    /// The idea.
    Idea,
    /// The agency, from the list or not.
    Agency,
    /// The author's name.
    Name,
    /// A later question.
    Detail(IdeaDetail),
}

impl IdeaInput {
    /// Reads what a record says or a draft held, to go on from there.
    #[must_use]
    pub fn read(from: &dyn Fields) -> Self {
        Self {
            title: fields::typed(from, "title"),
            problem: fields::typed(from, "problem"),
            idea: fields::typed(from, "idea"),
            agency: fields::reference(from, "agency"),
            agency_other: fields::typed(from, "agency_other"),
            form: fields::code(from, "form", Form::parse),
            kind: fields::code(from, "type", IdeaType::parse),
            shapes: read_shapes(from),
            novelty: fields::code(from, "novelty", Novelty::parse),
            name: fields::typed(from, "name"),
            anonymous: fields::flag(from, "anonymous"),
            details: read_details(from, |from, field| {
                Some(fields::typed(from, field)).filter(|text| !text.is_empty())
            }),
        }
    }

    /// Everything as typed, to be kept as a draft and read again by [`IdeaInput::read`].
    #[must_use]
    pub fn draft(&self) -> Value {
        Value::Map(self.written())
    }

    /// Tells whether nothing was typed that would be missed. A remembered name or agency is not.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = [&self.title, &self.problem, &self.idea];
        texts.iter().all(|text| text.trim().is_empty())
            && self.details.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// Cleans and checks what was typed.
    ///
    /// # Errors
    /// A code for each field that cannot be handed in.
    pub fn validate(&self) -> Result<Self, FormErrors<IdeaField>> {
        let mut check = Check::new();
        let title = check.required(IdeaField::Title, clean_line(&self.title), IDEA_TITLE_LIMIT);
        let problem = check.required(
            IdeaField::Problem,
            clean_text(&self.problem),
            IDEA_PROBLEM_LIMIT,
        );
        let idea = check.required(IdeaField::Idea, clean_text(&self.idea), IDEA_TEXT_LIMIT);
        let agency_other = match self.agency {
            Some(_) => String::new(),
            None => check.required(
                IdeaField::Agency,
                clean_line(&self.agency_other),
                NAME_LIMIT,
            ),
        };
        let name = if self.anonymous {
            String::new()
        } else {
            clean_line(&self.name)
        };
        let name = check
            .text(IdeaField::Name, name, NAME_LIMIT)
            .unwrap_or_default();
        let mut details = Vec::new();
        for (detail, typed) in &self.details {
            let field = IdeaField::Detail(*detail);
            let text = check.text(field, clean_text(typed), IDEA_DETAIL_LIMIT);
            details.extend(text.map(|text| (*detail, text)));
        }
        if !check.errors.is_empty() {
            return Err(check.errors);
        }
        Ok(Self {
            title,
            problem,
            idea,
            agency_other,
            name,
            details,
            ..self.clone()
        })
    }

    /// The fields that a validated input sets.
    #[must_use]
    pub fn written(&self) -> Vec<(String, Value)> {
        let mut out = Writing::default();
        out.text("title", &self.title);
        out.text("problem", &self.problem);
        out.text("idea", &self.idea);
        out.text(
            "agency",
            &self.agency.map(|id| id.to_string()).unwrap_or_default(),
        );
        out.text("agency_other", &self.agency_other);
        out.code("form", self.form.map(Form::code));
        out.code("type", self.kind.map(IdeaType::code));
        match &*self.shapes {
            [] => {}
            [one] => out.set("shape", one.code()),
            many => out.set(
                "shape",
                Value::List(many.iter().map(|s| s.code().into()).collect()),
            ),
        }
        out.code("novelty", self.novelty.map(Novelty::code));
        out.text("name", &self.name);
        out.flag("anonymous", self.anonymous);
        for (detail, text) in &self.details {
            out.text(detail.code(), text);
        }
        out.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
    use crate::testing::Replica;
    use crate::view::{FieldError, Idea, changed_fields, split_fields};

    fn queue() -> IdeaInput {
        IdeaInput {
            title: "  Antrean rawat jalan\nlewat pesan singkat ".into(),
            problem: "Pasien menunggu berjam-jam.".into(),
            idea: "Nomor antrean dikirim lewat SMS.".into(),
            agency_other: "RSUD Raden Mattaher".into(),
            form: Some(Form::Service),
            kind: Some(IdeaType::Digital),
            shapes: [Shape::Governance, Shape::Technology].into(),
            novelty: Some(Novelty::Extension),
            name: "Siti".into(),
            details: [(IdeaDetail::Goal, "Tunggu di bawah 30 menit".into())].into(),
            ..IdeaInput::default()
        }
    }

    #[test]
    fn what_is_handed_in_reads_back() {
        let valid = queue().validate().unwrap();
        assert_eq!(valid.title, "Antrean rawat jalan lewat pesan singkat");
        let mut replica = Replica::new();
        let key = replica.organiser.clone();
        let json = Value::Map(valid.written()).to_json();
        let id = replica.write(&key, Kind::Idea, &[1; 8], &json);
        let record = replica.records.get(&id).unwrap();
        let idea = Idea::read(record).unwrap();
        assert_eq!((idea.shapes.len(), idea.edited_ms), (2, None));
        assert_eq!(idea.name.as_deref(), Some("Siti"));
        assert_eq!(IdeaInput::read(record), valid);
        assert_eq!(IdeaInput::read(&queue().draft()), queue());

        let mut edited = IdeaInput::read(record);
        edited.title.push('!');
        edited.form = None;
        let changed = changed_fields(&valid.written(), &edited.validate().unwrap().written());
        let names: Vec<&str> = changed.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["title", "form"]);
        replica.write(&key, Kind::Idea, &[1; 8], &Value::Map(changed).to_json());
        let idea = Idea::read(replica.records.get(&id).unwrap()).unwrap();
        assert_eq!(
            (idea.form, idea.edited_ms),
            (None, Some(idea.created_ms + 1000))
        );
    }

    #[test]
    fn errors_name_their_fields() {
        let errors = IdeaInput::default().validate().unwrap_err();
        let required = |field| (field, FieldError::Required);
        use IdeaField::{Agency, Idea as Text, Problem, Title};
        assert_eq!(errors, [Title, Problem, Text, Agency].map(required));
        let long = IdeaInput {
            title: "a".repeat(121),
            ..queue()
        };
        let error = FieldError::TooLong {
            limit: 120,
            length: 121,
        };
        assert_eq!(long.validate(), Err([(Title, error)].into()));
        assert!(IdeaInput::default().is_empty());
    }

    #[test]
    fn an_anonymous_idea_carries_no_name() {
        let valid = IdeaInput {
            anonymous: true,
            ..queue()
        }
        .validate()
        .unwrap();
        assert!(valid.written().iter().all(|(name, _)| name != "name"));
    }

    #[test]
    fn the_longest_idea_fits_its_patches() {
        let full = |limit: usize| "😀".repeat(limit);
        let longest = IdeaInput {
            title: full(IDEA_TITLE_LIMIT),
            problem: full(IDEA_PROBLEM_LIMIT),
            idea: full(IDEA_TEXT_LIMIT),
            agency: Some(RecordId([255; 16])),
            name: full(NAME_LIMIT),
            details: IdeaDetail::ALL
                .iter()
                .map(|d| (*d, full(IDEA_DETAIL_LIMIT)))
                .collect(),
            ..queue()
        };
        let mut replica = Replica::new();
        let key = replica.organiser.clone();
        let written = longest.validate().unwrap().written();
        assert!(written.iter().position(|(name, _)| name == "name").unwrap() < 10);
        let patches = split_fields(written);
        assert_eq!(patches.len(), 1 + IdeaDetail::ALL.len());
        for patch in patches {
            replica.write(&key, Kind::Idea, &[1; 8], &Value::Map(patch).to_json());
        }
    }
}
