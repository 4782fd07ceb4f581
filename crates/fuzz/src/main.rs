//! One target under libFuzzer: `GAGAS_FUZZ` names it.
#![no_main]

use std::sync::LazyLock;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("GAGAS_FUZZ").unwrap_or_default();
    gagas_fuzz::target(&name).unwrap_or(|_| {})
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
