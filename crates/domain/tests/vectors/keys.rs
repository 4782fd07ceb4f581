//! Seeds, and the keys, tokens and ids that follow from them.

use gagas_domain::id::RecordId;
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed, public_key};
use gagas_domain::seal::seal_public_key;
use gagas_domain::value::Value;

use crate::text::{bytes, list, number, object, show};

pub(crate) fn organiser(first: u8) -> OrganiserSeed {
    OrganiserSeed(counting(first))
}

pub(crate) fn author(first: u8) -> AuthorSeed {
    AuthorSeed(counting(first))
}

/// 32 bytes that count up from the first.
pub(crate) fn counting(first: u8) -> [u8; 32] {
    std::array::from_fn(|at| first.wrapping_add(at as u8))
}

pub(crate) fn vectors() -> Value {
    object([
        (
            "organisers",
            list([0, 200].map(organiser).map(keys_of_organiser)),
        ),
        ("authors", list([100, 250].map(author).map(keys_of_author))),
        ("records", list(records())),
    ])
}

fn keys_of_organiser(seed: OrganiserSeed) -> Value {
    let tokens = |generation: u32| {
        object([
            ("generation", number(generation)),
            ("organiser", bytes(&seed.token(generation))),
            ("join", bytes(&seed.join_token(generation))),
        ])
    };
    object([
        ("seed", bytes(&seed.0)),
        ("sign_secret", bytes(&seed.signing_key().to_bytes())),
        ("sign_public", show(public_key(&seed.signing_key()))),
        ("seal_ikm", bytes(&seed.seal_ikm())),
        ("seal_public", bytes(&seal_public_key(&seed))),
        ("workshop", show(seed.workshop())),
        ("tokens", list([0, 1, u32::MAX].map(tokens))),
    ])
}

fn keys_of_author(seed: AuthorSeed) -> Value {
    let role = |(name, role): (&str, AuthorRole)| {
        let key = seed.signing_key(role);
        object([
            ("role", name.into()),
            ("sign_secret", bytes(&key.to_bytes())),
            ("sign_public", show(public_key(&key))),
        ])
    };
    let roles = [
        ("named", AuthorRole::Named),
        ("ballot", AuthorRole::Ballot),
        ("registration", AuthorRole::Registration),
        ("anon 0", AuthorRole::Anonymous(0)),
        ("anon 1", AuthorRole::Anonymous(1)),
        ("anon 4294967295", AuthorRole::Anonymous(u32::MAX)),
    ];
    object([("seed", bytes(&seed.0)), ("keys", list(roles.map(role)))])
}

fn records() -> Vec<Value> {
    let of_organiser = public_key(&organiser(0).signing_key());
    let of_author = public_key(&author(100).signing_key(AuthorRole::Named));
    [
        ("workshop", of_organiser, vec![]),
        ("session", of_organiser, vec![1, 2, 3, 4, 5, 6, 7, 8]),
        ("moderation", of_organiser, vec![255; 16]),
        ("idea", of_author, vec![1, 2, 3, 4, 5, 6, 7, 8]),
        ("comment", of_author, vec![1, 2, 3, 4, 5, 6, 7, 8]),
        ("ballot", of_author, vec![]),
    ]
    .map(|(kind, author, nonce)| {
        object([
            ("kind", kind.into()),
            ("author", show(author)),
            ("nonce", bytes(&nonce)),
            ("record", show(RecordId::of(kind, &author, &nonce))),
        ])
    })
    .into()
}
