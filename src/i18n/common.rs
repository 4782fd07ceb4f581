//! Words of the shell and those that several features share.

texts! {
    /// The first link of the page.
    SKIP: "Langsung ke isi", "Skip to content";
    /// Names the main navigation.
    MAIN_NAVIGATION: "Utama", "Main";
    /// A tab of the bar.
    AGENDA: "Agenda", "Agenda";
    /// A tab of the bar.
    IDEAS: "Gagasan", "Ideas";
    /// A tab of the bar.
    REGISTER: "Daftar", "Register";
    /// A tab of the bar.
    MORE: "Lainnya", "More";
    /// The name of the app.
    GAGAS: "Gagas", "Gagas";
    /// Shown until storage was read.
    LOADING: "Membuka lokakarya …", "Opening the workshop …";
    /// The pages behind the first one are still being fetched.
    REST_COMING: "Sebentar …", "One moment …";
    /// They could not be fetched.
    REST_FAILED: "Bagian ini belum terunduh", "This part has not been downloaded yet";
    /// What happens then.
    REST_FAILED_TEXT: "Sambungkan ponsel ke jaringan. Halaman ini lalu terbuka sendiri; sesudahnya jaringan tidak diperlukan lagi.", "Connect the phone to a network. This page then opens by itself; after that no network is needed.";
    /// A badge on the bar, read aloud.
    WAITING_BADGE: "{} menunggu diserahkan", "{} waiting to be handed over";
    /// Leaves a dialog.
    CANCEL: "Batal", "Cancel";
    /// Closes something.
    CLOSE: "Tutup", "Close";
    /// Goes one level up.
    BACK: "Kembali", "Back";
    /// Keeps what was typed.
    SAVE: "Simpan", "Save";
    /// Takes an action back.
    UNDO: "Urungkan", "Undo";
    /// Marks a field that may stay empty.
    OPTIONAL: "opsional", "optional";
    /// Tries again.
    RETRY: "Coba lagi", "Try again";
    /// Shares something.
    SHARE: "Bagikan", "Share";
    /// Copies something.
    COPY: "Salin", "Copy";
    /// After copying.
    COPIED: "Tersalin", "Copied";
    /// Empties a search field.
    CLEAR_SEARCH: "Kosongkan pencarian", "Clear search";
    /// How saving stands: all of it is on the phone.
    STATE_SAVED: "Tersimpan di ponsel ini", "Saved on this phone";
    /// How saving stands: writing.
    STATE_SAVING: "Menyimpan …", "Saving …";
    /// How saving stands: it failed.
    STATE_FAILED: "Belum tersimpan", "Not saved yet";
    /// How saving stands: nothing is kept here.
    STATE_MEMORY: "Tidak ada yang disimpan di jendela ini", "Nothing is kept in this window";
    /// How saving stands: own records wait.
    STATE_WAITING: "Tersimpan di ponsel ini · {} menunggu diserahkan", "Saved on this phone · {} waiting to be handed over";
    /// How saving stands: own records wait for the server.
    STATE_TO_SEND: "Tersimpan di ponsel ini · {} menunggu dikirim", "Saved on this phone · {} waiting to be sent";
    /// How saving stands: the server has everything, as of this time.
    STATE_SENT: "Semua terkirim · {}", "Everything sent · {}";
    /// How saving stands: the server refused own records.
    STATE_REFUSED: "{} tidak diterima", "{} not accepted";
    /// Where more is said of it.
    STATE_SEE: "; lihat Lainnya", "; see More";
    /// What is shown is as old as this.
    STALE: "Data per {} {}", "Data as of {} {}";
    /// The server does not know the link any more.
    LINK_OLD: "Tautan lokakarya ini tidak dikenal server", "The server does not know this workshop's link";
    /// What to do.
    LINK_OLD_TEXT: "Mungkin tautannya diganti: pindai ulang kode QR panitia atau buka tautan barunya. Semua tulisan Anda tetap di ponsel ini dan terkirim sesudahnya.", "The link may have been replaced: scan the committee's QR code again or open the new link. All you wrote stays on this phone and is sent afterwards.";
    /// The same on an organiser's device.
    LINK_OLD_ORGANISER: "Server ini belum mengizinkan lokakarya dibuat di sini. Hubungi pengelola server; semua data tetap di perangkat ini.", "This server does not let the workshop be made here yet. Ask whoever runs it; all data stays on this device.";
    /// A draft is on the phone.
    DRAFT_SAVED: "Draf tersimpan di ponsel ini", "Draft saved on this phone";
    /// A draft came back.
    DRAFT: "Draf Anda dipulihkan.", "Your draft was restored.";
    /// Throws it away.
    DISCARD: "Buang draf", "Discard the draft";
    /// The address names nothing.
    NOT_FOUND: "Halaman tidak ditemukan", "Page not found";
    /// What to do about it.
    NOT_FOUND_TEXT: "Tautan ini mungkin salah ketik atau berasal dari versi lain.", "This link may be mistyped or from another version.";
    /// Leads to the agenda.
    TO_AGENDA: "Ke agenda", "Go to the agenda";
    /// The heading over contacts of the committee.
    COMMITTEE: "Panitia", "Committee";
    /// Counts of left characters.
    LEFT: "{} karakter lagi", "{} characters left";
    /// Counts of characters over the limit.
    OVER: "{} karakter terlalu banyak", "{} characters too many";
    /// An update of the app waits.
    UPDATE_READY: "Versi baru siap", "A new version is ready";
    /// Takes it.
    UPDATE_TAKE: "Muat versi baru", "Load the new version";
    /// While something is being typed.
    UPDATE_LATER: "Selesaikan isian Anda dulu; versi baru menunggu.", "Finish what you are writing first; the new version waits.";
    /// Marks sample data.
    SAMPLE: "Data contoh", "Sample data";
    /// Names the place of short messages.
    MESSAGES: "Pesan", "Messages";
    /// Two languages.
    LANGUAGE: "Bahasa", "Language";
    /// Own name of the language.
    INDONESIAN: "Bahasa Indonesia", "Bahasa Indonesia";
    /// Own name of the language.
    ENGLISH: "English", "English";
}
