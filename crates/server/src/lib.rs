//! The server as a library: a router that the binary serves and that tests call.

mod headers;
mod policy;
mod site;

pub use site::router;
