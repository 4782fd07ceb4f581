//! What several features show and what knows a workshop: too much for a component, of no one
//! feature alone.

pub mod committee;
pub mod copy;
pub mod hand_out;
pub mod incoming;
pub mod known;
pub mod language;
pub mod preview;
pub mod restored;
pub mod save_line;
pub mod saved;
pub mod share;
pub mod take_in;

pub use committee::Committee;
pub use copy::copy;
pub use hand_out::{FileWays, file_name, slug};
pub use incoming::Incoming;
pub use known::{KnownWorkshops, open_known, title_of};
pub use language::LanguageSwitch;
pub use preview::Preview;
pub use restored::Restored;
pub use save_line::{SaveLine, unsaved};
pub use saved::say_saved;
pub use share::{Share, ways};
pub use take_in::TakeIn;
