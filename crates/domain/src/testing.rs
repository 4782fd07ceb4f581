//! Helpers for tests: replicas of small workshops, written through real signed patches.

use alloc::string::ToString;
use alloc::vec::Vec;

use ed25519_dalek::SigningKey;

use crate::id::{NodeId, RecordId, WorkshopId, sha256_prefix};
use crate::keys::{OrganiserSeed, public_key};
use crate::kind::Kind;
use crate::merge::RecordSet;
use crate::patch::Draft;
use crate::stamp::Stamp;
use crate::value::Value;

/// A workshop that tests write into.
pub(crate) struct Replica {
    /// What was written.
    pub(crate) records: RecordSet,
    /// The organiser.
    pub(crate) organiser: SigningKey,
    workshop: WorkshopId,
    ms: u64,
}

impl Replica {
    pub(crate) fn new() -> Self {
        let organiser = OrganiserSeed([1; 32]).signing_key();
        Self {
            records: RecordSet::default(),
            workshop: WorkshopId::of(&public_key(&organiser)),
            organiser,
            ms: 1_605_000_000_000,
        }
    }

    /// Goes on from another time, in ms.
    pub(crate) fn put_clock(&mut self, ms: u64) {
        self.ms = ms;
    }

    /// The key of the person with this name.
    pub(crate) fn person(name: &str) -> SigningKey {
        SigningKey::from_bytes(&crate::id::sha256(&[name.as_bytes()]))
    }

