//! Hash routes as a typed enum: what stands behind a `#` and how it is written.
