//! One module a feature: its pages, their parts, and nothing of another feature.

pub mod about;
pub mod agenda;
pub mod device;
pub mod ideas;
pub mod organiser;
pub mod registration;
pub mod sharing;
pub mod start;
