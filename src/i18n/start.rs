//! Words of the start, of the banners above a workshop, and of pages without one.

texts! {
    /// What Gagas is, in two sentences.
    WHAT: "Gagas menaruh seluruh lokakarya di ponsel Anda: agenda, papan gagasan, dan pendaftaran. Semuanya tetap terbuka dan tersimpan tanpa jaringan, tanpa akun.", "Gagas puts a whole workshop on your phone: agenda, idea board and registration. All of it opens and saves without a network and without an account.";
    /// Heads the ways to open a workshop.
    OPEN_HEADING: "Buka lokakarya", "Open a workshop";
    /// How one usually gets in.
    OPEN_HINT: "Pindai kode QR panitia dengan kamera ponsel, ketuk tautannya, atau pakai salah satu cara ini.", "Scan the committee's QR code with the phone's camera, tap their link, or use one of these.";
    /// Opens a file.
    OPEN_FILE: "Buka berkas", "Open a file";
    /// A field for a link or code.
    PASTE: "Tempel tautan atau kode", "Paste a link or code";
    /// What may be pasted.
    PASTE_HINT: "Seluruh pesan boleh ditempel; Gagas mencari tautannya sendiri.", "You may paste a whole message; Gagas finds the link in it.";
    /// Opens what was pasted.
    PASTE_OPEN: "Buka yang ditempel", "Open what was pasted";
    /// Nothing was pasted.
    PASTE_EMPTY: "Tempel dulu tautan, pesan, atau kodenya.", "Paste the link, message or code first.";
    /// A file that cannot be read.
    FILE_UNREADABLE: "Berkas ini tidak dapat dibaca, atau lebih besar daripada yang dapat dibuka.", "This file cannot be read, or is larger than what can be opened.";
    /// A workshop that cannot be opened.
    OPEN_FAILED: "Lokakarya itu tidak dapat dibuka di ponsel ini.", "That workshop cannot be opened on this phone.";
    /// Heads the sample.
    SAMPLE_HEADING: "Coba contoh Jambi", "Try the Jambi sample";
    /// What the sample is.
    SAMPLE_TEXT: "Lokakarya dua hari yang nyata, 11–12 November 2020, dengan gagasan rekaan. Isinya hanya tersimpan di ponsel ini.", "A real two-day workshop, 11–12 November 2020, with invented ideas. It is kept on this phone only.";
    /// The sample, moved.
    SAMPLE_TODAY: "Mulai hari ini", "Starting today";
    /// The sample as it was.
    SAMPLE_HISTORIC: "Tanggal asli 2020", "Original dates, 2020";
    /// The sample could not be had.
    SAMPLE_FAILED: "Contoh tidak dapat dimuat. Coba lagi bila ada jaringan.", "The sample could not be loaded. Try again when there is a network.";
    /// Heads the list of known workshops.
    KNOWN: "Di ponsel ini", "On this phone";
    /// A workshop whose record has not arrived.
    UNTITLED: "Lokakarya yang belum tiba", "A workshop that has not arrived";
    /// When a workshop was last opened.
    LAST_OPENED: "Terakhir dibuka {}", "Last opened {}";
    /// Heads what came in.
    PREVIEW: "Yang akan dimasukkan", "What is to be taken in";
    /// It belongs to this workshop.
    PREVIEW_OF: "Lokakarya: {}", "Workshop: {}";
    /// Another workshop than the open one.
    PREVIEW_SWITCH: "Lokakarya lain: yang terbuka sekarang ditutup dan tetap tersimpan.", "Another workshop: the one open now is closed and stays saved.";
    /// Counts.
    NEW: "{} baru", "{} new";
    /// Counts.
    CHANGED: "{} berubah", "{} changed";
    /// Counts.
    CANCELLED: "{} dibatalkan", "{} cancelled";
    /// Counts.
    DELETED: "{} dihapus", "{} deleted";
    /// Counts.
    REJECTED: "{} ditolak karena tanda tangannya tidak sah", "{} refused because their signature does not hold";
    /// Counts.
    ASIDE: "{} ditunda karena jam pengirimnya terlalu cepat", "{} put off because their sender's clock is ahead";
    /// Nothing in it is new.
    PREVIEW_NOTHING: "Semua isinya sudah ada di ponsel ini.", "Everything in it is on this phone already.";
    /// It holds private things.
    PREVIEW_PRIVATE: "Berisi kunci pribadi: hak mengubah gagasan dan pendaftaran sendiri, tiket, dan bintang. Masukkan hanya bila ini milik Anda sendiri.", "Holds private keys: the right to change one's own ideas and registration, tickets and stars. Take it in only if it is your own.";
    /// Made for the organiser.
    PREVIEW_ORGANISER: "Berkas ini dibuat untuk panitia.", "This file was made for the organiser.";
    /// Takes it.
    TAKE: "Masukkan", "Take it in";
    /// After it.
    TAKEN: "Sudah dimasukkan", "Taken in";
    /// Somebody else's keys.
    OTHER_TITLE: "Kunci milik orang lain", "Somebody else's keys";
    /// What replacing means.
    OTHER_TEXT: "Ponsel ini sudah dipakai sebagai peserta lain di lokakarya ini. Jika kuncinya diganti, gagasan dan pendaftaran yang sudah Anda buat di ponsel ini tidak dapat Anda ubah lagi, kecuali Anda punya cadangannya; dukungan dari ponsel ini pun tetap terhitung sebagai orang lain.", "This phone is already another participant in this workshop. If its keys are replaced, you can no longer change the ideas and registration you made here, unless you have a backup of them; votes from this phone still count, as another person's.";
    /// Replaces.
    OTHER_REPLACE: "Ganti kunci", "Replace the keys";
    /// A link named a workshop that is not here.
    AWAITING: "Lokakarya belum tiba di ponsel ini", "The workshop has not arrived on this phone";
    /// What to do.
    AWAITING_TEXT: "Isinya belum ada di sini. Coba lagi saat ada jaringan, atau minta berkas lokakarya dari panitia dan buka di bawah.", "Its content is not here yet. Try again when there is a network, or ask the committee for the workshop's file and open it below.";
    /// What happens where there is a server.
    AWAITING_SERVER: "Isinya sedang diambil dari server. Tanpa jaringan ini menunggu; halaman terbuka sendiri begitu isinya tiba.", "Its content is being fetched from the server. Without a network this waits; the page opens by itself once it arrives.";
    /// Still nothing.
    AWAITING_STILL: "Belum ada. Situs ini tidak membawa lokakarya itu, atau jaringan terputus.", "Still nothing. This site does not carry that workshop, or the network is down.";
    /// Stored data that cannot be used.
    UNREADABLE: "Data tersimpan tidak dapat dibaca", "Stored data cannot be read";
    /// A newer version wrote it.
    UNREADABLE_NEWER: "Data lokakarya ini ditulis versi Gagas yang lebih baru. Tidak ada yang diubah atau dihapus. Muat ulang untuk memakai versi baru.", "A newer version of Gagas wrote this workshop's data. Nothing was changed or deleted. Reload to use the new version.";
    /// It makes no sense.
    UNREADABLE_BROKEN: "Data lokakarya ini tampak rusak. Tidak ada yang diubah atau dihapus. Simpan salinannya ke berkas, lalu hubungi panitia.", "This workshop's data looks damaged. Nothing was changed or deleted. Save a copy to a file, then contact the committee.";
    /// Saves all rows.
    RAW_EXPORT: "Simpan salinan ke berkas", "Save a copy to a file";
    /// Saving failed.
    RAW_FAILED: "Salinan tidak dapat dibuat", "The copy could not be made";
    /// Loads the page anew.
    RELOAD: "Muat ulang", "Reload";
    /// Saving fails.
    SAVING_FAILED: "Belum tersimpan", "Not saved yet";
    /// Nothing is kept in this window.
    MEMORY_ONLY: "Jendela ini tidak menyimpan apa pun", "This window keeps nothing";
    /// What to do.
    MEMORY_TEXT: "Yang Anda tulis hilang bila jendela ini ditutup. Buka tautan lokakarya di peramban biasa, seperti Chrome atau Safari, bukan di mode pribadi atau di dalam aplikasi lain.", "What you write is lost when this window is closed. Open the workshop's link in an ordinary browser such as Chrome or Safari, not in private mode or inside another app.";
    /// Another workshop lies beside the app.
    OFFERED: "Situs ini membawa lokakarya lain: {}", "This site carries another workshop: {}";
    /// Switches.
    OFFERED_SWITCH: "Buka lokakarya itu", "Open that workshop";
    /// Leaves it.
    OFFERED_STAY: "Tetap di sini", "Stay here";
    /// The phone's clock is wrong.
    CLOCK_WRONG: "Jam ponsel ini tampak salah", "This phone's clock looks wrong";
    /// What follows.
    CLOCK_TEXT: "Ponsel menunjukkan {}. “Berlangsung” dan “berikutnya” dapat keliru; periksa tanggal, jam, dan zona waktu di setelan ponsel.", "The phone says {}. “Now” and “next” may be wrong; check date, time and time zone in the phone's settings.";
    /// Rows that cannot be read.
    ROWS_UNREADABLE: "{} catatan tersimpan tidak dapat dibaca versi ini. Semuanya tetap disimpan.", "{} stored entries cannot be read by this version. They stay stored.";
    /// Heads what was wrong with a link.
    BAD_LINK: "Tautan yang dibuka", "The link that was opened";
    /// Heads what was wrong with the file beside the app.
    BAD_BESIDE: "Berkas lokakarya situs ini", "This site's workshop file";
    /// Closes a notice.
    HIDE_NOTICE: "Sembunyikan pemberitahuan ini", "Hide this notice";
}
