use super::*;
use crate::id::encode;
use crate::keys::public_key;
use crate::kind::Kind;
use crate::patch::{MAX_BODY, SignedPatch};
use crate::sorted::SortedSet;
use crate::testing::{IDEAS, Replica, board};
use crate::value::Value;
use alloc::string::String;
use proptest::prelude::*;

const HEADER_OF_BACKUP: Header = Header {
    kind: BundleKind::Backup,
    method: Method::Stored,
    organiser: PublicKey([3; 32]),
};

fn patches() -> Vec<SignedPatch> {
    let replica = board();
    replica
        .records
        .patches()
        .map(|patch| patch.signed().clone())
        .collect()
}

#[test]
fn a_bundle_reads_back_byte_for_byte() {
    let patches = patches();
    let private = [Value::map([("seed", encode(&[9; 32]).into())])];
    let bytes = write_payload(&patches, &private);
    let bundle = HEADER_OF_BACKUP.write(&bytes).unwrap();
    let (header, payload) = Header::parse(&bundle).unwrap();
    assert_eq!((header, payload), (HEADER_OF_BACKUP, &*bytes));
    let payload = read_payload(header.kind, payload).unwrap();
    assert_eq!(
        (payload.patches, &*payload.private),
        (patches, &private[..])
    );
    assert_eq!(header.workshop(), WorkshopId::of(&PublicKey([3; 32])));
}

#[test]
fn the_bytes_are_those_of_the_specification() {
    let header = Header {
        kind: BundleKind::Public,
        method: Method::Deflate,
        organiser: PublicKey([0xab; 32]),
    };
    let mut expected = b"GGS1\x01\x01".to_vec();
    expected.extend([0xab; 32]);
    expected.extend([0, 0, 0, 2]);
    expected.extend(b"xy");
    let hash: [u8; 8] = crate::id::sha256(&[&expected])[..8].try_into().unwrap();
    expected.extend(hash);
    assert_eq!(header.write(b"xy").unwrap(), expected);
}

#[test]
fn what_is_no_bundle_is_told_apart() {
    let bundle = HEADER_OF_BACKUP.write(b"{}\n").unwrap();
    assert_eq!(Header::parse(b""), Err(BundleError::Empty));
    assert_eq!(Header::parse(b"PK\x03\x04"), Err(BundleError::NotABundle));
    for end in 1..bundle.len() {
        assert_eq!(
            Header::parse(&bundle[..end]),
            Err(BundleError::Truncated),
            "{end}"
        );
    }
    let longer = [&bundle[..], b"\n"].concat();
    assert_eq!(Header::parse(&longer), Err(BundleError::Damaged));
    for at in 4..bundle.len() {
        let mut damaged = bundle.clone();
        damaged[at] ^= 0x40;
        assert!(Header::parse(&damaged).is_err(), "{at}");
    }
    for at in [4, 5] {
        let mut later = bundle.clone();
        later[at] = 9;
        let end = later.len() - HASH;
        let hash: [u8; HASH] = sha256_prefix(&[&later[..end]]);
        later[end..].copy_from_slice(&hash);
        assert_eq!(Header::parse(&later), Err(BundleError::Unsupported));
    }
}

