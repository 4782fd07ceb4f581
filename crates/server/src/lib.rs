//! The server as a library: routers that the binary serves and that tests call.

mod answer;
pub mod commands;
pub mod config;
mod headers;
pub mod http;
pub mod hub;
pub mod listen;
pub mod log;
pub mod metrics;
mod policy;
pub mod publish;
mod recent;
pub mod site;
pub mod starting;
pub mod store;

pub use publish::router;
