//! The browser's random numbers.

/// Draws random bytes from the browser's cryptographic source.
///
/// # Panics
/// Never in a browser: every one that is promised has `crypto.getRandomValues`. Without it nothing
/// could be signed, and stopping is the only safe answer.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    if getrandom::fill(&mut out).is_err() {
        std::process::abort();
    }
    out
}

/// Draws a random number.
#[must_use]
pub fn number() -> u64 {
    u64::from_le_bytes(bytes())
}
