//! The golden vectors in `vectors/`: what this code makes of fixed inputs must not change.
//!
//! `GAGAS_BLESS=1 cargo test -p gagas-domain --test vectors` writes them anew; a change there is a
//! change of the protocol. `vectors/README.md` says what the files hold, and `vectors/check.mjs`
//! checks them with other implementations of the primitives.
#![expect(clippy::expect_used, reason = "tests may panic")]

mod bundles;
mod dialect;
mod keys;
mod links;
mod merges;
mod patches;
mod refusals;
mod seals;
mod text;

use std::path::PathBuf;

use gagas_domain::value::Value;

/// Compares a file with what this code makes, or writes it.
fn check(name: &str, vectors: Value) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(name);
    let made = text::pretty(&vectors);
    if std::env::var_os("GAGAS_BLESS").is_some() {
        std::fs::write(&path, &made).expect("a file that can be written");
    }
    let golden = std::fs::read_to_string(&path).expect("a golden file");
    let differs = golden.lines().zip(made.lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None, "{name}: golden and made");
    assert_eq!(golden.len(), made.len(), "{name}: one has more");
}

#[test]
fn keys_tokens_and_ids_follow_from_seeds() {
    check("keys.json", keys::vectors());
}

#[test]
fn the_dialect_of_json_is_fixed() {
    check("dialect.json", dialect::vectors());
}

#[test]
fn patches_are_signed_and_named_as_before() {
    check("patches.json", patches::vectors());
}

#[test]
fn bodies_are_refused_with_the_same_codes() {
    check("refusals.json", refusals::vectors());
}

#[test]
fn merges_have_the_same_winners() {
    check("merges.json", merges::vectors());
}

#[test]
fn links_are_written_and_read_as_before() {
    check("links.json", links::vectors());
}

#[test]
fn boxes_and_tickets_are_as_before() {
    check("seals.json", seals::vectors());
}

#[test]
fn bundles_are_packed_as_before() {
    check("bundles.json", bundles::vectors());
}
