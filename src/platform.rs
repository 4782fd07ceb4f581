//! Effects of the browser, one file each. Nothing here knows a workshop.

pub mod clock;
pub mod deflate;
pub mod dom;
pub mod fetch;
pub mod files;
pub mod format;
pub mod history;
pub mod notify;
pub mod picture;
pub mod random;
pub mod request;
pub mod rest;
pub mod share;
pub mod task;
pub mod update;
