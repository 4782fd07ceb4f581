use super::*;
use crate::board::Viewer;
use crate::kind::Kind;
use crate::testing::{Replica, board, nonce};

/// The sample ideas of Jambi, and a few more.
const TITLES: [&str; 16] = [
    "Antrean rawat jalan lewat pesan singkat",
    "Meja bantu izin keliling",
    "Modul ajar yang dapat dibuka tanpa internet",
    "Kotak buku bergilir di terminal dan pelabuhan",
    "Kenaikan pangkat tanpa mengunggah berkas yang sama",
    "Klinik konsultasi sebelum pemeriksaan",
    "Kalender tanam lewat radio komunitas dan pesan singkat",
    "Papan harga sawit mingguan yang mudah dibaca",
    "Peta jalur aman per desa untuk banjir dan kebakaran lahan",
    "Satu loket rujukan bagi penyandang disabilitas",
    "Satu lembar usulan untuk semua lomba inovasi",
    "Standar pelayanan dengan bahasa sederhana dan gambar",
    "Aplikasi pengaduan masyarakat terpadu",
    "Sistem informasi pelayanan publik terpadu",
    "Perpustakaan keliling ke desa",
    "Sekolah lapang petani sawit",
];

fn index() -> SimilarIndex {
    let mut index = SimilarIndex::default();
    for (n, title) in TITLES.iter().enumerate() {
        index.insert(RecordId([n as u8; 16]), title, "", [0; 16]);
    }
    index
}

fn first(typed: &str) -> Option<&'static str> {
    let found = index().find(typed, "", None, 3);
    found
        .first()
        .map(|similar| TITLES[usize::from(similar.id.0[0])])
}

#[test]
fn what_means_the_same_is_found() {
    for (typed, title) in [
        ("antrian rawat jalan via SMS", 0),
        ("Antrean pasien rawat jalan", 0),
        ("Izin keliling", 1),
        ("Bantuan perizinan keliling", 1),
        ("modul ajar luring", 2),
        ("Kotak buku di pelabuhan", 3),
        ("naik pangkat tanpa unggah berkas", 4),
        ("Konsultasi sebelum diperiksa", 5),
        ("papan harga TBS sawit", 7),
        ("Peta jalur banjir desa", 8),
        ("loket untuk disabilitas", 9),
        ("Pengaduan terpadu", 12),
        ("PERPUSTAKAN keliling", 14),
    ] {
        assert_eq!(first(typed), Some(TITLES[title]), "{typed}");
    }
}

#[test]
fn what_means_something_else_is_not_hinted() {
    for typed in [
        "",
        "di",
        "yang dan untuk",
        "antre",
        "Absensi wajah di kantor camat",
        "Bank sampah sekolah",
        "Pelatihan kerja bagi pemuda",
        "Tanda tangan elektronik surat dinas",
        "Mobil pemadam kebakaran",
    ] {
        assert_eq!(first(typed), None, "{typed}");
    }
}

#[test]
fn the_text_lifts_what_the_title_leaves_open() {
    let mut index = SimilarIndex::default();
    let problem = "Pasien dari kabupaten menunggu sejak subuh tanpa kepastian nomor antrean";
    index.insert(RecordId([1; 16]), "Antrean rawat jalan", problem, [0; 16]);
    index.insert(
        RecordId([2; 16]),
        "Bank sampah",
        "Sampah plastik menumpuk di pasar",
        [0; 16],
    );
    let found = index.find(
        "Rumah sakit pasti",
        "Pasien menunggu nomor antrean sejak subuh",
        None,
        3,
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, RecordId([1; 16]));
    assert_eq!(
        index.find("Antrean rawat jalan", "", Some(&RecordId([1; 16])), 3),
        []
    );
}

#[test]
fn the_index_follows_the_board() {
    let mut replica = board();
    let viewer = Viewer::default();
    let mut index = SimilarIndex::default();
    index.refresh(&Board::of(&replica.records, &viewer));
    assert_eq!(index.entries.len(), 6);
    let json = r#"{"title":"Bank sampah sekolah"}"#;
    replica.write(
        &Replica::person("siti"),
        Kind::Idea,
        &nonce("Pendaftaran pasien daring"),
        json,
    );
    let gone = Replica::idea("rina", "Perpustakaan keliling");
    replica.moderate(&gone, r#"{"hidden":true}"#);
    index.refresh(&Board::of(&replica.records, &viewer));

    let mut fresh = SimilarIndex::default();
    fresh.refresh(&Board::of(&replica.records, &viewer));
    assert_eq!(
        (&index.entries, &index.frequency),
        (&fresh.entries, &fresh.frequency)
    );
    assert!(!index.find("sampah di sekolah", "", None, 3).is_empty());
    assert_eq!(index.find("Perpustakaan keliling", "", None, 3), []);
}
