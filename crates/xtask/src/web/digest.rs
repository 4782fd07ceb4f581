//! SHA-256 in the two alphabets that browsers ask for.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

/// Returns the digest as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Returns the digest as a Content Security Policy writes it, with its quotes.
pub(super) fn source(bytes: &[u8]) -> String {
    ["'sha256-", &BASE64.encode(&Sha256::digest(bytes)), "'"].concat()
}
