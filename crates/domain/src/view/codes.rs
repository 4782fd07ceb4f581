//! The English codes that stand in fields, as enums.
//!
//! An unknown code is `None`, never an error: a later version may know more. What people read in
//! its place belongs to the app's catalogue.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code in the field.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Reads a code; `None` for one this version does not know.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    )+};
}
pub(crate) use codes;

codes! {
    /// The form of an innovation (*bentuk*, PP 38/2017).
    Form {
        /// Governance of the region.
        Governance = "governance",
        /// A public service.
        Service = "service",
        /// Any other matter within the region's powers.
        Other = "other",
    }
    /// Whether an innovation is digital (*jenis*, Permendagri 104/2018).
    IdeaType {
        /// Digital.
        Digital = "digital",
        /// Not digital.
        NonDigital = "non_digital",
    }
    /// The shape an idea takes (*wujud*).
    Shape {
        /// A way of working.
        Governance = "governance",
        /// A technology.
        Technology = "technology",
    }
    /// What is new about an idea (*kebaruan*).
    Novelty {
        /// A new discovery.
        New = "new",
        /// A new approach in this context.
        Contextual = "contextual",
        /// An extension of something that exists.
        Extension = "extension",
        /// A better quality of something that exists.
        Improvement = "improvement",
    }
    /// What an item of the agenda is.
    SessionType {
        /// Content.
        Session = "session",
        /// A break: coffee, lunch, prayer.
        Break = "break",
        /// An opening or closing ceremony.
        Ceremony = "ceremony",
        /// Keeps a slot free; never shown.
        Blocker = "blocker",
    }
    /// Whether a session takes place.
    SessionState {
        /// It does.
        Confirmed = "confirmed",
        /// It was called off, and stays visible as such.
        Cancelled = "cancelled",
    }
    /// The organiser's answer to an idea.
    Status {
        /// Not judged yet.
        New = "new",
        /// On the shortlist.
        Shortlisted = "shortlisted",
        /// Adopted.
        Adopted = "adopted",
        /// Declined, with a reason.
        Declined = "declined",
        /// Kept for later.
        Later = "later",
    }
    /// The phase of the idea board.
    Phase {
        /// Everybody writes; others' ideas are hidden.
        Collect = "collect",
        /// Everybody reads.
        Read = "read",
        /// The facilitator groups.
        Group = "group",
        /// Everybody votes.
        Vote = "vote",
        /// Results are discussed.
        Decide = "decide",
    }
    /// Whether counts of votes are shown.
    TallyMode {
        /// Not yet.
        Hidden = "hidden",
        /// To all.
        Revealed = "revealed",
    }
    /// How somebody attends.
    Attending {
        /// As the holder of the post.
        Holder = "holder",
        /// On behalf of the holder.
        Behalf = "behalf",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_unknown_ones_are_none() {
        for value in Novelty::ALL {
            assert_eq!(Novelty::parse(value.code()), Some(*value));
        }
        assert_eq!(IdeaType::parse("non_digital"), Some(IdeaType::NonDigital));
        assert_eq!(Status::parse("Adopted"), None);
        assert_eq!(Phase::parse(""), None);
    }
}
