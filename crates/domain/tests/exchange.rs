//! Whole journeys without a server, through the public face of the domain: a workshop from JSON to
//! another phone, and a registration from a form to the organiser.

use gagas_domain::bundle::{self, BundleKind, Header, Method};
use gagas_domain::id::RecordId;
use gagas_domain::import;
use gagas_domain::intake::Judging;
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::link::{self, Fragment};
use gagas_domain::merge::RecordSet;
use gagas_domain::seal;
use gagas_domain::value::Value;
use gagas_domain::view::{Registration, Workshop};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

const SAMPLE: &str = include_str!("../../../docs/jambi.json");
const SEED: OrganiserSeed = OrganiserSeed([42; 32]);
const NOW: i64 = 1_605_400_000_000;

fn organisers_phone() -> Result<RecordSet, import::ImportError> {
    let json = import::parse(SAMPLE)?;
    let mut records = RecordSet::default();
    for patch in import::import(&json, &SEED, None, NOW, false, 0)? {
        records.add(patch);
    }
    Ok(records)
}

#[test]
fn a_workshop_travels_by_file_and_by_paste() {
    let theirs = organisers_phone().unwrap();
    let shared = bundle::public(&theirs);
    let payload = bundle::write_payload(shared.iter().map(|patch| patch.signed()), &[]);
    let header = Header {
        kind: BundleKind::Public,
        method: Method::Deflate,
        organiser: public_key(&SEED.signing_key()),
    };
    let file = header.write(&compress_to_vec(&payload, 9)).unwrap();
    assert!(file.len() < 24_000, "{}", file.len());

    let pasted = bundle::armour(&file, "Workshop Inovasi Pelayanan Publik").replace('\n', "\r\n> ");
    let found = bundle::dearmour(pasted.as_bytes()).unwrap();
    let (header, packed) = Header::parse(&found).unwrap();
    let inflated = decompress_to_vec_with_limit(packed, bundle::MAX_INFLATED).unwrap();
    let payload = bundle::read_payload(header.kind, &inflated).unwrap();

    let mut mine = RecordSet::default();
    let mut judging = Judging::new(payload.patches, header.workshop(), NOW);
    while judging.step(&mine) {}
    let intake = judging.finish(&mine);
    assert!(intake.rejected.is_empty() && intake.waiting.is_empty());
    assert_eq!(intake.preview[&Kind::Session].new, 24);
    for patch in intake.new {
        mine.add(patch);
    }
    let ids = |set: &RecordSet| set.patches().map(|patch| patch.id()).collect::<Vec<_>>();
    assert_eq!(ids(&mine), ids(&theirs));
}

#[test]
fn a_registration_reaches_the_organiser_and_nobody_else() {
    let workshop = Workshop::of(&organisers_phone().unwrap()).unwrap();
    let link = link::participant_link("https://a.id", &link::Join::of(&SEED, 0), None);
    let join = Fragment::find(&link).unwrap().join.unwrap();
    let record = RecordId([9; 16]);

    let form = r#"{"name":"Siti Aminah","titles_back":"S.H., M.H.","position":"Kepala Biro Organisasi","agency_other":"Biro Organisasi","as":"holder","phone":"+6281200000000","nip":"196608011988031001","ticket":"AgICAgICAgICAgICAgICAg"}"#;
    let filled = Registration::from_value(&Value::parse(form, 8).unwrap()).unwrap();
    let deflated = compress_to_vec(filled.to_value().to_json().as_bytes(), 9);
    let to = workshop.seal.unwrap();
    let sealed = seal::seal(&to, &join.workshop(), &record, &deflated, &[7; 32]).unwrap();
    assert!(sealed.len() < 600, "{}", sealed.len());

    let opened = seal::open(&SEED, &record, &sealed).unwrap();
    let json = decompress_to_vec_with_limit(&opened, 64 << 10).unwrap();
    let value = Value::parse(core::str::from_utf8(&json).unwrap(), 8).unwrap();
    assert!(Registration::from_value(&value) == Some(filled));
    assert!(seal::open(&OrganiserSeed([1; 32]), &record, &sealed).is_err());
}
