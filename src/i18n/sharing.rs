//! Words of passing a workshop on.

texts! {
    /// The page.
    SHARE: "Bagikan lokakarya", "Share the workshop";
    /// Its place in the list.
    SHARE_HINT: "Tautan, kode QR, berkas", "Link, QR code, file";
    /// What the link does.
    LINK_TEXT: "Siapa pun yang memegang tautan ini dapat ikut: membaca, mendaftar, dan menulis gagasan.", "Whoever holds this link can take part: read, register and write ideas.";
    /// Names the QR code.
    QR_LABEL: "Kode QR tautan ini", "QR code of this link";
    /// The link is too long.
    QR_LONG: "Tautan ini terlalu panjang untuk kode QR.", "This link is too long for a QR code.";
    /// Copies the link.
    COPY_LINK: "Salin tautan", "Copy the link";
    /// It could not be copied.
    COPY_FAILED: "Tidak dapat menyalin. Tekan lama teksnya, lalu salin.", "Could not copy. Press the text for long, then copy.";
    /// Opens the phone's own sheet.
    MORE_WAYS: "Cara lain", "Other ways";
    /// Sends it by WhatsApp.
    WHATSAPP: "Kirim lewat WhatsApp", "Send by WhatsApp";
    /// What is written before the link.
    INVITATION: "Ikuti {} di Gagas. Terbuka tanpa akun dan tanpa jaringan:", "Join {} on Gagas. It opens without an account and without a network:";
    /// Heads the file.
    FILE: "Sebagai berkas", "As a file";
    /// What the file is for.
    FILE_TEXT: "Berisi agenda, gagasan, dan komentar yang terbuka untuk semua. Kirim bersama tautan bila penerima belum punya jaringan, atau bila situs ini tidak membawa lokakarya ini.", "Holds the agenda, ideas and comments that all may read. Send it along with the link where the other phone has no network, or where this site does not carry the workshop.";
    /// Saves it.
    FILE_SAVE: "Simpan berkas lokakarya", "Save the workshop's file";
}
