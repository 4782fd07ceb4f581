//! An innovation idea that was handed in.

use alloc::string::String;
use alloc::vec::Vec;

use super::codes::{Form, IdeaType, Novelty, Shape, codes};
use super::fields::{self, Fields};
use crate::id::{PublicKey, RecordId};
use crate::merge::Record;

codes! {
    /// A question that is answered later, when an idea is developed, after the workshop.
    IdeaDetail {
        /// "How might we ...?"
        HowMightWe = "how_might_we",
        /// Who benefits.
        Beneficiaries = "beneficiaries",
        /// A measurable goal (*tujuan*).
        Goal = "goal",
        /// How it works (*rancang bangun*).
        Design = "design",
        /// The main change (*pokok perubahan*).
        MainChange = "main_change",
        /// The benefit (*manfaat*).
        Benefit = "benefit",
        /// The result that is expected (*hasil*).
        Result = "result",
        /// Money, people, equipment (*sumber daya*).
        Resources = "resources",
        /// Partners (*mitra*).
        Partners = "partners",
        /// The plan and date of a trial (*rencana uji coba*).
        Trial = "trial",
        /// Risks.
        Risks = "risks",
        /// How it is kept alive (*keberlanjutan*).
        Sustainability = "sustainability",
        /// The category of a competition.
        Category = "category",
    }
}

/// An idea that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idea {
    /// The record's id.
    pub id: RecordId,
    /// The key that wrote it.
    pub author: PublicKey,
    /// Its title.
    pub title: String,
    /// The problem it solves.
    pub problem: Option<String>,
    /// What is to be done.
    pub idea: Option<String>,
    /// The agency it comes from, where that is on the list.
    pub agency: Option<RecordId>,
    /// The agency it comes from, where it is not.
    pub agency_other: Option<String>,
    /// The form of innovation.
    pub form: Option<Form>,
    /// Digital or not.
    pub kind: Option<IdeaType>,
    /// The shapes it takes: one, or both.
    pub shapes: Vec<Shape>,
    /// What is new about it.
    pub novelty: Option<Novelty>,
    /// The author's name; `None` where peers are not to see it.
    pub name: Option<String>,
    /// Tells whether the author stays unnamed to peers.
    pub anonymous: bool,
    /// Answers to later questions.
    pub details: Vec<(IdeaDetail, String)>,
    /// When it was handed in, ms since the epoch, UTC.
    pub created_ms: u64,
    /// When it was last changed after that.
    pub edited_ms: Option<u64>,
}

impl Idea {
    /// Reads an idea; `None` without a title.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let anonymous = fields::flag(record, "anonymous");
        let (created_ms, edited_ms) = fields::written(record);
        Some(Self {
            id: record.id(),
            author: record.author(),
            title: fields::text(record, "title")?,
            problem: fields::text(record, "problem"),
            idea: fields::text(record, "idea"),
            agency: fields::reference(record, "agency"),
            agency_other: fields::text(record, "agency_other"),
            form: fields::code(record, "form", Form::parse),
            kind: fields::code(record, "type", IdeaType::parse),
            shapes: read_shapes(record),
            novelty: fields::code(record, "novelty", Novelty::parse),
            name: fields::text(record, "name").filter(|_| !anonymous),
            anonymous,
            details: read_details(record, fields::text),
            created_ms,
            edited_ms,
        })
    }
}

/// One code, or a list of them.
pub(super) fn read_shapes(from: &dyn Fields) -> Vec<Shape> {
    let one = fields::code(from, "shape", Shape::parse);
    let mut shapes = fields::list(from, "shape", |value| Shape::parse(value.as_text()?));
    shapes.extend(one);
    shapes.sort_unstable();
    shapes.dedup();
    shapes
}

pub(super) fn read_details(
    from: &dyn Fields,
    read: fn(&dyn Fields, &str) -> Option<String>,
) -> Vec<(IdeaDetail, String)> {
    let all = IdeaDetail::ALL.iter();
    all.filter_map(|detail| Some((*detail, read(from, detail.code())?)))
        .collect()
}
