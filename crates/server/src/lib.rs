//! The server as a library: routers that the binary serves and that tests call.

mod answer;
mod headers;
pub mod hub;
mod policy;
pub mod publish;
mod recent;
pub mod site;
pub mod store;

pub use publish::router;
