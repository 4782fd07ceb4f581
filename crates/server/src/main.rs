//! Serves the built web app.

fn main() {}
