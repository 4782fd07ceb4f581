//! Typed views over records: what the fields of each kind mean.
//!
//! Each view reads a merged [`crate::merge::Record`] leniently: what is needed to show it must be there, all else
//! is ignored where it is unknown or badly typed, so that a newer version's data never breaks an
//! older app. Each input side turns what was typed into fields to write, with an error code per
//! field. Must not know how views are combined into lists; that belongs to the projections.

mod agency;
mod announcement;
mod codes;
mod fields;
mod link;
mod moderation;
mod session;
mod theme;
mod workshop;

pub use agency::Agency;
pub use announcement::Announcement;
pub use codes::{
    Attending, Form, IdeaType, Novelty, Phase, SessionState, SessionType, Shape, Status, TallyMode,
};
pub use fields::{LocalText, Place};
pub use link::{Contact, Link};
pub use moderation::Moderation;
pub use session::{Session, Speaker};
pub use theme::Theme;
pub use workshop::{
    BoardSettings, Consent, DEFAULT_BUDGET, DEFAULT_CAP, DEFAULT_ZONE, OptionalField,
    RegistrationSettings, Workshop,
};
