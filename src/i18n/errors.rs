//! Errors in plain words: what happened, and what to do next.

use super::{Text, t, tf};
use crate::storage::backend::StorageError;
use gagas_domain::bundle::BundleError;
use gagas_domain::code::Code;
use gagas_domain::link::LinkError;
use gagas_domain::view::FieldError;

texts! {
    /// A field must say something.
    REQUIRED: "Wajib diisi.", "This is required.";
    /// A text is too long.
    TOO_LONG: "Terlalu panjang: {} karakter, paling banyak {}.", "Too long: {} characters, at most {}.";
    /// Not a telephone number.
    BAD_PHONE: "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890.", "Write a phone number in digits, such as 0812 3456 7890.";
    /// Not an e-mail address.
    BAD_EMAIL: "Alamat surel tampak keliru, misalnya nama@dinas.go.id.", "This e-mail address looks wrong; try name@agency.go.id.";
    /// One way to be reached.
    CONTACT_REQUIRED: "Isi nomor ponsel atau surel; satu saja cukup.", "Give a phone number or an e-mail address; one is enough.";
    /// A consent without which one cannot take part.
    CONSENT_REQUIRED: "Tanpa persetujuan ini pendaftaran tidak dapat diproses.", "Without this consent the registration cannot be processed.";
    /// Heads the list of errors of a form.
    FIX_THESE: "Ada yang perlu diperbaiki", "Some answers need attention";
    /// Storage is full.
    STORAGE_FULL: "Penyimpanan ponsel penuh. Kosongkan sedikit ruang, lalu tekan Coba lagi. Yang sudah tersimpan tetap aman.", "The phone's storage is full. Free some space, then press Try again. What was saved is safe.";
    /// Storage went away.
    STORAGE_LOST: "Sambungan ke penyimpanan ponsel terputus. Tekan Coba lagi; jangan tutup halaman ini dulu.", "The connection to the phone's storage was lost. Press Try again; do not close this page yet.";
    /// No storage in this window.
    STORAGE_NONE: "Jendela ini tidak menyimpan apa pun, misalnya karena mode pribadi. Buka tautan ini di jendela biasa.", "This window keeps nothing, for example because it is private. Open the link in an ordinary window.";
    /// Another tab blocks it.
    STORAGE_BLOCKED: "Tab lain sedang memakai penyimpanan. Tutup tab itu, lalu tekan Coba lagi.", "Another tab is using the storage. Close it, then press Try again.";
    /// It was erased.
    STORAGE_ERASED: "Data lokakarya ini telah dihapus dari perangkat di tab lain. Muat ulang halaman ini.", "This workshop's data was erased from the device in another tab. Reload this page.";
    /// Anything else.
    STORAGE_FAILED: "Ponsel gagal menyimpan ({}). Tekan Coba lagi.", "The phone could not save ({}). Press Try again.";
    /// Not a bundle.
    BUNDLE_NOT: "Berkas ini bukan berkas Gagas.", "This is not a Gagas file.";
    /// Damaged on the way.
    BUNDLE_DAMAGED: "Berkas ini rusak atau terpotong di jalan. Mintalah salinan baru.", "This file is damaged or was cut short. Ask for a fresh copy.";
    /// Too big.
    BUNDLE_LARGE: "Berkas ini terlalu besar untuk dibuka.", "This file is too large to open.";
    /// A later version made it.
    BUNDLE_NEWER: "Berkas ini dibuat oleh versi Gagas yang lebih baru. Muat versi baru, lalu coba lagi.", "A newer version of Gagas made this file. Load the new version, then try again.";
    /// Belongs to another workshop.
    BUNDLE_FOREIGN: "Berkas ini milik lokakarya lain.", "This file belongs to another workshop.";
    /// Nothing changed.
    NOTHING_CHANGED: "Tidak ada yang berubah di ponsel ini.", "Nothing changed on this phone.";
    /// The network did not answer.
    NETWORK: "Tidak tersambung. Coba lagi bila ada jaringan.", "Not connected. Try again when there is a network.";
    /// A damaged link.
    LINK_DAMAGED: "Tautan ini terpotong atau berubah di jalan. Salin lagi tautan lengkapnya.", "This link was cut short or changed on the way. Copy the whole link again.";
    /// No link of ours.
    LINK_NOT: "Ini bukan tautan Gagas.", "This is not a Gagas link.";
    /// A write was refused.
    WRITE_REFUSED: "Isian ini tidak dapat disimpan ({}). Isian Anda tetap ada.", "This cannot be stored ({}). What you typed is still here.";
    /// A server refused it: too large.
    REFUSED_LARGE: "Terlalu panjang untuk server. Ringkaslah, lalu kirim lagi.", "Too long for the server. Shorten it, then send it again.";
    /// A server refused it: another's record.
    REFUSED_OWNER: "Catatan ini milik orang lain, atau hanya panitia yang boleh menulisnya.", "This belongs to somebody else, or only the committee may write it.";
    /// A server refused it: another workshop.
    REFUSED_FOREIGN: "Tulisan ini milik lokakarya lain.", "This belongs to another workshop.";
    /// A server refused it: a newer version's.
    REFUSED_NEWER: "Server belum mengenal jenis tulisan ini. Ponsel mencoba lagi sendiri setelah server diperbarui.", "The server does not know this kind yet. The phone tries again by itself once the server is updated.";
    /// A server refused it: no more authors.
    REFUSED_AUTHORS: "Jumlah penulis di lokakarya ini sudah penuh. Hubungi panitia; ponsel mencoba lagi sendiri.", "This workshop takes no more authors. Ask the committee; the phone tries again by itself.";
    /// A server refused it: no more room.
    REFUSED_FULL: "Tempat lokakarya ini di server sudah penuh. Hubungi panitia; ponsel mencoba lagi sendiri.", "This workshop's space on the server is full. Ask the committee; the phone tries again by itself.";
    /// A server refused it: too many.
    REFUSED_MANY: "Terlalu banyak dalam waktu singkat. Ponsel mencoba lagi sendiri.", "Too many in a short time. The phone tries again by itself.";
    /// A server refused it: the clock.
    REFUSED_CLOCK: "Jam ponsel ini terlalu cepat. Periksa tanggal dan jamnya; ponsel mencoba lagi sendiri.", "This phone's clock is ahead. Check its date and time; the phone tries again by itself.";
    /// A server refused it: retention has ended.
    REFUSED_PURGED: "Masa simpan pendaftaran lokakarya ini sudah berakhir; pendaftaran tidak diterima lagi.", "The time for which this workshop keeps registrations has ended; none are taken any more.";
    /// A server refused it: damaged.
    REFUSED_BROKEN: "Tulisan ini rusak di ponsel ({}). Salin isinya, buang, lalu tulis lagi.", "This was damaged on the phone ({}). Copy its text, discard it and write it again.";
    /// A server refused it for a reason unknown here.
    REFUSED_UNKNOWN: "Server menolaknya dengan alasan yang belum dikenal versi ini. Muat versi baru, atau hubungi panitia.", "The server refused it for a reason that this version does not know. Load the new version, or ask the committee.";
    /// The text is too large for one record.
    WRITE_LARGE: "Isian ini terlalu panjang untuk disimpan. Ringkaslah sedikit.", "This is too long to store. Please shorten it a little.";
}

