//! The protocol, and what it would be without one of its rules.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// The protocol.
    Sound,
    /// The server orders fetching by the patches' stamps.
    ClockCursor,
    /// A client saves the cursor before the page's data.
    CursorFirst,
    /// A client does not push what a restored server lacks.
    NoRepush,
    /// The server knows a lost timeline by its epoch only.
    NoMarks,
    /// A push's answer carries no mark, so that only pulls vouch for the timeline.
    NoPushMark,
    /// A write after a deletion opens the record again.
    UndoableDelete,
    /// Receiving a patch moves the clock.
    MovingClock,
    /// Re-stamping starts from a replica into which the pending writes were merged.
    RestampMerged,
    /// Re-stamping sets only the stamp back, and forgets what the write overwrote.
    RestampBlind,
}

impl Variant {
    /// Those that a random run must catch; the tests of `directed` add single stories, and
    /// `RestampMerged` is met only there.
    pub(crate) const BROKEN: [Variant; 8] = [
        Variant::ClockCursor,
        Variant::CursorFirst,
        Variant::NoRepush,
        Variant::NoMarks,
        Variant::NoPushMark,
        Variant::UndoableDelete,
        Variant::MovingClock,
        Variant::RestampBlind,
    ];
}
