//! The Gagas web app: a thin shell over `gagas-domain`.
//!
//! Who may use whom: `features` use `parts` (what several of them show), `components`, `state`,
//! `i18n`, `route` and the domain; `parts` use the same but themselves; `state` uses `storage`,
//! `platform` and the domain; `storage` uses `platform`; `sync` uses `state` and `platform`. Nothing points back, and no feature uses
//! another.

// The macro `view!` writes `::gagas::render`, here as in the tests.
extern crate self as gagas;

pub mod app;
pub mod components;
pub mod features;
pub mod i18n;
pub mod parts;
pub mod platform;
pub mod reactive;
pub mod render;
pub mod route;
mod router;
pub mod state;
pub mod storage;
pub mod sync;
