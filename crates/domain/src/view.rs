//! Typed views over records: what the fields of each kind mean.
//!
//! Each view reads a merged [`crate::merge::Record`] leniently: what is needed to show it must be there, all else
//! is ignored where it is unknown or badly typed, so that a newer version's data never breaks an
//! older app. Each input side turns what was typed into fields to write, with an error code per
//! field. Must not know how views are combined into lists; that belongs to the projections.

mod admission;
mod agency;
mod announcement;
mod ballot;
pub(crate) mod codes;
mod comment;
mod fields;
mod idea;
mod idea_input;
mod input;
mod link;
mod moderation;
mod reach;
mod registration;
mod registration_input;
mod session;
mod tally;
mod theme;
mod workshop;

pub use admission::{ADMITTED, Admission, RECEIVED, WAITING, box_of, is_received};
pub use agency::Agency;
pub use announcement::Announcement;
pub use ballot::{BALLOT_LIMIT, Ballot, BallotError};
pub use codes::{
    Attending, Form, IdeaType, Novelty, Phase, SessionState, SessionType, Shape, Status, TallyMode,
};
pub use comment::{COMMENT_LIMIT, Comment, CommentField, CommentInput};
pub use fields::{Fields, LocalText, Place};
pub use idea::{Idea, IdeaDetail};
pub use idea_input::{
    IDEA_DETAIL_LIMIT, IDEA_PROBLEM_LIMIT, IDEA_TEXT_LIMIT, IDEA_TITLE_LIMIT, IdeaField, IdeaInput,
    NAME_LIMIT,
};
pub use input::{FieldError, FormErrors, changed_fields, clean_line, clean_text, split_fields};
pub use link::{Contact, Link};
pub use moderation::Moderation;
pub use reach::{clean_phone, whatsapp_digits};
pub use registration::{ConsentChoice, Registration, SealedRegistration};
pub use registration_input::{
    ACCESS_LIMIT, CODE_LIMIT, CONSENT_LIMIT, EMAIL_LIMIT, OTHERS_LIMIT, POSITION_LIMIT,
    RegistrationField, RegistrationInput, TITLES_LIMIT,
};
pub use session::{Session, Speaker};
pub use tally::PublishedTally;
pub use theme::Theme;
pub use workshop::{
    BoardSettings, Consent, DEFAULT_BUDGET, DEFAULT_CAP, DEFAULT_ZONE, OptionalField,
    RegistrationSettings, Workshop,
};