/// Says why a field cannot be handed in.
#[must_use]
pub fn field_error(error: FieldError) -> String {
    match error {
        FieldError::Required => t(REQUIRED).into(),
        FieldError::TooLong { limit, length } => {
            tf(TOO_LONG, &[&length.to_string(), &limit.to_string()])
        }
        FieldError::BadPhone => t(BAD_PHONE).into(),
        FieldError::BadEmail => t(BAD_EMAIL).into(),
        FieldError::ContactRequired => t(CONTACT_REQUIRED).into(),
        FieldError::ConsentRequired => t(CONSENT_REQUIRED).into(),
    }
}

/// Says why storage failed, and what to do.
#[must_use]
pub fn storage_error(error: &StorageError) -> String {
    let text: Text = match error {
        StorageError::Unavailable => STORAGE_NONE,
        StorageError::Full => STORAGE_FULL,
        StorageError::Lost => STORAGE_LOST,
        StorageError::Blocked => STORAGE_BLOCKED,
        StorageError::Erased => STORAGE_ERASED,
        StorageError::Failed(name) => return tf(STORAGE_FAILED, &[name]),
    };
    t(text).into()
}

/// Says why a bundle cannot be read.
#[must_use]
pub fn bundle_error(error: BundleError) -> &'static str {
    t(match error {
        BundleError::Empty | BundleError::NotABundle => BUNDLE_NOT,
        BundleError::TooLarge => BUNDLE_LARGE,
        BundleError::Unsupported => BUNDLE_NEWER,
        BundleError::Truncated | BundleError::Damaged | BundleError::BadLine(_) => BUNDLE_DAMAGED,
    })
}

/// Says why a link cannot be read.
#[must_use]
pub fn link_error(error: LinkError) -> &'static str {
    t(match error {
        LinkError::Grammar => LINK_NOT,
        LinkError::Repeated(_) | LinkError::Damaged(_) => LINK_DAMAGED,
    })
}

/// Says why a server refused a write, and what to do.
#[must_use]
pub fn refusal(code: Option<Code>) -> String {
    let text = match code {
        None => REFUSED_UNKNOWN,
        Some(Code::TooLarge | Code::TooDeep) => REFUSED_LARGE,
        Some(Code::NotAuthor | Code::NotOrganiser) => REFUSED_OWNER,
        Some(Code::ForeignWorkshop) => REFUSED_FOREIGN,
        Some(Code::UnknownKind | Code::UnsupportedVersion) => REFUSED_NEWER,
        Some(Code::AuthorCap) => REFUSED_AUTHORS,
        Some(Code::WorkshopFull) => REFUSED_FULL,
        Some(Code::RateLimited) => REFUSED_MANY,
        Some(Code::ClockAhead) => REFUSED_CLOCK,
        Some(Code::Purged) => REFUSED_PURGED,
        Some(code) => return tf(REFUSED_BROKEN, &[code.name()]),
    };
    t(text).into()
}

/// Says why a write was refused.
#[must_use]
pub fn write_error(code: Code) -> String {
    match code {
        Code::TooLarge => t(WRITE_LARGE).into(),
        other => tf(WRITE_REFUSED, &[other.name()]),
    }
}
