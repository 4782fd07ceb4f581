//! Words about Gagas itself, news from the organiser, and how to reach the committee.

texts! {
    /// Calls a number.
    CALL: "Telepon", "Call";
    /// Opens a chat.
    WHATSAPP: "WhatsApp", "WhatsApp";
    /// Leads to a map.
    MAP: "Peta", "Map";
    /// A page.
    ANNOUNCEMENTS: "Pengumuman", "Announcements";
    /// There are none.
    NO_NEWS: "Belum ada pengumuman", "No announcements yet";
    /// What will be here.
    NO_NEWS_TEXT: "Kabar dari panitia muncul di sini, juga saat tanpa jaringan.", "News from the committee appears here, also without a network.";
    /// Counts news.
    NEWS_ONE: "{} pengumuman", "{} announcement";
    /// Counts news.
    NEWS_MANY: "{} pengumuman", "{} announcements";
    /// It must be seen.
    URGENT: "Penting", "Urgent";
    /// A page.
    ABOUT: "Tentang Gagas", "About Gagas";
    /// Its place in the list.
    ABOUT_HINT: "Privasi, aksesibilitas, versi", "Privacy, accessibility, version";
    /// Heads privacy.
    PRIVACY: "Privasi", "Privacy";
    /// Privacy in plain words.
    PRIVACY_1: "Yang Anda tulis disimpan di ponsel ini. Tidak ada akun, pelacak, iklan, atau permintaan ke pihak ketiga.", "What you write is kept on this phone. There is no account, tracker, advertisement or request to a third party.";
    /// Privacy in plain words.
    PRIVACY_2: "Gagasan dan komentar dapat dibaca semua peserta. Pendaftaran disegel sehingga hanya panitia yang dapat membacanya. Dukungan Anda hanya diterima panitia.", "All participants can read ideas and comments. Registrations are sealed so that only the committee can read them. Only the committee receives your votes.";
    /// Privacy in plain words.
    PRIVACY_3: "Gagasan anonim memakai kunci tersendiri, sehingga tidak dapat dihubungkan dengan nama Anda. Gaya menulis dan isi gagasan tetap dapat dikenali orang.", "An anonymous idea has a key of its own, so it cannot be linked to your name. People may still recognise how and what you write.";
    /// Privacy in plain words.
    PRIVACY_4: "Siapa pun yang memegang tautan lokakarya dapat ikut berkali-kali; jumlah dukungan adalah petunjuk, bukan pemilihan resmi.", "Whoever holds the workshop's link can take part many times; vote counts are an indication, not an official election.";
    /// Heads accessibility.
    ACCESSIBILITY: "Aksesibilitas", "Accessibility";
    /// What is aimed at.
    ACCESS_1: "Gagas dirancang menurut WCAG 2.2 tingkat AA: kontras teks sedikitnya 7:1, sasaran sentuh sedikitnya 44 piksel, dapat dipakai dengan papan ketik, dan mengikuti pengaturan gerak serta tema gelap ponsel.", "Gagas is designed to WCAG 2.2 level AA: text contrast of at least 7:1, touch targets of at least 44 pixels, usable by keyboard, and following the phone's settings for motion and dark theme.";
    /// What was and was not tested.
    ACCESS_2: "Ini pernyataan pembuatnya. Gagas belum diuji bersama pengguna pembaca layar dan belum diaudit pihak luar. Bila ada yang menghalangi Anda, beri tahu panitia.", "This is its makers' statement. Gagas has not been tested with people who use screen readers and has not been audited by others. If something stands in your way, tell the committee.";
    /// Heads version and licences.
    VERSION: "Versi dan lisensi", "Version and licences";
    /// The version.
    VERSION_IS: "Gagas {}", "Gagas {}";
    /// The licences.
    LICENCES: "Perangkat lunak bebas, berlisensi MIT atau Apache-2.0 sesuai pilihan Anda. Memakai antara lain Leptos (MIT), ed25519-dalek (BSD-3-Clause), RustCrypto (MIT/Apache-2.0), qrcodegen (MIT), dan ikon Lucide (ISC).", "Free software under MIT or Apache-2.0, as you choose. Built with, among others, Leptos (MIT), ed25519-dalek (BSD-3-Clause), RustCrypto (MIT/Apache-2.0), qrcodegen (MIT) and Lucide icons (ISC).";
    /// Nobody can be reached.
    NO_CONTACT: "Panitia lokakarya ini tidak mencantumkan kontak.", "This workshop's committee gave no contact.";
}
