//! What travels: bundles, links, requests and answers, sealed boxes.

use gagas_domain::bundle::{BundleKind, Header, dearmour, read_payload};
use gagas_domain::id::RecordId;
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::link::{Fragment, percent_decode, percent_encode, workshop_in_query};
use gagas_domain::patch::Patch;
use gagas_domain::seal;
use gagas_domain::sync::wire::{Create, Poke, Pulled, Push, Pushed, Rotate};
use gagas_domain::sync::{Cursor, ReadProof, Verdict, client};

use crate::holds;

/// A bundle, as bytes or as text in a message.
pub(crate) fn bundle(data: &[u8]) {
    for raw in [Some(data.to_vec()), dearmour(data).ok()]
        .into_iter()
        .flatten()
    {
        let Ok((header, packed)) = Header::parse(&raw) else {
            continue;
        };
        drop(read_payload(header.kind, packed));
    }
    for kind in [BundleKind::Public, BundleKind::Backup] {
        let Ok(payload) = read_payload(kind, data) else {
            continue;
        };
        holds(
            "public bundles hold nothing private",
            kind != BundleKind::Public || payload.private.is_empty(),
        );
        for signed in payload.patches {
            drop(Patch::admit(signed, &OrganiserSeed([1; 32]).workshop()));
        }
    }
}

/// What follows the `#`, what follows the `?`, and whole messages.
pub(crate) fn link(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    drop(Fragment::parse(text));
    drop(Fragment::find(text));
    if let Some(id) = workshop_in_query(text) {
        let again = ["?w=", &id.to_string()].concat();
        holds(
            "an address names the same workshop again",
            workshop_in_query(&again) == Some(id),
        );
    }
    let encoded = percent_encode(text);
    holds(
        "what was encoded is decoded",
        percent_decode(&encoded).as_deref() == Some(text),
    );
    drop(percent_decode(text));
}

/// Requests and answers of the server.
pub(crate) fn wire(data: &[u8]) {
    if let Ok(push) = serde_json::from_slice::<Push>(data) {
        for patch in push.patches {
            let id = patch.id();
            if let Ok(signed) = patch.signed() {
                let read = Patch::admit(signed, &OrganiserSeed([1; 32]).workshop());
                holds(
                    "an id is the body's",
                    read.is_err() || read.is_ok_and(|read| read.id() == id),
                );
            }
        }
    }
    drop(serde_json::from_slice::<Pushed>(data));
    drop(serde_json::from_slice::<Pulled>(data));
    drop(serde_json::from_slice::<Create>(data));
    drop(serde_json::from_slice::<Rotate>(data));
    drop(serde_json::from_slice::<Poke>(data));
    if let Ok(text) = std::str::from_utf8(data) {
        let within = client::poked(text, &client::Progress::default());
        holds("a poke is not put off for long", within <= Some(2_000));
    }
}

/// Cursors, proofs and verdicts, which are texts with one form only.
pub(crate) fn cursor(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Some(cursor) = Cursor::parse(text) {
        holds("a cursor has one form", cursor.to_string() == text);
    }
    if let Some(proof) = ReadProof::parse(text) {
        holds(
            "a proof is read again",
            ReadProof::parse(&proof.to_header()) == Some(proof.clone()),
        );
        let _ = proof.verify(&OrganiserSeed([1; 32]).workshop());
    }
    if let Some(verdict) = Verdict::parse(text) {
        holds(
            "a verdict is read again",
            Verdict::parse(&verdict.to_string()) == Some(verdict),
        );
    }
}

/// Boxes sealed to the organiser.
pub(crate) fn sealed(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let opened = seal::open(&OrganiserSeed([1; 32]), &RecordId([0; 16]), text);
    holds("nobody's box opens", opened.is_err());
}
