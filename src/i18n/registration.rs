//! Words of registration.

texts! {
    /// The page.
    TITLE: "Pendaftaran", "Registration";
    /// The form.
    FORM_TITLE: "Daftar", "Register";
    /// The form for somebody else.
    OTHER_TITLE: "Daftarkan orang lain", "Register somebody else";
    /// The form of a change.
    EDIT_TITLE: "Ubah data", "Edit details";
    /// Not open yet.
    NOT_YET: "Pendaftaran dibuka {}. Anda boleh mengisi sekarang; isian disimpan dan diserahkan.", "Registration opens {}. You may fill it in now; it is kept and handed over.";
    /// Open, with an end.
    OPEN_UNTIL: "Dibuka sampai {}.", "Open until {}.";
    /// Open.
    OPEN: "Pendaftaran dibuka.", "Registration is open.";
    /// There is a limit.
    CAPACITY: "Tersedia {} tempat; panitia yang menetapkan.", "There are {} places; the committee decides.";
    /// So many are left.
    LEFT: "Tersisa {} tempat.", "{} places left.";
    /// Full.
    FULL: "Semua {} tempat sudah terisi. Isian Anda tetap disimpan dan masuk daftar tunggu.", "All {} places are taken. What you hand in is kept and waits.";
    /// Closed.
    CLOSED: "Pendaftaran ditutup {}. Isian yang masuk sekarang tetap disimpan dan ditandai terlambat.", "Registration closed {}. What you hand in now is kept and marked late.";
    /// What is needed.
    NEEDED: "Yang diperlukan: nama seperti di sertifikat, jabatan, perangkat daerah, dan satu cara menghubungi Anda. Kurang dari dua menit, tanpa akun, juga tanpa jaringan.", "You need: your name as on the certificate, position, agency and one way to reach you. Under two minutes, no account, also without a network.";
    /// No key to seal to.
    NO_SEAL: "Lokakarya ini belum dapat menerima pendaftaran: kunci panitia belum ada. Draf Anda tetap tersimpan.", "This workshop cannot receive registrations yet: the committee's key is missing. Your draft is kept.";
    /// Heads the tickets.
    TICKETS: "Tiket di ponsel ini", "Tickets on this phone";
    /// Cancelled.
    CANCELLED: "Dibatalkan", "Cancelled";
    /// A required field.
    NAME: "Nama lengkap", "Full name";
    /// Its hint.
    NAME_HINT: "Seperti di sertifikat, tanpa gelar.", "As on the certificate, without titles.";
    /// Titles.
    FRONT: "Gelar depan", "Titles before the name";
    /// Titles.
    BACK: "Gelar belakang", "Titles after the name";
    /// A required field.
    POSITION: "Jabatan", "Position";
    /// A required field.
    AGENCY: "Perangkat daerah", "Agency";
    /// No agency chosen.
    AGENCY_CHOOSE: "Pilih perangkat daerah", "Choose an agency";
    /// Not on the list.
    AGENCY_OTHER: "Lainnya", "Another one";
    /// Names it.
    AGENCY_NAME: "Nama instansi", "Name of the agency";
    /// As what.
    ATTENDING: "Hadir sebagai", "Attending as";
    /// On whose behalf.
    BEHALF_OF: "Mewakili siapa", "On whose behalf";
    /// Contact.
    PHONE: "Nomor ponsel", "Mobile number";
    /// Contact.
    EMAIL: "Surel", "E-mail";
    /// One is enough.
    CONTACT_HINT: "Nomor ponsel atau surel; satu saja cukup.", "Number or e-mail; one is enough.";
    /// The civil servant's number.
    NIP: "NIP", "NIP (civil servant's number)";
    /// Its hint.
    NIP_HINT: "Boleh dikosongkan. Hanya panitia yang dapat membacanya.", "May stay empty. Only the committee can read it.";
    /// Advice.
    NIP_NINE: "Gunakan NIP 18 digit; yang lama 9 digit. Anda tetap dapat mengirim.", "Use the NIP of 18 digits; this is an old one of 9. You can still send it.";
    /// Advice.
    NIP_ODD: "NIP ini tampak keliru; periksa lagi. Anda tetap dapat mengirim.", "This NIP looks wrong; please check. You can still send it.";
    /// Rank.
    RANK: "Pangkat/golongan", "Rank";
    /// Accessibility.
    ACCESS: "Kebutuhan khusus", "Accessibility need";
    /// Heads the consents.
    CONSENTS: "Persetujuan", "Consents";
    /// A consent that is required.
    CONSENT_REQUIRED: "Persetujuan {} · diperlukan", "Consent {} · required";
    /// A consent that is free.
    CONSENT_FREE: "Persetujuan {} · bebas memilih", "Consent {} · your choice";
    /// Yes.
    YES: "Saya setuju", "I agree";
    /// No.
    NO: "Tidak", "No";
    /// Who reads it and how long.
    PRIVACY: "Data Anda disegel di ponsel ini; hanya panitia yang dapat membukanya.", "Your data is sealed on this phone; only the committee can open it.";
    /// Retention.
    RETENTION: "Disimpan sampai {}.", "Kept until {}.";
    /// Hands in.
    SEND: "Kirim pendaftaran", "Hand in the registration";
    /// How far one is.
    READY: "{} dari {} isian wajib lengkap", "{} of {} required answers complete";
    /// It failed.
    SEAL_FAILED: "Pendaftaran tidak dapat disegel. Isian Anda tetap ada; coba lagi.", "The registration could not be sealed. What you typed is kept; try again.";
    /// Done.
    REGISTERED: "Anda terdaftar", "You are registered";
    /// Done, for another.
    REGISTERED_OTHER: "{} terdaftar", "{} is registered";
    /// What the ticket is for.
    SHOW: "Tunjukkan di meja presensi. Berlaku tanpa sinyal.", "Show this at the check-in desk. Works without a signal.";
    /// Names the QR code.
    QR: "Kode QR tiket", "QR code of the ticket";
    /// Cannot be drawn.
    QR_FAILED: "Kode QR tidak dapat digambar", "The QR code cannot be drawn";
    /// State.
    WAITS: "Tersimpan di ponsel ini · menunggu diserahkan", "Saved on this phone · waiting to be handed over";
    /// State.
    HANDED: "Tersimpan di ponsel ini · diserahkan, berkas, {}", "Saved on this phone · handed over, file, {}";
    /// State.
    TO_SEND: "Tersimpan di ponsel ini · menunggu dikirim", "Saved on this phone · waiting to be sent";
    /// State.
    SENT: "Terkirim", "Sent";
    /// State.
    RECEIVED: "Diterima panitia", "Received by the committee";
    /// State.
    REFUSED: "Tidak diterima server; lihat Lainnya", "Not accepted by the server; see More";
    /// The verdict.
    ACCEPTED: "Anda mendapat tempat.", "You have a place.";
    /// The verdict.
    WAITING: "Daftar tunggu nomor {}.", "Number {} on the waiting list.";
    /// The verdict.
    CAME_LATE: "Masuk setelah pendaftaran ditutup; panitia yang memutuskan.", "Came after registration closed; the committee decides.";
    /// Saves as a picture.
    PICTURE: "Simpan sebagai gambar", "Save as a picture";
    /// How the names of such files begin.
    PICTURE_FILE: "tiket", "ticket";
    /// It failed.
    PICTURE_FAILED: "Gambar tidak dapat dibuat", "The picture could not be made";
    /// Prints.
    PRINT: "Cetak tiket", "Print the ticket";
    /// Cancels.
    CANCEL: "Batalkan pendaftaran", "Cancel the registration";
    /// Takes that back.
    RENEW: "Daftar lagi", "Register again";
    /// After cancelling.
    CANCELLED_DONE: "Pendaftaran dibatalkan", "Registration cancelled";
    /// Until when changes are in time.
    EDIT_UNTIL: "Data dapat diubah sampai {}.", "Details can be changed until {}.";
    /// The deadline has passed.
    LATE: "Batas perubahan ({}) sudah lewat; perubahan tetap disimpan dan ditandai terlambat.", "The deadline for changes ({}) has passed; changes are kept and marked late.";
    /// Exports.
    EXPORT: "Unduh data saya", "Download my data";
    /// Its file name.
    EXPORT_FILE: "data-saya.json", "my-data.json";
    /// Erases.
    ERASE: "Hapus data saya", "Delete my data";
    /// Warns.
    ERASE_TEXT: "Pendaftaran ini ditarik untuk selamanya dan salinan yang terbaca di ponsel ini dihapus. Tiketnya tidak berlaku lagi. Nama Anda pada gagasan dan komentar tetap ada sampai Anda mengubah atau menariknya.", "This registration is withdrawn for ever and the readable copy on this phone is erased. The ticket is no longer valid. Your name on ideas and comments stays until you change or withdraw them.";
    /// It failed.
    EXPORT_FAILED: "Data Anda tidak dapat diunduh", "Your data could not be downloaded";
    /// It failed.
    ERASE_FAILED: "Data Anda belum dapat dihapus; coba lagi", "Your data could not be deleted; try again";
    /// Done.
    ERASED: "Data Anda dihapus", "Your data was deleted";
    /// A ticket that another device holds.
    ELSEWHERE: "Terdaftar dari perangkat lain", "Registered on another device";
    /// What to do.
    ELSEWHERE_TEXT: "Tiketnya ada di perangkat itu; bawa ke sini dengan kode penyelamat atau cadangan. Mendaftar lagi di sini mengganti tiket itu.", "Its ticket is on that device; bring it here by rescue code or backup. Registering again here replaces that ticket.";
    /// Which text a consent was given to.
    CONSENT_VERSION: "Teks versi {}", "Text version {}";
    /// Unknown ticket.
    UNKNOWN: "Tiket ini tidak ada di ponsel ini", "This ticket is not on this phone";
    /// What to do.
    UNKNOWN_TEXT: "Mungkin dihapus, atau dibuat di ponsel lain. Pulihkan cadangan atau pakai kode penyelamat.", "It may have been deleted or made on another phone. Restore a backup or use the rescue code.";
    /// Too many.
    TOO_MANY: "Paling banyak 20 orang dari satu ponsel.", "At most 20 people from one phone.";
}
