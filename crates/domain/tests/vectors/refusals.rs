//! Patches that everybody must refuse, each with its code.

use gagas_domain::SigningKey;
use gagas_domain::id::{RecordId, encode};
use gagas_domain::keys::{AuthorRole, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{MAX_BODY, Patch, SignedPatch};
use gagas_domain::value::Value;

use crate::keys::organiser;
use crate::patches::{NONCE, author_key, organiser_key, sign, write};
use crate::text::{bytes, list, object, show};

pub(crate) fn vectors() -> Value {
    let mut refused = shapes();
    refused.extend(rights());
    refused.extend(signatures());
    let workshop = organiser(0).workshop();
    let rows = refused.into_iter().map(|(name, signed)| {
        let (body, signature) = (signed.body.clone(), signed.signature);
        let code = Patch::admit(signed, &workshop).expect_err(name);
        object([
            ("name", name.into()),
            ("b", body.into()),
            ("s", bytes(&signature)),
            ("code", code.name().into()),
        ])
    });
    object([("workshop", show(workshop)), ("refused", list(rows))])
}

fn sound() -> String {
    let named = author_key(AuthorRole::Named);
    let patch = write(&named, Kind::Idea, &NONCE, (5, 6, 9), r#"{"title":"x"}"#);
    patch.signed().body.clone()
}

/// Bodies of a wrong shape, signed all the same by the author of [`sound`].
fn shapes() -> Vec<(&'static str, SignedPatch)> {
    let sound = sound();
    let with = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        sound.replace(from, to)
    };
    let title = r#"{"title":"x"}"#;
    let long = format!(
        r#"{{"title":"{}"}}"#,
        "x".repeat(MAX_BODY + 2 - sound.len())
    );
    [
        ("no object", "[]".into()),
        ("something behind", format!("{sound} x")),
        ("an unknown entry", with("\"v\":1", "\"v\":1,\"q\":1")),
        ("a repeated entry", with("\"v\":1", "\"v\":1,\"v\":1")),
        ("a missing entry", with("\"n\":\"CQkJCQkJCQk\",", "")),
        ("no version", with("\"v\":1,", "")),
        ("a later version", with("\"v\":1", "\"v\":2")),
        (
            "a later version with entries of its own",
            with("\"v\":1", "\"v\":2,\"q\":1"),
        ),
        ("no fields", with(title, "{}")),
        ("fields that are a list", with(title, "[]")),
        (
            "a repeated field",
            with(title, r#"{"title":"x","title":"x"}"#),
        ),
        ("a field in capitals", with(title, r#"{"Title":"x"}"#)),
        ("a field of 65 characters", with("title", &"t".repeat(65))),
        ("a fraction", with(title, r#"{"title":1.5}"#)),
        (
            "an integer of 2^53",
            with(title, r#"{"title":9007199254740992}"#),
        ),
        ("a lone surrogate", with(title, r#"{"title":"\ud800"}"#)),
        (
            "a deletion with a field",
            with(title, r#"{"_del":true,"title":"x"}"#),
        ),
        (
            "a deletion that is undone",
            with(title, r#"{"_del":false}"#),
        ),
        ("a kind with a capital", with("\"idea\"", "\"Idea\"")),
        (
            "nine levels",
            with("\"x\"}", &format!("{}{}}}", "[".repeat(7), "]".repeat(7))),
        ),
        ("one byte too long", with(title, &long)),
        ("a negative time", with("\"t\":[5,6]", "\"t\":[-1,6]")),
        (
            "a time of 2^48",
            with("\"t\":[5,6]", "\"t\":[281474976710656,6]"),
        ),
        ("a counter of 65536", with("\"t\":[5,6]", "\"t\":[5,65536]")),
        ("a stamp of three", with("\"t\":[5,6]", "\"t\":[5,6,7]")),
        ("a stamp in words", with("\"t\":[5,6]", "\"t\":\"5\"")),
        (
            "a padded nonce",
            with("\"AQIDBAUGBwg\"", "\"AQIDBAUGBwg=\""),
        ),
        (
            "a nonce with trailing bits",
            with("\"AQIDBAUGBwg\"", "\"AQIDBAUGBwh\""),
        ),
        (
            "a node of nine bytes",
            with("\"CQkJCQkJCQk\"", "\"CQkJCQkJCQkJ\""),
        ),
    ]
    .map(|(name, body)| (name, sign(&author_key(AuthorRole::Named), body)))
    .into()
}

/// Writes to records that are not the signer's.
fn rights() -> Vec<(&'static str, SignedPatch)> {
    let (org, named) = (organiser_key(), author_key(AuthorRole::Named));
    let body = |key: &SigningKey, kind: &str, record: RecordId, nonce: &[u8], workshop: &str| {
        let body = format!(
            r#"{{"v":1,"w":"{workshop}","k":"{kind}","r":"{record}","x":"{}","a":"{}","t":[5,6],"n":"CQkJCQkJCQk","p":{{"title":"x"}}}}"#,
            encode(nonce),
            public_key(key),
        );
        sign(key, body)
    };
    let here = organiser(0).workshop().to_string();
    let elsewhere = organiser(200).workshop().to_string();
    let of =
        |kind: &str, key: &SigningKey, nonce: &[u8]| RecordId::of(kind, &public_key(key), nonce);
    let own = |kind: &str, key: &SigningKey, nonce: &[u8]| {
        body(key, kind, of(kind, key, nonce), nonce, &here)
    };
    let idea = of("idea", &named, &NONCE);
    let session = of("session", &org, &NONCE);
    vec![
        (
            "of another workshop",
            body(&named, "idea", idea, &NONCE, &elsewhere),
        ),
        (
            "somebody else's idea",
            body(&author_key(AuthorRole::Ballot), "idea", idea, &NONCE, &here),
        ),
        (
            "the organiser on somebody's idea",
            body(&org, "idea", idea, &NONCE, &here),
        ),
        (
            "an idea as a comment",
            body(&named, "comment", idea, &NONCE, &here),
        ),
        ("a participant's session", own("session", &named, &NONCE)),
        (
            "a participant on a session",
            body(&named, "session", session, &NONCE, &here),
        ),
        (
            "a session under another nonce",
            body(&org, "session", session, &[0; 8], &here),
        ),
        ("an idea without a nonce", own("idea", &named, &[])),
        ("a ballot with a nonce", own("ballot", &named, &NONCE)),
        ("a workshop with a nonce", own("workshop", &org, &NONCE)),
        (
            "moderation with a short nonce",
            own("moderation", &org, &NONCE),
        ),
        (
            "a nonce of nine bytes on a later kind",
            own("poll", &named, &[1; 9]),
        ),
        (
            "a later kind's record of another",
            body(&named, "poll", idea, &NONCE, &here),
        ),
    ]
}

/// Signatures that do not hold, or hold for anything.
fn signatures() -> Vec<(&'static str, SignedPatch)> {
    let named = author_key(AuthorRole::Named);
    let good = sign(&named, sound());
    let mut flipped = good.clone();
    flipped.signature[0] ^= 1;
    let mut other = good.clone();
    other.body = other.body.replace("\"x\"}", "\"y\"}");
    // With the neutral point as key and as R, and s = 0, a lax verification accepts any body.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let mut anything = [0; 64];
    anything[0] = 1;
    let key = gagas_domain::id::PublicKey(neutral);
    let small = sound()
        .replace(&public_key(&named).to_string(), &key.to_string())
        .replace(
            &RecordId::of("idea", &public_key(&named), &NONCE).to_string(),
            &RecordId::of("idea", &key, &NONCE).to_string(),
        );
    let small = SignedPatch {
        body: small,
        signature: anything,
    };
    // s + L: the same signature in a second form (RFC 8032, 5.1.7 refuses it).
    let mut second = good.clone();
    let order: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0;
    for (byte, add) in second.signature[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
    let bare = {
        use ed25519_dalek::Signer;
        let body = sound();
        let signature = named.sign(body.as_bytes()).to_bytes();
        SignedPatch { body, signature }
    };
    vec![
        ("a flipped bit", flipped),
        ("another body", other),
        ("signed without the tag", bare),
        ("the same signature in a second form", second),
        ("a key of small order that signs anything", small),
    ]
}
