//! What is kept on the device: stores, the outbox, and how they survive what browsers do.
