//! Bundles: whole ones with what they carry, and damaged ones with their errors.

use gagas_domain::bundle::{
    BundleKind, Header, Method, armour, dearmour, read_payload, write_payload,
};
use gagas_domain::keys::{AuthorRole, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::value::Value;

use crate::patches::{NONCE, author_key, organiser_key, write};
use crate::text::{bytes, list, number, object, show};

pub(crate) fn vectors() -> Value {
    let named = author_key(AuthorRole::Named);
    let patches = [
        write(
            &named,
            Kind::Idea,
            &NONCE,
            (5, 0, 1),
            r#"{"title":"Antrean daring"}"#,
        ),
        write(
            &organiser_key(),
            Kind::Session,
            &NONCE,
            (6, 0, 1),
            r#"{"title":"Pembukaan"}"#,
        ),
    ];
    let signed = patches.each_ref().map(|patch| patch.signed());
    let secret = object([("seed", bytes(&[7; 32]))]);
    let public = write_payload(signed, &[]);
    let private = write_payload(signed, &[secret]);
    let whole = [
        bundle("nothing, stored", BundleKind::Public, Method::Stored, b""),
        bundle(
            "two patches, stored",
            BundleKind::Public,
            Method::Stored,
            &public,
        ),
        bundle(
            "two patches, deflated",
            BundleKind::Organiser,
            Method::Deflate,
            &public,
        ),
        bundle("a backup", BundleKind::Backup, Method::Stored, &private),
        bundle(
            "a rescue code",
            BundleKind::Rescue,
            Method::Stored,
            &private,
        ),
    ];
    object([("whole", list(whole)), ("damaged", list(damaged(&public)))])
}

fn header(kind: BundleKind, method: Method) -> Header {
    Header {
        kind,
        method,
        organiser: public_key(&organiser_key()),
    }
}

fn bundle(name: &str, kind: BundleKind, method: Method, payload: &[u8]) -> Value {
    let packed = match method {
        Method::Stored => payload.to_vec(),
        Method::Deflate => miniz_oxide::deflate::compress_to_vec(payload, 9),
    };
    let whole = header(kind, method).write(&packed).expect("a bundle");
    let text = armour(&whole, "Gagas");
    assert_eq!(dearmour(text.as_bytes()).as_deref(), Ok(&whole[..]));
    let read = read_payload(kind, payload).expect("a payload");
    object([
        ("name", name.into()),
        ("kind", number(kind.number())),
        ("deflated", (method == Method::Deflate).into()),
        ("patches", number(read.patches.len())),
        ("private", number(read.private.len())),
        ("payload", String::from_utf8_lossy(payload).as_ref().into()),
        ("bundle", bytes(&whole)),
        ("text", text.into()),
    ])
}

fn damaged(payload: &[u8]) -> Vec<Value> {
    let whole = header(BundleKind::Public, Method::Stored)
        .write(payload)
        .expect("a bundle");
    let with = |at: usize, byte: u8| {
        let mut changed = whole.clone();
        changed[at] = byte;
        changed
    };
    let longer = [&whole[..], b"x"].concat();
    let cases = [
        ("empty", vec![]),
        ("another file", b"PK\x03\x04".to_vec()),
        ("cut in the header", whole[..20].to_vec()),
        ("cut in the payload", whole[..whole.len() - 1].to_vec()),
        ("something behind", longer),
        ("a changed byte", with(60, b'!')),
        ("a length beyond the limit", with(38, 0xff)),
    ];
    let mut rows: Vec<Value> = cases
        .into_iter()
        .map(|(name, cut)| {
            let error = Header::parse(&cut).expect_err(name);
            object([
                ("name", name.into()),
                ("bundle", bytes(&cut)),
                ("error", show(error)),
            ])
        })
        .collect();
    let secret = b"{\"b\":\"{}\",\"s\":\"AA\"}\n";
    for (name, lines) in [
        ("a short signature", &secret[..]),
        ("a private line in a public bundle", b"{\"seed\":\"AA\"}\n"),
        ("a line that is no JSON", b"\n{\"b\"\n"),
    ] {
        let error = read_payload(BundleKind::Public, lines).expect_err(name);
        rows.push(object([
            ("name", name.into()),
            ("payload", String::from_utf8_lossy(lines).as_ref().into()),
            ("error", show(error)),
        ]));
    }
    rows
}
