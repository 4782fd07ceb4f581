//! What people read for the codes in fields.

use super::{Text, t};
use gagas_domain::view::{Attending, Form, IdeaType, Novelty, SessionType, Shape, Status};

texts! {
    /// A form of innovation.
    FORM_GOVERNANCE: "Tata kelola pemerintahan", "Governance";
    /// A form of innovation.
    FORM_SERVICE: "Pelayanan publik", "Public service";
    /// A form of innovation.
    FORM_OTHER: "Inovasi daerah lainnya", "Other regional innovation";
    /// A type of innovation.
    TYPE_DIGITAL: "Digital", "Digital";
    /// A type of innovation.
    TYPE_NON_DIGITAL: "Nondigital", "Non-digital";
    /// A shape of innovation.
    SHAPE_GOVERNANCE: "Tata kelola", "Way of working";
    /// A shape of innovation.
    SHAPE_TECHNOLOGY: "Teknologi", "Technology";
    /// A novelty.
    NOVELTY_NEW: "Temuan baru", "New discovery";
    /// A novelty.
    NOVELTY_CONTEXTUAL: "Pendekatan baru", "New approach";
    /// A novelty.
    NOVELTY_EXTENSION: "Perluasan", "Extension";
    /// A novelty.
    NOVELTY_IMPROVEMENT: "Peningkatan mutu", "Quality improvement";
    /// A status.
    STATUS_NEW: "Belum dinilai", "Not reviewed yet";
    /// A status.
    STATUS_SHORTLISTED: "Masuk daftar pendek", "Shortlisted";
    /// A status.
    STATUS_ADOPTED: "Dipilih untuk dijalankan", "Adopted";
    /// A status.
    STATUS_DECLINED: "Tidak dilanjutkan", "Declined";
    /// A status.
    STATUS_LATER: "Disimpan untuk nanti", "Kept for later";
    /// A type of session.
    SESSION: "Sesi", "Session";
    /// A type of session.
    BREAK: "Jeda", "Break";
    /// A type of session.
    CEREMONY: "Upacara", "Ceremony";
    /// As what one attends.
    HOLDER: "Pejabat bersangkutan", "Holder of the post";
    /// As what one attends.
    BEHALF: "Mewakili", "On behalf of";
}

/// The words for a form.
#[must_use]
pub fn form(code: Form) -> &'static str {
    t(match code {
        Form::Governance => FORM_GOVERNANCE,
        Form::Service => FORM_SERVICE,
        Form::Other => FORM_OTHER,
    })
}

/// The words for a type.
#[must_use]
pub fn idea_type(code: IdeaType) -> &'static str {
    t(match code {
        IdeaType::Digital => TYPE_DIGITAL,
        IdeaType::NonDigital => TYPE_NON_DIGITAL,
    })
}

/// The words for a shape.
#[must_use]
pub fn shape(code: Shape) -> &'static str {
    t(match code {
        Shape::Governance => SHAPE_GOVERNANCE,
        Shape::Technology => SHAPE_TECHNOLOGY,
    })
}

/// The words for a novelty.
#[must_use]
pub fn novelty(code: Novelty) -> &'static str {
    t(match code {
        Novelty::New => NOVELTY_NEW,
        Novelty::Contextual => NOVELTY_CONTEXTUAL,
        Novelty::Extension => NOVELTY_EXTENSION,
        Novelty::Improvement => NOVELTY_IMPROVEMENT,
    })
}

/// The words for a status.
#[must_use]
pub fn status(code: Status) -> &'static str {
    t(match code {
        Status::New => STATUS_NEW,
        Status::Shortlisted => STATUS_SHORTLISTED,
        Status::Adopted => STATUS_ADOPTED,
        Status::Declined => STATUS_DECLINED,
        Status::Later => STATUS_LATER,
    })
}

/// The words for a type of session.
#[must_use]
pub fn session_type(code: SessionType) -> &'static str {
    let text: Text = match code {
        SessionType::Session | SessionType::Blocker => SESSION,
        SessionType::Break => BREAK,
        SessionType::Ceremony => CEREMONY,
    };
    t(text)
}

/// The words for how somebody attends.
#[must_use]
pub fn attending(code: Attending) -> &'static str {
    t(match code {
        Attending::Holder => HOLDER,
        Attending::Behalf => BEHALF,
    })
}
