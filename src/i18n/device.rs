//! Words of what is kept on this phone: data, backup, what waits, other workshops.

texts! {
    /// A page, and its place in the list.
    DEVICE: "Data di perangkat ini", "Data on this device";
    /// A page, and its place in the list.
    OUTBOX: "Menunggu diserahkan", "Waiting to be handed over";
    /// Nothing waits.
    NOTHING_WAITS: "Tidak ada yang menunggu", "Nothing is waiting";
    /// Counts what waits.
    WAIT_ONE: "{} catatan menunggu", "{} entry waiting";
    /// Counts what waits.
    WAIT_MANY: "{} catatan menunggu", "{} entries waiting";
    /// A page, and its place in the list.
    WORKSHOPS: "Lokakarya di ponsel ini", "Workshops on this phone";
    /// Counts workshops.
    WORKSHOPS_ONE: "{} lokakarya", "{} workshop";
    /// Counts workshops.
    WORKSHOPS_MANY: "{} lokakarya", "{} workshops";
    /// Heads the counts.
    KEPT: "Yang tersimpan", "What is kept";
    /// Counts stars.
    STARS: "Sesi berbintang", "Starred sessions";
    /// Counts drafts.
    DRAFTS: "Draf", "Drafts";
    /// How much is stored.
    USAGE: "Terpakai sekitar {} dari {} yang diizinkan peramban.", "About {} used of {} that the browser allows.";
    /// The browser does not say.
    USAGE_UNKNOWN: "Peramban ini tidak memberi tahu berapa ruang yang terpakai.", "This browser does not say how much room is used.";
    /// Storage is promised.
    PERSIST_KEPT: "Peramban berjanji tidak menghapus data ini sendiri. Safari tetap dapat menghapusnya setelah tujuh hari tidak dibuka; simpan cadangan.", "The browser promises not to delete this data on its own. Safari may still delete it after seven days without use; save a backup.";
    /// It is not.
    PERSIST_NOT: "Peramban dapat menghapus data ini bila ruang menipis atau lama tidak dibuka.", "The browser may delete this data when room runs short or after a long time unused.";
    /// Unknown.
    PERSIST_UNKNOWN: "Peramban ini tidak memberi tahu apakah data dijaga.", "This browser does not say whether data is protected.";
    /// Asks for it.
    PERSIST_ASK: "Minta agar dijaga", "Ask to protect it";
    /// Asked, and refused.
    PERSIST_REFUSED: "Peramban belum mau berjanji. Memasang Gagas di layar utama biasanya membantu.", "The browser will not promise yet. Adding Gagas to the home screen usually helps.";
    /// Heads the backup.
    BACKUP: "Cadangan", "Backup";
    /// What it holds.
    BACKUP_TEXT: "Satu berkas berisi lokakarya ini, tulisan Anda, bintang, draf, dan kunci pribadi Anda. Siapa pun yang memegangnya dapat bertindak sebagai Anda; simpan di tempat aman.", "One file with this workshop, what you wrote, stars, drafts and your private keys. Whoever holds it can act as you; keep it safe.";
    /// Saves it.
    BACKUP_SAVE: "Simpan cadangan", "Save a backup";
    /// It was saved.
    FILE_SAVED: "Berkas disimpan", "File saved";
    /// It was not.
    FILE_FAILED: "Berkas tidak dapat dibuat", "The file could not be made";
    /// Heads restoring.
    RESTORE: "Pulihkan", "Restore";
    /// What happens.
    RESTORE_TEXT: "Isi berkas ditunjukkan dulu; yang sudah ada di ponsel ini tidak hilang.", "The file's content is shown first; nothing on this phone is lost.";
    /// Heads the rescue code.
    RESCUE: "Kode penyelamat", "Rescue code";
    /// What it is for.
    RESCUE_TEXT: "Memindahkan Anda ke peramban lain, aplikasi terpasang, atau ponsel baru, sehingga gagasan, dukungan, dan tiket tetap milik Anda.", "Moves you to another browser, the installed app or a new phone, so that your ideas, votes and tickets stay yours.";
    /// It is secret.
    RESCUE_SECRET: "Rahasia: siapa pun yang memegang kode ini dapat membaca dan mengubah gagasan dan pendaftaran Anda. Jangan bagikan kepada orang lain.", "Secret: whoever holds this code can read and change your ideas and registration. Do not share it with anyone.";
    /// Nothing to rescue.
    RESCUE_NONE: "Belum ada yang Anda tulis di lokakarya ini, jadi belum ada yang perlu dipindahkan.", "You have written nothing in this workshop yet, so there is nothing to move.";
    /// Makes it.
    RESCUE_MAKE: "Tampilkan kode", "Show the code";
    /// Hides it.
    RESCUE_HIDE: "Sembunyikan kode", "Hide the code";
    /// What the QR code holds.
    RESCUE_QR: "Kode QR penyelamat, rahasia", "Rescue QR code, secret";
    /// Copies its link.
    RESCUE_COPY: "Salin tautan rahasia", "Copy the secret link";
    /// Saves it.
    RESCUE_FILE: "Simpan ke berkas", "Save to a file";
    /// Only the keys fit into a link.
    RESCUE_SHORT: "Tiket dan bintang tidak muat di tautan ini; berkasnya membawa semuanya.", "Tickets and stars do not fit into this link; the file brings them all.";
    /// It does not fit into a link.
    RESCUE_LARGE: "Kode ini terlalu besar untuk tautan; simpan ke berkas.", "This code is too large for a link; save it to a file.";
    /// Heads erasing.
    ERASE: "Hapus dari perangkat ini", "Erase from this device";
    /// What erasing does.
    ERASE_TEXT: "Semua data lokakarya ini di ponsel ini dihapus untuk selamanya: tulisan, tiket, bintang, draf, dan kunci Anda. Yang sudah diserahkan kepada panitia tidak ikut terhapus.", "All data of this workshop on this phone is erased for ever: what you wrote, tickets, stars, drafts and your keys. What was handed to the committee is not erased there.";
    /// Something was not handed over.
    ERASE_WAITING: "{} catatan belum diserahkan dan akan hilang.", "{} entries were not handed over and will be lost.";
    /// This device made the workshop.
    ERASE_ORGANISER: "Kunci panitia lokakarya ini ada di ponsel ini dan ikut terhapus.", "This workshop's organiser key is on this phone and is erased too.";
    /// It cannot be told.
    ERASE_UNKNOWN: "Tidak dapat dipastikan apakah ada yang belum diserahkan.", "It cannot be told whether something was not handed over.";
    /// The action.
    ERASE_DO: "Hapus", "Erase";
    /// Done.
    ERASED: "Data dihapus dari perangkat ini", "Data erased from this device";
    /// Removes one of the list.
    REMOVE: "Hapus {} dari ponsel ini", "Remove {} from this phone";
    /// The open one.
    OPEN_NOW: "Sedang dibuka", "Open now";
    /// Opens one.
    OPEN: "Buka", "Open";
    /// No workshop at all.
    NO_WORKSHOPS: "Belum ada lokakarya di ponsel ini", "No workshop on this phone yet";
    /// Another one.
    OPEN_ANOTHER: "Buka lokakarya lain", "Open another workshop";
    /// Leads to the start page.
    TO_START: "Halaman awal dan contoh", "Start page and sample";
    /// What waiting means.
    OUTBOX_TEXT: "Semua ini tersimpan di ponsel Anda. Situs ini tidak mengirim sendiri: simpan satu berkas, lalu kirim kepada panitia, misalnya lewat WhatsApp.", "All of this is saved on your phone. This site does not send by itself: save one file, then send it to the committee, for example by WhatsApp.";
    /// What waiting means where there is a server.
    OUTBOX_SENDS: "Semua ini tersimpan di ponsel Anda dan terkirim sendiri begitu ada jaringan. Tidak ada yang perlu diulang.", "All of this is saved on your phone and sent by itself as soon as there is a network. Nothing has to be done again.";
    /// Sends it now.
    OUTBOX_SEND: "Kirim sekarang", "Send now";
    /// The other way.
    OUTBOX_BY_FILE: "Serahkan lewat berkas", "Hand over in a file";
    /// Heads what a server refused.
    REFUSED: "Tidak diterima", "Not accepted";
    /// What that means.
    REFUSED_TEXT: "Server menolak tulisan ini. Semuanya tetap di ponsel ini sampai Anda mengubah atau membuangnya.", "The server refused these. They stay on this phone until you change or discard them.";
    /// Copies its text.
    REFUSED_COPY: "Salin isinya", "Copy its text";
    /// Another draft stands in its form.
    REFUSED_DRAFT: "Di formulir ini masih ada draf lain. Kirim atau buang draf itu dulu; tulisan ini tetap tersimpan di daftar tidak diterima.", "This form still holds another draft. Submit or discard it first; this one stays in the list of what was not accepted.";
    /// Opens its form.
    REFUSED_EDIT: "Ubah", "Change it";
    /// Throws it away.
    REFUSED_DISCARD: "Buang", "Discard";
    /// Asks.
    REFUSED_DISCARD_TEXT: "Tulisan ini dihapus dari ponsel ini untuk selamanya.", "This is erased from this phone for ever.";
    /// Done.
    REFUSED_GONE: "Tulisan dibuang", "Discarded";
    /// Saves all of it.
    OUTBOX_SAVE: "Simpan berkas untuk panitia", "Save a file for the committee";
    /// Shares a file.
    FILE_SHARE: "Bagikan berkas", "Share the file";
    /// What the file holds.
    OUTBOX_SAFE: "Pendaftaran di dalamnya tersegel: hanya panitia yang dapat membacanya. Boleh diserahkan berulang kali.", "Registrations in it are sealed: only the committee can read them. Handing it over again does no harm.";
    /// Nothing was written.
    OUTBOX_EMPTY: "Belum ada tulisan Anda di sini", "Nothing of yours here yet";
    /// What will be here.
    OUTBOX_EMPTY_TEXT: "Gagasan, komentar, dukungan, dan pendaftaran Anda muncul di sini sampai diserahkan.", "Your ideas, comments, votes and registration appear here until they are handed over.";
    /// A state.
    WAITS: "menunggu", "waiting";
    /// A state.
    HANDED_FILE: "diserahkan, berkas, {}", "handed over, file, {}";
    /// A record that was withdrawn.
    WITHDRAWN: "Ditarik kembali", "Withdrawn";
    /// When it was written.
    WRITTEN: "ditulis {}", "written {}";
    /// The line above a bundle in a text file.
    NOTE_BACKUP: "Cadangan Gagas, RAHASIA. Buka di Gagas: Lainnya > Data di perangkat ini > Pulihkan.", "Gagas backup, SECRET. Open in Gagas: More > Data on this device > Restore.";
    /// The line above a bundle in a text file.
    NOTE_RESCUE: "Kode penyelamat Gagas, RAHASIA. Buka berkas ini di Gagas pada ponsel baru.", "Gagas rescue code, SECRET. Open this file in Gagas on the new phone.";
    /// The line above a bundle in a text file.
    NOTE_ORGANISER: "Tulisan peserta untuk panitia. Buka berkas ini di Gagas.", "A participant's entries for the committee. Open this file in Gagas.";
    /// The line above a bundle in a text file.
    NOTE_PUBLIC: "Lokakarya Gagas. Buka berkas ini di Gagas.", "A Gagas workshop. Open this file in Gagas.";
}
