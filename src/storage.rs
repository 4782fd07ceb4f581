//! What is kept on the device: stores, the outbox, and how they survive what browsers do.

pub mod backend;
mod line;
pub mod memory;
pub mod workshop_store;
