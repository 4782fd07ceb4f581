//! Admission looks at the patch alone, and keeps its bytes as they came.

use ed25519_dalek::Signer;
use gagas_domain::SigningKey;
use gagas_domain::code::Code;
use gagas_domain::id::WorkshopId;
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::patch::{MAX_BODY, Patch, SignedPatch, authorise};
use gagas_domain::value::{MAX_DEPTH, Value};
use proptest::prelude::*;

use crate::pool::{KEYS, patch, patches, replica, seen, value, workshop};

fn sign(key: &SigningKey, body: String) -> SignedPatch {
    let signature = key
        .sign(&[b"gagas-patch-v1\0", body.as_bytes()].concat())
        .to_bytes();
    SignedPatch { body, signature }
}

/// The same entries in another order, with spaces and needless escapes: still the author's text.
fn odd_spelling(patch: &Patch, turn: usize) -> String {
    let Ok(Value::Map(mut entries)) = Value::parse(&patch.signed().body, MAX_DEPTH) else {
        unreachable!("a patch is an object");
    };
    let len = entries.len();
    entries.rotate_left(turn % len);
    let spelled = entries.iter().map(|(name, value)| {
        let escaped: String = name.bytes().map(|b| format!("\\u{b:04x}")).collect();
        format!(" \"{escaped}\" :\t{}\n", value.to_json())
    });
    format!("{{{}}}", spelled.collect::<Vec<_>>().join(","))
}

fn author(patch: &Patch) -> &'static SigningKey {
    let mut keys = KEYS.iter();
    keys.find(|key| public_key(key) == patch.author()).unwrap()
}

proptest! {
    #[test]
    fn values_survive_writing_and_reading(value in value()) {
        prop_assert_eq!(Value::parse(&value.to_json(), MAX_DEPTH), Ok(value));
    }

    #[test]
    fn re_export_is_byte_exact(patch in patch(), turn in 0_usize..9, others in patches()) {
        let signed = sign(author(&patch), odd_spelling(&patch, turn));
        let Ok(odd) = Patch::admit(signed.clone(), &workshop()) else {
            prop_assert!(signed.body.len() > MAX_BODY);
            return Ok(());
        };
        prop_assert_eq!(odd.fields(), patch.fields());
        prop_assert_eq!(odd.rank().stamp, patch.rank().stamp);
        let mut set = replica(&others);
        set.add(odd.clone());
        if let Some(held) = set.patch(&odd.id()) {
            prop_assert_eq!(held.signed(), &signed);
            prop_assert_eq!(Patch::trust(held.signed().clone()), Ok(odd));
        }
        // And what others wrote went through unchanged as well.
        for held in set.patches().filter(|held| held.signed() != &signed) {
            let mut written = others.iter();
            prop_assert!(written.any(|patch| patch.signed() == held.signed()));
        }
    }

    /// A replica that was exported, carried as text and admitted elsewhere is the same replica.
    #[test]
    fn a_carried_replica_is_the_same_replica(writes in patches()) {
        let set = replica(&writes);
        let carried: Vec<Patch> = set
            .patches()
            .map(|patch| Patch::admit(patch.signed().clone(), &workshop()).unwrap())
            .collect();
        prop_assert_eq!(seen(&replica(&carried)), seen(&set));
    }

    #[test]
    fn what_may_be_signed_is_admitted(patch in patch()) {
        prop_assert_eq!(Patch::admit(patch.signed().clone(), &workshop()), Ok(patch));
    }

    #[test]
    fn no_changed_byte_is_admitted(patch in patch(), at in any::<prop::sample::Index>(), to in 1_u8..128) {
        let mut signed = patch.signed().clone();
        let mut body = signed.body.into_bytes();
        let at = at.index(body.len());
        body[at] ^= to;
        if let Ok(body) = String::from_utf8(body) {
            signed.body = body;
            prop_assert!(Patch::admit(signed, &workshop()).is_err());
        }
        let mut signed = patch.signed().clone();
        signed.signature[at % 64] ^= to;
        prop_assert_eq!(Patch::admit(signed, &workshop()), Err(Code::BadSignature));
    }

    /// A patch for somebody else's record is refused on sight, whoever signs it; whether that
    /// record is known, or was ever written, plays no part.
    #[test]
    fn nobody_writes_the_record_of_another(patch in patch(), other in 0_usize..3) {
        let thief = &KEYS[other];
        prop_assume!(public_key(thief) != patch.author());
        let body = patch
            .signed()
            .body
            .replace(&patch.author().to_string(), &public_key(thief).to_string());
        let refused = Patch::admit(sign(thief, body), &workshop()).unwrap_err();
        prop_assert!(matches!(
            refused,
            Code::NotAuthor | Code::NotOrganiser | Code::BadId
        ));
    }

    /// The verdict follows from the bytes: reading them again, in any company, changes nothing.
    #[test]
    fn the_verdict_follows_from_the_patch_alone(patch in patch(), others in patches()) {
        let before = authorise(&Patch::trust(patch.signed().clone()).unwrap());
        let mut set = replica(&others);
        set.add(patch.clone());
        prop_assert_eq!(authorise(&patch), before);
        let strangers = OrganiserSeed([7; 32]).workshop();
        prop_assert_eq!(
            Patch::admit(patch.signed().clone(), &strangers),
            Err(Code::ForeignWorkshop)
        );
        prop_assert_eq!(WorkshopId::of(&patch.author()) == workshop(), patch.by_organiser());
    }
}

/// A delegation (reserved key `c`) is kept aside whole, even on a kind that is known.
#[test]
fn a_delegated_patch_is_kept_aside() {
    let key = &KEYS[1];
    let json = r#"{"v":1,"w":"W","k":"idea","r":"R","x":"AQEBAQEBAQE","a":"A","c":{"by":[1,{"y":null}]},"t":[5,0],"n":"CQkJCQkJCQk","p":{"title":"x"}}"#;
    let record = gagas_domain::id::RecordId::of("idea", &public_key(key), &[1; 8]);
    let body = json
        .replace("\"W\"", &format!("\"{}\"", workshop()))
        .replace("\"R\"", &format!("\"{record}\""))
        .replace("\"A\"", &format!("\"{}\"", public_key(key)));
    let signed = sign(key, body);
    let patch = Patch::admit(signed.clone(), &workshop()).expect("id and signature hold");
    let mut set = replica([&patch]);
    assert!(set.find(&record).is_none() && set.records().next().is_none());
    set.add(patch.clone());
    assert_eq!(set.patch(&patch.id()).unwrap().signed(), &signed);
}
