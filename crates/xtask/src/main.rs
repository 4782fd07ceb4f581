//! Set-up, builds, budgets and tests.

fn main() {}
