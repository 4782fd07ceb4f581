//! Patches that everybody must accept, each with its id.

use ed25519_dalek::Signer;
use gagas_domain::SigningKey;
use gagas_domain::id::NodeId;
use gagas_domain::keys::{AuthorRole, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, MAX_BODY, Patch, SignedPatch};
use gagas_domain::stamp::{MAX_MS, Stamp};
use gagas_domain::value::Value;

use crate::keys::{author, organiser};
use crate::text::{bytes, list, number, object, show};

pub(crate) const NONCE: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

/// The key of the organiser of all vectors.
pub(crate) fn organiser_key() -> SigningKey {
    organiser(0).signing_key()
}

pub(crate) fn author_key(role: AuthorRole) -> SigningKey {
    author(100).signing_key(role)
}

/// A write at (`ms`, `counter`) on node `node`; `json` are its fields.
pub(crate) fn write(
    key: &SigningKey,
    kind: Kind,
    nonce: &[u8],
    (ms, counter, node): (u64, u16, u8),
    json: &str,
) -> Patch {
    let fields = Value::parse(json, 8).expect(json);
    let fields = fields.as_map().expect(json).to_vec();
    let draft = Draft {
        workshop: organiser(0).workshop(),
        kind,
        nonce: nonce.into(),
        fields,
    };
    draft
        .sign(key, Stamp { ms, counter }, NodeId([node; 8]))
        .expect("a patch others accept")
}

/// Signs any text as a body.
pub(crate) fn sign(key: &SigningKey, body: String) -> SignedPatch {
    let signature = key
        .sign(&[b"gagas-patch-v1\0", body.as_bytes()].concat())
        .to_bytes();
    SignedPatch { body, signature }
}

fn admitted(name: &str, signed: SignedPatch) -> Value {
    let patch = Patch::admit(signed, &organiser(0).workshop()).expect(name);
    object([
        ("name", name.into()),
        ("b", patch.signed().body.as_str().into()),
        ("s", bytes(&patch.signed().signature)),
        ("id", show(patch.id())),
        ("record", show(patch.record())),
        ("author", show(patch.author())),
        ("deletion", patch.is_deletion().into()),
        ("aside", patch.is_aside().into()),
    ])
}

pub(crate) fn vectors() -> Value {
    let org = organiser_key();
    let named = author_key(AuthorRole::Named);
    let ballot = author_key(AuthorRole::Ballot);
    let at = (1_790_000_000_123, 0, 9);
    let idea = |when, json: &str| write(&named, Kind::Idea, &NONCE, when, json);
    let target = idea(at, r#"{"title":"Antrean daring"}"#).record();
    let mut made: Vec<(&str, SignedPatch)> = [
        ("the example of the design", idea(at, r#"{"title":"Antrean daring"}"#)),
        ("every kind of value", idea(at, r#"{"title":"é \"\\ \n😀","problem":null,"x.later":[1,-2,true,{"deep":[[]]}],"idea":""}"#)),
        ("the last stamp", idea((MAX_MS, u16::MAX, 255), r#"{"title":"x"}"#)),
        ("the first stamp", idea((0, 0, 0), r#"{"title":"x"}"#)),
        ("a deletion", idea(at, r#"{"_del":true}"#)),
        ("settings", write(&org, Kind::Workshop, &[], at, r#"{"title":"Jambi","reg.open":"2026-10-01T08:00:00+07:00","board.budget":5}"#)),
        ("a session", write(&org, Kind::Session, &NONCE, at, r#"{"title":"Pembukaan","type":"ceremony"}"#)),
        ("moderation", write(&org, Kind::Moderation, &target.0, at, r#"{"hidden":true,"reason":"spam"}"#)),
        ("a ballot", write(&ballot, Kind::Ballot, &[], at, &format!(r#"{{"votes":[["{target}",3]]}}"#))),
        ("a paper ballot", write(&org, Kind::Ballot, &NONCE, at, r#"{"votes":[]}"#)),
        ("a kind of a later version", write(&named, Kind::Unknown("poll".into()), &[7; 16], at, r#"{"question":"?"}"#)),
    ]
    .into_iter()
    .map(|(name, patch)| (name, patch.signed().clone()))
    .collect();
    let body = idea(at, r#"{"title":"x"}"#).signed().body.clone();
    let odd = body
        .replace(
            "{\"v\":1,",
            "\n{ \"p\" : {\"\\u0074itle\":\"x\"} ,\t\"v\":1,",
        )
        .replace(",\"p\":{\"title\":\"x\"}", "");
    made.push(("another spelling of the same", sign(&named, odd)));
    let delegated = body.replace("\"p\":", "\"c\":{\"any\":[1]},\"p\":");
    made.push(("a delegation, reserved", sign(&named, delegated)));
    let room = MAX_BODY - body.len();
    let full = body.replace(
        "\"title\":\"x\"",
        &format!("\"title\":\"x{}\"", "y".repeat(room)),
    );
    made.push(("as long as may be", sign(&named, full)));
    object([
        ("workshop", show(organiser(0).workshop())),
        ("organiser", show(public_key(&org))),
        ("longest_body", number(MAX_BODY)),
        (
            "patches",
            list(
                made.into_iter()
                    .map(|(name, signed)| admitted(name, signed)),
            ),
        ),
    ])
}
