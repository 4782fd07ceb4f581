//! The tables of a small workshop, in both languages, as their bytes.

use std::sync::Arc;

use super::*;
use crate::i18n::set_lang;
use gagas_domain::board::Viewer;
use gagas_domain::coverage::Coverage;
use gagas_domain::id::{NodeId, PatchId, PublicKey};
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Draft;
use gagas_domain::roster::Unreadable;
use gagas_domain::stamp::Stamp;
use gagas_domain::value::Value;
use gagas_domain::view::{Attending, LocalText, RegistrationInput, SealedRegistration};

const WIB: i16 = 420;
/// 11 November 2020, 08.00 WIB.
const AT: u64 = 1_605_056_400_000;

/// A replica of what the organiser and one participant wrote.
fn records() -> (RecordSet, RecordId) {
    let seed = OrganiserSeed([1; 32]);
    let organiser = seed.signing_key();
    let siti = OrganiserSeed([2; 32]).signing_key();
    let mut records = RecordSet::default();
    let mut write = |key, kind, nonce: &[u8], json: &str| {
        let Ok(Value::Map(fields)) = Value::parse(json, 8) else {
            panic!("no fields: {json}");
        };
        let draft = Draft {
            workshop: seed.workshop(),
            kind,
            nonce: nonce.into(),
            fields,
        };
        let stamp = Stamp { ms: AT, counter: 0 };
        let patch = draft.sign(key, stamp, NodeId([7; 8])).unwrap();
        let id = patch.record();
        records.add(patch);
        id
    };
    write(&organiser, Kind::Workshop, &[], r#"{"title":"Lokakarya"}"#);
    let agency =
        r#"{"name":"Dinas Kesehatan","name_en":"Health Agency","short":"Dinkes","order":1}"#;
    let agency = write(&organiser, Kind::Agency, &[1; 8], agency);
    write(
        &organiser,
        Kind::Agency,
        &[2; 8],
        r#"{"name":"Biro Umum","order":2}"#,
    );
    let idea = format!(
        r#"{{"title":"=Antrean","problem":"Lama; \"sejak\" subuh\n- panas","agency":"{agency}","form":"service","type":"digital","shape":["governance","technology"],"novelty":"contextual","name":"Siti","anonymous":false}}"#
    );
    let idea = write(&siti, Kind::Idea, &[3; 8], &idea);
    let hidden = r#"{"title":"Rahasia","name":"Siti","anonymous":true}"#;
    write(&siti, Kind::Idea, &[4; 8], hidden);
    let ballot = format!(r#"{{"votes":[["{idea}",1]]}}"#);
    write(&siti, Kind::Ballot, &[], &ballot);
    (records, agency)
}

fn entry(id: u8, content: Content) -> Entry {
    Entry {
        sealed: SealedRegistration {
            id: RecordId([id; 16]),
            author: PublicKey([id; 32]),
            own: true,
            sealed: String::new(),
            cancelled: false,
            created_ms: AT,
            edited_ms: None,
        },
        held: PatchId([id; 16]),
        content,
        received: true,
        state: None,
        twin: None,
    }
}

fn registered(agency: RecordId) -> Roster {
    let details = RegistrationInput {
        name: "Siti Aminah".into(),
        titles_back: "S.H., M.H.".into(),
        position: "Kepala Dinas".into(),
        agency: Some(agency),
        attending: Some(Attending::Holder),
        phone: "+62 812 3456".into(),
        nip: "198609262015051001".into(),
        ..RegistrationInput::default()
    };
    let siti = Registration {
        details,
        ticket: [9; 16],
        extra: Vec::new(),
    };
    Roster {
        entries: vec![
            entry(1, Content::Open(Arc::new(siti))),
            entry(2, Content::Unreadable(Unreadable::WrongKey)),
        ],
    }
}

fn board(records: &RecordSet) -> Board {
    let viewer = Viewer {
        organiser: true,
        ..Viewer::default()
    };
    Board::of(records, &viewer)
}

fn lines(csv: &str) -> Vec<&str> {
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    csv.strip_suffix("\r\n").unwrap().split("\r\n").collect()
}

#[test]
fn registrations_keep_numbers_and_say_what_cannot_be_read() {
    set_lang(Lang::Id);
    let (records, agency) = records();
    let asked = [Consent {
        id: "data".into(),
        version: 1,
        text: LocalText {
            original: "Saya setuju data diproses".into(),
            english: None,
        },
        required: true,
    }];
    let csv = registrations(&registered(agency), &board(&records), &asked, WIB);
    let lines = lines(&csv);
    assert_eq!(
        lines[0],
        "Gelar depan;Nama lengkap;Gelar belakang;Jabatan;Perangkat daerah;Hadir sebagai;Mewakili siapa;Nomor ponsel;Surel;NIP;Pangkat/golongan;Kebutuhan khusus;Saya setuju data diproses;Keadaan;Catatan;Ditulis;Diubah;Kode pendaftaran"
    );
    assert_eq!(
        lines[1],
        ";Siti Aminah;\"S.H., M.H.\";Kepala Dinas;Dinas Kesehatan;Pejabat bersangkutan;;'+62 812 3456;;'198609262015051001;;;Belum dijawab;Terdaftar;;2020-11-11 08:00;;AQEBAQEBAQEBAQEBAQEBAQ"
    );
    assert!(lines[2].contains(";Tidak terbaca;"), "{}", lines[2]);
    assert!(lines[2].contains("kunci lain"), "{}", lines[2]);
    assert!(
        !csv.contains("CQkJCQkJCQkJCQkJCQkJCQ"),
        "the ticket's secret stays out"
    );
}

#[test]
fn agencies_tell_who_is_missing_in_the_language_of_the_interface() {
    let (records, agency) = records();
    let turnout = Turnout::of(&registered(agency), &Coverage::of(&board(&records)));
    set_lang(Lang::En);
    assert_eq!(
        lines(&agencies(&turnout)),
        [
            "Agency,Abbreviation,Registered,Not registered,Ideas",
            "Health Agency,Dinkes,1,,1",
            "Biro Umum,,0,yes,0",
        ]
    );
    set_lang(Lang::Id);
    let csv = agencies(&turnout);
    assert_eq!(lines(&csv)[2], "Biro Umum;;0;ya;0");
}

#[test]
fn ideas_come_with_their_support_and_anonymous_ones_without_a_name() {
    set_lang(Lang::Id);
    let (records, _) = records();
    let csv = ideas(&board(&records), &Tally::of(&records), WIB);
    let lines = lines(&csv);
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].starts_with("'=Antrean;\"Lama; \"\"sejak\"\" subuh\n'- panas\";;Dinas Kesehatan;Siti;Pelayanan publik;Digital;Tata kelola / Teknologi;Pendekatan baru;1;1;0;Belum dinilai;2020-11-11 08:00;"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].starts_with("Rahasia;;;;anonim;;;;;0;0;0;"),
        "{}",
        lines[2]
    );
}
