//! The rules of a Gagas workshop. Pure: no I/O, no clock, no randomness; all three are passed in.
