//! The one writer of a workshop: `edit()` for own writes, `merge()` for all others.
