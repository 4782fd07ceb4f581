//! The Indonesian time zones, which have no rules: each is an offset with a name people know.
//!
//! Any other zone is the platform's business.

/// A zone with a fixed offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// What people write behind a time: WIB, WITA or WIT.
    pub label: &'static str,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

impl Zone {
    /// Looks up an IANA name; `None` for zones elsewhere.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let (label, offset_minutes) = match name {
            "Asia/Jakarta" | "Asia/Pontianak" => ("WIB", 420),
            "Asia/Makassar" | "Asia/Ujung_Pandang" => ("WITA", 480),
            "Asia/Jayapura" => ("WIT", 540),
            _ => return None,
        };
        Some(Self {
            label,
            offset_minutes,
        })
    }
}
