//! One module a feature: its pages, their parts, and nothing of another feature.
