//! What people call the kinds of records.

use super::{Text, t};
use gagas_domain::kind::Kind;

texts! {
    /// A kind.
    WORKSHOP: "Keterangan lokakarya", "Workshop details";
    /// A kind.
    AGENCY: "Perangkat daerah", "Agencies";
    /// A kind.
    SESSION: "Sesi", "Sessions";
    /// A kind.
    ANNOUNCEMENT: "Pengumuman", "Announcements";
    /// A kind.
    THEME: "Tema", "Themes";
    /// A kind.
    MODERATION: "Tanggapan panitia", "Committee's responses";
    /// A kind.
    TALLY: "Hasil suara", "Vote counts";
    /// A kind.
    IDEA: "Gagasan", "Ideas";
    /// A kind.
    COMMENT: "Komentar", "Comments";
    /// A kind.
    BALLOT: "Dukungan", "Votes";
    /// A kind.
    REGISTRATION: "Pendaftaran", "Registrations";
    /// A kind.
    ADMISSION: "Keputusan pendaftaran", "Registration verdicts";
    /// A kind.
    ATTENDANCE: "Kehadiran", "Attendance";
    /// A kind of a later version.
    UNKNOWN: "Catatan versi lain", "Entries of another version";
}

/// The words for a kind.
#[must_use]
pub fn kind(kind: &Kind) -> &'static str {
    let text: Text = match kind {
        Kind::Workshop => WORKSHOP,
        Kind::Agency => AGENCY,
        Kind::Session => SESSION,
        Kind::Announcement => ANNOUNCEMENT,
        Kind::Theme => THEME,
        Kind::Moderation => MODERATION,
        Kind::Tally => TALLY,
        Kind::Idea => IDEA,
        Kind::Comment => COMMENT,
        Kind::Ballot => BALLOT,
        Kind::Registration => REGISTRATION,
        Kind::Admission => ADMISSION,
        Kind::Attendance => ATTENDANCE,
        Kind::Unknown(_) => UNKNOWN,
    };
    t(text)
}
