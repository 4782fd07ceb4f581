//! Building blocks of the interface; they know no domain words and hold no texts: every word is a
//! prop. Each draws one block of `style/components.css`.
//!
//! Texts and values come down as [`Signal`]s (a `&str`, a `String` or a closure will do), what people
//! do goes up as a [`Callback`]. Inline `style` attributes are refused by the security policy: use
//! `style:name=value`.

pub mod bar;
pub mod button;
pub mod card;
pub mod checkbox;
pub mod choice;
pub mod confirm;
pub mod consent;
pub mod dialog;
pub mod disclosure;
pub mod empty;
pub mod field;
mod focus;
mod frame;
pub mod icon;
pub mod icon_button;
pub mod link;
pub mod menu;
pub mod notice;
pub mod page;
pub mod progress;
pub mod qr;
pub mod search;
pub mod select;
pub mod status;
pub mod summary;
pub mod tabs;
pub mod toast;

use crate::reactive::Signal;

pub use bar::{Bar, BarItem};
pub use button::{Button, Variant, Width};
pub use card::{Card, CardTone, Tag, TagTone};
pub use checkbox::Checkbox;
pub use choice::{CheckChips, Choice, FilterChip, RadioChips};
pub use confirm::Confirm;
pub use consent::YesNo;
pub use dialog::Dialog;
pub use disclosure::{Disclosure, Start};
pub use empty::{EmptyKind, EmptyState};
pub use field::{Count, Keyboard, Limit, Lines, TextField};
pub use focus::{focus_heading, focus_id, heading, leave_focus};
pub use icon::{Icon, icon};
pub use icon_button::IconButton;
pub use link::{IconLink, LinkButton, SkipLink};
pub use menu::{Menu, MenuItem, MenuLink};
pub use notice::{Notice, Tone};
pub use page::{Back, PageHeader};
pub use progress::Progress;
pub use qr::{Qr, QrRuns, qr_path, qr_runs};
pub use search::SearchField;
pub use select::Select;
pub use status::{Announcer, SaveState, StateTone, StatusRegion};
pub use summary::{ErrorSummary, Problem};
pub use tabs::{Tab, Tabs};
pub use toast::{ToastAction, Toaster, Toasts};

/// A text that may change and that may be missing.
pub type MaybeText = Signal<Option<String>>;
