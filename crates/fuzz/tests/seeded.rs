//! A few thousand inputs for each target; `GAGAS_FUZZ_INPUTS` makes it more, `GAGAS_FUZZ_SEED` others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gagas_fuzz::{Mutator, TARGETS, seeds};

/// How many inputs each target gets in the test command.
const INPUTS: u64 = 4_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_input_breaks_a_promise() {
    let seeds = seeds();
    let inputs = number("GAGAS_FUZZ_INPUTS").unwrap_or(INPUTS);
    for (name, run) in TARGETS {
        let mut mutator = Mutator::new(number("GAGAS_FUZZ_SEED").unwrap_or(1));
        let mutated = (0..inputs).map(|_| mutator.input(&seeds));
        for input in seeds.iter().cloned().chain(mutated) {
            let ran = catch_unwind(AssertUnwindSafe(|| run(&input)));
            assert!(ran.is_ok(), "{name}: {:?}", String::from_utf8_lossy(&input));
        }
    }
}
