//! What a listed workshop publishes, over the router and a real record set: the sample, and hostile ones.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

mod beside;
mod calendar;
mod folder;
mod hostile;
mod page;
mod paths;
mod picture;
mod support;