    /// Withdraws the record that `key` opened with `nonce`.
    pub(crate) fn withdraw(&mut self, key: &SigningKey, kind: Kind, nonce: &[u8]) {
        self.write(key, kind, nonce, r#"{"_del":true}"#);
    }

    /// Writes `json` into the record that `key` opens with `nonce`, a second after the last write.
    pub(crate) fn write(
        &mut self,
        key: &SigningKey,
        kind: Kind,
        nonce: &[u8],
        json: &str,
    ) -> RecordId {
        self.ms += 1000;
        let Ok(Value::Map(fields)) = Value::parse(json, 8) else {
            panic!("no fields: {json}");
        };
        let draft = Draft {
            workshop: self.workshop,
            kind,
            nonce: nonce.into(),
            fields,
        };
        let stamp = Stamp {
            ms: self.ms,
            counter: 0,
        };
        let patch = draft
            .sign(key, stamp, NodeId([7; 8]))
            .expect("a patch others accept");
        let record = patch.record();
        self.records.add(patch);
        record
    }

    /// Writes a record of the organiser's, named `name` among its kind.
    pub(crate) fn organise(&mut self, kind: Kind, name: &str, json: &str) -> RecordId {
        let key = self.organiser.clone();
        self.write(&key, kind, &nonce(name), json)
    }

    /// The id of the organiser's record with this name.
    pub(crate) fn id_of(&self, kind: Kind, name: &str) -> RecordId {
        RecordId::of(kind.name(), &public_key(&self.organiser), &nonce(name))
    }

    /// The id of the idea that `author` handed in under `title`.
    pub(crate) fn idea(author: &str, title: &str) -> RecordId {
        RecordId::of("idea", &public_key(&Self::person(author)), &nonce(title))
    }

    /// Writes the workshop's settings.
    pub(crate) fn settle(&mut self, json: &str) -> RecordId {
        let key = self.organiser.clone();
        self.write(&key, Kind::Workshop, &[], json)
    }

    /// Writes the organiser's word on a record.
    pub(crate) fn moderate(&mut self, target: &RecordId, json: &str) -> RecordId {
        let key = self.organiser.clone();
        self.write(&key, Kind::Moderation, &target.0, json)
    }
}

/// The nonce that stands for a name.
pub(crate) fn nonce(name: &str) -> Vec<u8> {
    sha256_prefix::<8>(&[name.as_bytes()]).into()
}

/// The two days of Jambi, November 2020, with the parallel classes of the second one.
pub(crate) fn jambi() -> Replica {
    let mut jambi = Replica::new();
    jambi.settle(
        r#"{"title":"Workshop Inovasi Pelayanan Publik","title_en":"Public Service Innovation Workshop","zone":"Asia/Jakarta","starts":"2020-11-11","ends":"2020-11-12","venue":"Aula BPSDM Provinsi Jambi","rooms":[{"id":"aula","name":"Aula BPSDM","name_en":"BPSDM hall"},{"id":"a","name":"Kelas A"},{"id":"b","name":"Kelas B"}],"tracks":[{"id":"gov","name":"Tata kelola","name_en":"Governance"}]}"#,
    );
    for (name, kind, day, starts, ends, title, title_en, room) in [
        (
            "s02",
            "ceremony",
            11,
            "07:45",
            "08:30",
            "Pembukaan",
            "Opening ceremony",
            "aula",
        ),
        (
            "s03",
            "session",
            11,
            "08:30",
            "10:00",
            "Inovasi: tidak harus temuan baru",
            "It need not be new",
            "aula",
        ),
        (
            "b01",
            "break",
            11,
            "10:00",
            "10:15",
            "Rehat kopi",
            "Coffee break",
            "aula",
        ),
        (
            "s04", "session", 11, "10:15", "11:45", "Drum-up", "Drum-up", "aula",
        ),
        (
            "b02",
            "break",
            11,
            "11:45",
            "12:45",
            "Ishoma",
            "Lunch and prayer",
            "aula",
        ),
        (
            "s05", "session", 11, "12:45", "14:15", "Diagnose", "Diagnose", "aula",
        ),
        (
            "x01",
            "blocker",
            11,
            "18:00",
            "20:00",
            "Aula dipakai",
            "Hall in use",
            "aula",
        ),
        (
            "s10", "session", 12, "07:30", "09:00", "Design", "Design", "aula",
        ),
        (
            "s11b",
            "session",
            12,
            "09:00",
            "10:30",
            "Kelas B: inovasi berbasis teknologi",
            "Technology",
            "b",
        ),
        (
            "s11a",
            "session",
            12,
            "09:00",
            "10:30",
            "Kelas A: inovasi tata kelola",
            "Governance",
            "a",
        ),
        (
            "b04",
            "break",
            12,
            "10:30",
            "10:45",
            "Rehat kopi",
            "Coffee break",
            "aula",
        ),
    ] {
        let fields = [
            ("title", title.to_string()),
            ("title_en", title_en.into()),
            ("type", kind.into()),
            ("starts", alloc::format!("2020-11-{day}T{starts}:00+07:00")),
            ("ends", alloc::format!("2020-11-{day}T{ends}:00+07:00")),
            ("room", room.into()),
        ];
        let fields = fields.map(|(name, text)| (name, Value::Text(text)));
        jambi.organise(Kind::Session, name, &Value::map(fields).to_json());
    }
    jambi
}

/// The board of Jambi: three agencies and six ideas of three people.
pub(crate) fn board() -> Replica {
    let mut jambi = jambi();
    for (order, name, short) in [
        (1, "Dinas Pendidikan", "Disdik"),
        (2, "RSUD Raden Mattaher", "RSUD"),
        (3, "Biro Organisasi", ""),
    ] {
        let json = alloc::format!(r#"{{"name":"{name}","short":"{short}","order":{order}}}"#);
        jambi.organise(Kind::Agency, name, &json);
    }
    for (author, agency, title, problem, form, novelty) in IDEAS {
        let agency = jambi.id_of(Kind::Agency, agency);
        let json = alloc::format!(
            r#"{{"title":"{title}","problem":"{problem}","idea":"-","agency":"{agency}","form":"{form}","novelty":"{novelty}"}}"#
        );
        jambi.write(&Replica::person(author), Kind::Idea, &nonce(title), &json);
    }
    jambi
}

type IdeaRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Author, agency, title, problem, form and novelty.
pub(crate) const IDEAS: [IdeaRow; 6] = [
    (
        "siti",
        "RSUD Raden Mattaher",
        "Antrean rawat jalan lewat pesan singkat",
        "Pasien menunggu sejak subuh",
        "service",
        "extension",
    ),
    (
        "siti",
        "RSUD Raden Mattaher",
        "Pendaftaran pasien daring",
        "Antrean panjang di loket",
        "service",
        "extension",
    ),
    (
        "budi",
        "Dinas Pendidikan",
        "Modul ajar tanpa internet",
        "Sekolah tanpa sinyal",
        "service",
        "contextual",
    ),
    (
        "budi",
        "Dinas Pendidikan",
        "Satu lembar usulan untuk semua lomba",
        "Menulis ulang",
        "governance",
        "new",
    ),
    (
        "rina",
        "Dinas Pendidikan",
        "Perpustakaan keliling",
        "Jauh dari kota",
        "service",
        "extension",
    ),
    (
        "rina",
        "Dinas Pendidikan",
        "Klinik konsultasi sebelum pemeriksaan",
        "Temuan berulang",
        "governance",
        "contextual",
    ),
];
