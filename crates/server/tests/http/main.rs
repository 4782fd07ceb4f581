//! The sync protocol as phones speak it, over the real store.

mod codes;
mod events;
mod pull;
mod roles;
mod support;
