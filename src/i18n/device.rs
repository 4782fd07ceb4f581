//! Words of this feature.
