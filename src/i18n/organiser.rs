//! Words of the organiser's room.

use super::{Text, t};
use gagas_domain::nip::{Employment, Nip, NipAdvice};
use gagas_domain::roster::Unreadable;
use gagas_domain::view::{ADMITTED, WAITING};

texts! {
    /// A page, and its place in the list.
    ROOM: "Ruang panitia", "Organiser's room";
    /// What is there.
    ROOM_HINT: "Hanya di perangkat panitia", "Only on the organiser's devices";
    /// Boxes are being opened.
    OPENING: "Membuka {} pendaftaran tersegel …", "Opening {} sealed registrations …";
    /// Boxes that cannot be read.
    UNREADABLE_SOME: "{} pendaftaran tidak dapat dibaca. Buka untuk melihat sebabnya.", "{} registrations cannot be read. Open them to see why.";
    /// Leads to them.
    UNREADABLE_SEE: "Lihat pendaftaran", "See the registrations";
    /// A figure.
    REGISTERED: "terdaftar", "registered";
    /// From how many agencies.
    FROM_AGENCIES: "dari {} perangkat daerah", "from {} agencies";
    /// How many places there are.
    PLACES: "{} tempat", "{} places";
    /// A figure.
    AGENCIES_MISSING: "perangkat daerah belum mendaftar", "agencies not registered yet";
    /// Of how many.
    OF_AGENCIES: "dari {}", "of {}";
    /// A figure.
    IDEAS: "gagasan", "ideas";
    /// A figure.
    AGENCIES_WITHOUT: "perangkat daerah belum mengusulkan", "agencies without an idea";
    /// A figure.
    VOTES: "dukungan", "votes";
    /// From how many people.
    FROM_VOTERS: "dari {} pemilih", "from {} voters";
    /// A figure.
    WAITING_HERE: "menunggu dikirim", "waiting to be sent";
    /// Where they wait.
    FROM_HERE: "dari perangkat ini", "from this device";
    /// Heads the ways in.
    TAKE_IN: "Masukkan berkas peserta", "Take in a participant's file";
    /// What it is for.
    TAKE_IN_TEXT: "Tanpa jaringan, peserta menyerahkan tulisannya sebagai berkas. Isinya ditunjukkan dulu; berkas yang sama boleh dimasukkan berulang kali.", "Without a network participants hand over what they wrote as a file. Its content is shown first; taking in the same file again does no harm.";
    /// A page.
    REGISTRATIONS: "Pendaftaran", "Registrations";
    /// Counts those shown.
    SHOWN: "{} dari {} pendaftaran", "{} of {} registrations";
    /// Searches.
    SEARCH: "Cari nama, perangkat daerah, nomor", "Search name, agency, number";
    /// None yet.
    NO_REGISTRATIONS: "Belum ada pendaftaran yang diterima", "No registration received yet";
    /// How they come.
    NO_REGISTRATIONS_TEXT: "Pendaftaran muncul di sini setelah tersambung, atau setelah berkas dari peserta dimasukkan.", "Registrations appear here once connected, or once a participant's file was taken in.";
    /// Nothing is open beside the list.
    CHOOSE: "Pilih pendaftaran untuk membacanya", "Choose a registration to read it";
    /// Shows more of the list.
    MORE: "Tampilkan lagi ({} belum tampil)", "Show more ({} not shown)";
    /// Saves a table.
    CSV: "Unduh CSV", "Download CSV";
    /// It was saved.
    CSV_SAVED: "CSV disimpan", "CSV saved";
    /// It was not.
    CSV_FAILED: "CSV tidak dapat dibuat", "The CSV could not be made";
    /// What it is.
    CSV_HINT: "Untuk Excel dan sejenisnya. Tanda ' di awal sel menjaga nomor dan teks tetap seperti ditulis.", "For Excel and the like. A ' at the start of a cell keeps numbers and texts as they were written.";
    /// It holds personal data.
    CSV_PRIVATE: "Berisi data pribadi peserta: simpan dan kirimkan hanya kepada yang berhak.", "It holds participants' personal data: keep it and pass it on only to those entitled to it.";
    /// A mark.
    SEALED: "Tersegel", "Sealed";
    /// A mark.
    UNREADABLE: "Tidak terbaca", "Unreadable";
    /// A mark.
    CANCELLED: "Dibatalkan", "Cancelled";
    /// A mark.
    TWICE: "Mungkin ganda", "Possibly twice";
    /// A mark.
    ADMITTED_MARK: "Mendapat tempat", "Has a place";
    /// A mark.
    WAITING_MARK: "Daftar tunggu", "Waiting list";
    /// A mark.
    DECIDED_MARK: "Diputuskan di versi lain", "Decided in another version";
    /// A state.
    HOLDS: "Terdaftar", "Registered";
    /// The person is told.
    RECEIVED: "Peserta melihat: diterima panitia", "The participant sees: received by the committee";
    /// The person is not told yet.
    NOT_RECEIVED: "Tanda terima belum ditulis", "The receipt is not written yet";
    /// The same name from the same phone.
    TWICE_TEXT: "Nama yang sama sudah didaftarkan dari ponsel yang sama.", "The same name was registered from the same phone before.";
    /// Leads there.
    TWICE_SEE: "Lihat pendaftaran itu", "See that registration";
    /// Cancelled by the person.
    CANCELLED_TEXT: "Peserta membatalkan pendaftaran ini.", "The participant cancelled this registration.";
    /// Why a box cannot be read.
    WRONG_KEY: "Disegel dengan kunci lain. Minta peserta membuka tautan terbaru dari Anda, lalu mendaftar lagi.", "Sealed with another key. Ask the participant to open your newest link and to register again.";
    /// Why a box cannot be read.
    DAMAGED: "Isinya rusak. Minta peserta menyimpan pendaftarannya sekali lagi dan menyerahkannya.", "Its content is damaged. Ask the participant to save the registration once more and to hand it over.";
    /// Why a box cannot be read.
    INCOMPLETE: "Tidak ada nama atau kode tiket di dalamnya. Minta peserta mendaftar lagi.", "It holds no name or no ticket. Ask the participant to register again.";
    /// It is not here.
    UNKNOWN: "Pendaftaran ini tidak ada di perangkat ini", "This registration is not on this device";
    /// What may have happened.
    UNKNOWN_TEXT: "Mungkin dihapus oleh pesertanya, atau belum tiba di sini.", "Its participant may have deleted it, or it has not arrived here yet.";
    /// Heads the details.
    DETAILS: "Data peserta", "Details";
    /// Calls.
    CALL: "Telepon", "Call";
    /// Writes.
    WHATSAPP: "WhatsApp", "WhatsApp";
    /// Writes.
    EMAIL: "Kirim surel", "Send an e-mail";
    /// A number.
    NIP_FINE: "Susunan NIP wajar (PNS)", "A plausible NIP (civil servant)";
    /// A number.
    NIP_CONTRACT: "Susunan NIP wajar (PPPK)", "A plausible NIP (contract employee)";
    /// A number.
    NIP_UNUSUAL: "NIP wajar, tetapi umurnya tidak lazim; periksa lagi", "A plausible NIP of an unusual age; please check";
    /// A number.
    NIP_NINE: "NIP lama, 9 digit", "An old NIP of 9 digits";
    /// A number.
    NIP_ODD: "NIP tampak keliru; periksa lagi", "This NIP looks wrong; please check";
    /// When it was written.
    WRITTEN: "Ditulis", "Written";
    /// When it was changed.
    CHANGED: "Diubah", "Changed";
    /// A column.
    STATE: "Keadaan", "State";
    /// A column.
    NOTE: "Catatan", "Note";
    /// A column.
    NUMBER: "Kode pendaftaran", "Registration code";
    /// A choice.
    YES: "Setuju", "Agrees";
    /// A choice.
    NO: "Tidak setuju", "Does not agree";
    /// No choice was made.
    UNASKED: "Belum dijawab", "Not answered";
    /// When it was made.
    CHOSEN_AT: "{}, {}", "{}, {}";
    /// A page.
    AGENCIES: "Perangkat daerah", "Agencies";
    /// The movement.
    ONE_EACH: "Satu instansi, satu inovasi", "One agency, one innovation";
    /// Heads a list.
    NOT_REGISTERED: "Belum mendaftar ({})", "Not registered yet ({})";
    /// Heads a list.
    NO_IDEA: "Belum mengusulkan gagasan ({})", "No idea yet ({})";
    /// Heads the whole list.
    ALL_AGENCIES: "Semua perangkat daerah ({})", "All agencies ({})";
    /// Nobody is missing.
    ALL_REGISTERED: "Semua perangkat daerah sudah mendaftar.", "All agencies have registered.";
    /// Nobody is missing.
    ALL_HAVE_IDEAS: "Semua perangkat daerah sudah mengusulkan gagasan.", "All agencies have an idea.";
    /// There is no list.
    NO_AGENCIES: "Daftar perangkat daerah kosong", "The list of agencies is empty";
    /// What that means.
    NO_AGENCIES_TEXT: "Lokakarya ini tidak membawa daftar perangkat daerah, jadi tidak dapat diketahui siapa yang belum mendaftar.", "This workshop has no list of agencies, so it cannot be told who has not registered.";
    /// Counts of one agency.
    PRESENCE: "{} terdaftar · {} gagasan", "Registered: {} · ideas: {}";
    /// From elsewhere.
    ELSEWHERE: "Di luar daftar: {} terdaftar · {} gagasan", "Not on the list: registered {} · ideas {}";
    /// Copies a list.
    COPY: "Salin daftar", "Copy the list";
    /// Opens a chat with it.
    REMIND: "Ingatkan lewat WhatsApp", "Remind by WhatsApp";
    /// A message.
    REMIND_REGISTER: "Bapak/Ibu, perangkat daerah berikut belum mendaftar {}. Mohon mendaftar lewat tautan ini: {}", "The following agencies have not registered for {} yet. Please register here: {}";
    /// A message.
    REMIND_IDEA: "Bapak/Ibu, perangkat daerah berikut belum mengusulkan gagasan di {}. Mohon menuliskannya lewat tautan ini: {}", "The following agencies have no idea at {} yet. Please write one here: {}";
    /// A page.
    IDEAS_PAGE: "Gagasan dan dukungan", "Ideas and support";
    /// What was counted.
    COUNTED: "{} dukungan dari {} pemilih; {} surat suara diterima di perangkat ini.", "{} votes from {} voters; {} ballots received on this device.";
    /// What a count is worth.
    COUNT_HINT: "Siapa pun yang memegang tautan dapat memilih lebih dari sekali: ini petunjuk, bukan pemilihan resmi. Urutan ini hanya terlihat di sini.", "Whoever holds the link can vote more than once: it is an indication, no official election. Only this page shows this order.";
    /// No idea yet.
    NO_IDEAS: "Belum ada gagasan", "No ideas yet";
    /// How they come.
    NO_IDEAS_TEXT: "Gagasan muncul di sini begitu peserta menuliskannya dan datanya tiba.", "Ideas appear here once participants write them and they arrive.";
    /// Counts of one idea.
    SUPPORT: "{} dukungan · {} pemilih · {} komentar", "Votes: {} · voters: {} · comments: {}";
    /// An author who is not named.
    ANONYMOUS: "anonim", "anonymous";
    /// A mark.
    HIDDEN: "Disembunyikan", "Hidden";
    /// A mark.
    MERGED: "Digabungkan", "Merged";
    /// A column.
    VOTERS: "Pemilih", "Voters";
    /// A column.
    VOTES_TITLE: "Dukungan", "Votes";
    /// A column.
    COMMENTS: "Komentar", "Comments";
    /// A column.
    AUTHOR: "Pengusul", "Author";
    /// A column.
    SHORT: "Singkatan", "Abbreviation";
    /// A column.
    REGISTERED_TITLE: "Terdaftar", "Registered";
    /// A column.
    MISSING_TITLE: "Belum mendaftar", "Not registered";
    /// A cell.
    MISSING_YES: "ya", "yes";
    /// A file's name.
    FILE_REGISTRATIONS: "pendaftaran", "registrations";
    /// A file's name.
    FILE_AGENCIES: "perangkat-daerah", "agencies";
    /// A file's name.
    FILE_IDEAS: "gagasan", "ideas";
}

/// Says why a box cannot be read, and what to do.
#[must_use]
pub fn unreadable(why: Unreadable) -> &'static str {
    t(match why {
        Unreadable::WrongKey => WRONG_KEY,
        Unreadable::Damaged => DAMAGED,
        Unreadable::Incomplete => INCOMPLETE,
    })
}

/// The words for what was decided.
#[must_use]
pub fn decided(state: &str) -> &'static str {
    t(match state {
        ADMITTED => ADMITTED_MARK,
        WAITING => WAITING_MARK,
        _ => DECIDED_MARK,
    })
}

/// Says whether a number can be one; `None` where none was given.
#[must_use]
pub fn nip(judged: &Result<Nip, NipAdvice>) -> Option<&'static str> {
    let text: Text = match judged {
        Ok(nip) if nip.is_unusual() => NIP_UNUSUAL,
        Ok(nip) if nip.employment() == Employment::Contract => NIP_CONTRACT,
        Ok(_) => NIP_FINE,
        Err(NipAdvice::Empty) => return None,
        Err(NipAdvice::NineDigits) => NIP_NINE,
        Err(_) => NIP_ODD,
    };
    Some(t(text))
}
