//! What is kept on the device: stores, the outbox, and how they survive what browsers do.

pub mod backend;
pub mod browser;
pub mod channel;
pub mod devices;
mod line;
pub mod memory;
pub mod names;
pub mod persistence;
mod request;
pub mod schema;
#[cfg(test)]
mod testing;
pub mod workshop_store;
pub mod writer;
