//! Words of what a server wants of an organiser, and of links that were replaced.

texts! {
    /// The phone's clock is off.
    CLOCK_DIFFERS: "Jam ponsel ini berbeda dari jam server", "This phone's clock differs from the server's";
    /// What follows.
    CLOCK_TEXT: "Ponsel menunjukkan {}, server {}. Gagas memakai jam server, tetapi alarm kalender memakai jam ponsel. Periksa tanggal, jam, dan zona waktu di setelan ponsel.", "The phone says {}, the server {}. Gagas goes by the server's clock, but calendar alarms go by the phone's. Check date, time and time zone in the phone's settings.";
    /// Leads to where a link is taken in.
    NEW_LINK: "Buka tautan baru", "Open the new link";
    /// The server keeps workshops of those who know its token.
    TOKEN_TITLE: "Server ini meminta kode izin", "This server asks for a permission code";
    /// What to do.
    TOKEN_TEXT: "Lokakarya ini belum ada di server. Pengelola server memberi kode izin kepada panitia yang boleh menyimpannya di sana. Sampai saat itu semuanya tetap aman di perangkat ini.", "This workshop is not on the server yet. Whoever runs it gives a permission code to organisers who may keep theirs there. Until then everything stays safe on this device.";
    /// Unfolds the field.
    TOKEN_OPEN: "Masukkan kode izin", "Enter the code";
    /// The field.
    TOKEN: "Kode izin server", "The server's permission code";
    /// What becomes of it.
    TOKEN_HINT: "Hanya dikirim ke server ini, sekali, dan tidak disimpan.", "It is sent to this server only, once, and not stored.";
    /// Sends it.
    TOKEN_SEND: "Kirim kode", "Send the code";
    /// It is another one.
    TOKEN_WRONG: "Kode ini tidak cocok. Periksa huruf besar dan kecilnya, atau minta lagi kepada pengelola server.", "This code does not fit. Check capital and small letters, or ask whoever runs the server again.";
    /// A page of the organiser's room.
    LINK: "Tautan peserta", "Participants' link";
    /// What it is.
    LINK_HINT: "Kode QR untuk layar atau kertas, dan cara mengganti tautan yang jatuh ke tangan orang lain.", "A QR code for the screen or on paper, and how to replace a link that fell into the wrong hands.";
    /// Leads to it.
    LINK_OPEN: "Lihat tautan peserta", "See the participants' link";
    /// Heads replacing it.
    REPLACE: "Ganti tautan", "Replace the link";
    /// When to do so, and what happens.
    REPLACE_TEXT: "Bila tautan jatuh ke tangan orang yang tidak berhak. Tautan dan kode QR lama berhenti berlaku; ponsel peserta menyimpan semua tulisannya dan mengirimkannya setelah membuka tautan baru.", "If the link fell into the wrong hands. The old link and QR code stop working; participants' phones keep all that was written and send it once the new link was opened.";
    /// Asks.
    REPLACE_ASK: "Setiap peserta harus membuka tautan baru sebelum ponselnya tersambung lagi. Tautan panitia tidak berubah.", "Every participant must open the new link before their phone connects again. The organisers' link stays the same.";
    /// It is done.
    REPLACED: "Tautan sudah diganti. Bagikan yang baru, dan tampilkan kode QR-nya lagi.", "The link was replaced. Share the new one, and show its QR code again.";
    /// The server refused.
    REPLACE_FAILED: "Server tidak mengganti tautannya; yang lama masih berlaku. Coba lagi.", "The server did not replace the link; the old one still works. Try again.";
    /// No answer came.
    REPLACE_UNSURE: "Server tidak menjawab. Bila tautannya ternyata sudah diganti, yang baru muncul di sini dengan sendirinya.", "The server did not answer. If the link was replaced after all, the new one appears here by itself.";
}