#[test]
fn lines_are_checked() {
    let read = |text: &str| read_payload(BundleKind::Backup, text.as_bytes());
    let patch = r#"{"b":"x","s":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
    let twice = [patch, "\r\n\n", patch].concat();
    assert_eq!(read(&twice).unwrap().patches.len(), 2);
    let later = patch.replace("{", r#"{"z":[1],"#);
    assert_eq!(read(&later).unwrap().patches.len(), 1);
    for (bad, line) in [
        ("{}\n[]", 2),
        ("1", 1),
        (r#"{"b":"x"}"#, 1),
        (r#"{"b":"x","s":"AA"}"#, 1),
        (r#"{"b":1,"s":"AA"}"#, 1),
        (r#"{"b":"x","b":"y"}"#, 1),
        ("{", 1),
    ] {
        assert_eq!(read(bad), Err(BundleError::BadLine(line)), "{bad}");
    }
    let seeds = read_payload(BundleKind::Public, b"{\"seed\":1}");
    assert_eq!(seeds, Err(BundleError::BadLine(1)));
    assert_eq!(
        read_payload(BundleKind::Public, b"\xff"),
        Err(BundleError::BadLine(1))
    );
    let long = ["\"", &"x".repeat(MAX_LINE), "\""].concat();
    assert_eq!(read(&long), Err(BundleError::TooLarge));
    let many = "{}\n".repeat(MAX_PATCHES + 1);
    assert_eq!(read(&many), Err(BundleError::TooLarge));
}

#[test]
fn the_longest_patch_fits_a_line() {
    let patch = SignedPatch {
        body: "\n".repeat(MAX_BODY),
        signature: [255; 64],
    };
    let line = write_payload([&patch], &[]);
    assert!(line.len() < MAX_LINE);
    assert_eq!(
        read_payload(BundleKind::Public, &line).unwrap().patches,
        [patch]
    );
}

#[test]
fn a_bundle_is_found_in_what_people_paste() {
    let bundle = HEADER_OF_BACKUP.write(&[b' '; 300]).unwrap();
    let text = armour(&bundle, "Gagas: cadangan");
    assert!(text.starts_with("Gagas: cadangan\n=== GAGAS BUNDLE 1 ===\nR0dTMQ"));
    assert!(text.lines().all(|line| line.len() <= WIDTH_OF_LINES));
    let quoted = text.replace('\n', "\r\n> > ");
    let spaced: String = text.split("").collect::<Vec<_>>().join("\u{200b}");
    let bare = encode(&bundle);
    for pasted in [
        &*text,
        &quoted,
        &["Pada Rabu, Siti menulis:\n", &text, "\nSalam"].concat(),
        &bare,
        &["\u{feff}", &bare, " terima kasih"].concat(),
        &["https://a.id/?w=x#b=", &bare, "&r=/board"].concat(),
        &["R0dTMQ rusak R0dTMQ", &bare[..40], "\n", &bare].concat(),
    ] {
        assert_eq!(
            dearmour(pasted.as_bytes()).as_ref(),
            Ok(&bundle),
            "{pasted}"
        );
    }
    // A zero-width space inside the first characters hides the start; that is not worth more code.
    assert_eq!(dearmour(spaced.as_bytes()), Err(BundleError::NotABundle));
    assert_eq!(dearmour(&bundle).as_ref(), Ok(&bundle));
    assert_eq!(dearmour(b" \n"), Err(BundleError::Empty));
    assert_eq!(dearmour(b"halo"), Err(BundleError::NotABundle));
    let half = &text[..text.len() / 2];
    assert_eq!(dearmour(half.as_bytes()), Err(BundleError::Truncated));
    let changed = text.replacen("ICAg", "ICAh", 1);
    assert_eq!(dearmour(changed.as_bytes()), Err(BundleError::Damaged));
}

const WIDTH_OF_LINES: usize = 76;

#[test]
fn what_is_hidden_or_private_is_not_shared() {
    let mut replica = board();
    let hidden = Replica::idea(IDEAS[0].0, IDEAS[0].2);
    replica.moderate(&hidden, r#"{"hidden":true}"#);
    let siti = Replica::person("siti");
    replica.write(&siti, Kind::Ballot, &[], r#"{"votes":[]}"#);
    replica.write(&siti, Kind::Unknown("poll".into()), &[], r#"{"a":1}"#);
    let shared = public(&replica.records);
    let all = replica.records.len();
    assert_eq!(shared.len(), all - 3);
    assert!(shared.iter().all(|patch| patch.record() != hidden));
    let own = SortedSet::from([public_key(&siti)]);
    assert_eq!(for_organiser(&replica.records, &own).len(), 4);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let started = [b"GGS1", &bytes[..]].concat();
        for bytes in [&bytes, &started] {
            let _ = Header::parse(bytes);
            let _ = dearmour(bytes);
            let _ = dearmour(encode(bytes).as_bytes());
            let _ = read_payload(BundleKind::Backup, bytes);
        }
    }

    #[test]
    fn every_payload_survives_the_text_form(payload in prop::collection::vec(any::<u8>(), 0..300)) {
        let bundle = HEADER_OF_BACKUP.write(&payload).unwrap();
        prop_assert_eq!(Header::parse(&bundle).unwrap().1, &*payload);
        prop_assert_eq!(dearmour(armour(&bundle, "").as_bytes()).unwrap(), bundle);
    }
}
