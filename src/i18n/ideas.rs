//! Words of the idea board and its form.

texts! {
    /// The heading, and the way back.
    IDEAS: "Papan gagasan", "Idea board";
    /// Counts ideas and agencies.
    COUNTS: "{} dari {}", "{} from {}";
    /// Counts ideas.
    IDEA_ONE: "{} gagasan", "{} idea";
    /// Counts ideas.
    IDEA_MANY: "{} gagasan", "{} ideas";
    /// Counts agencies.
    AGENCY_ONE: "{} perangkat daerah", "{} agency";
    /// Counts agencies.
    AGENCY_MANY: "{} perangkat daerah", "{} agencies";
    /// Tells one's votes.
    VOTES_LEFT: "Sisa dukungan: {} dari {}", "Votes left: {} of {}";
    /// Searches.
    SEARCH: "Cari gagasan", "Search ideas";
    /// A filter.
    MINE: "Gagasan saya", "My ideas";
    /// A filter.
    SUPPORTED: "Yang saya dukung", "Supported by me";
    /// Opens the sheet.
    FILTERS: "Saring dan urutkan", "Filter and sort";
    /// Takes all filters away.
    CLEAR: "Hapus saringan", "Clear filters";
    /// Closes the sheet.
    SHOW: "Tampilkan hasil", "Show results";
    /// A filter that is not set.
    ANY: "Semua", "All";
    /// A question.
    AGENCY: "Perangkat daerah", "Agency";
    /// A question.
    FORM: "Bentuk", "Form";
    /// A question.
    TYPE: "Jenis", "Type";
    /// A question.
    SHAPE: "Wujud", "Shape";
    /// A question.
    NOVELTY: "Kebaruan", "Novelty";
    /// A filter.
    THEME: "Tema", "Theme";
    /// A filter.
    STATUS: "Status", "Status";
    /// The order.
    SORT: "Urutan", "Order";
    /// An order.
    SORT_RANDOM: "Acak, tetap untuk Anda", "Random, the same for you";
    /// An order.
    SORT_NEWEST: "Terbaru", "Newest";
    /// An order.
    SORT_SUPPORT: "Dukungan terbanyak", "Most support";
    /// An order.
    SORT_COMMENTS: "Komentar paling sedikit", "Fewest comments";
    /// The main action.
    WRITE: "Tulis gagasan", "Write an idea";
    /// An author who is not named.
    ANONYMOUS: "anonim bagi peserta", "anonymous to participants";
    /// Counts comments.
    COMMENT_ONE: "{} komentar", "{} comment";
    /// Counts comments.
    COMMENT_MANY: "{} komentar", "{} comments";
    /// Counts votes.
    VOTES_ONE: "{} dukungan", "{} vote";
    /// Counts votes.
    VOTES_MANY: "{} dukungan", "{} votes";
    /// Counts voters.
    VOTER_ONE: "{} pemilih", "{} voter";
    /// Counts voters.
    VOTER_MANY: "{} pemilih", "{} voters";
    /// Votes.
    VOTE: "Dukung", "Support";
    /// Votes, with the title.
    VOTE_NAME: "Dukung {}", "Support {}";
    /// One more vote.
    VOTE_MORE: "Tambah dukungan untuk {}", "Add one vote: {}";
    /// One vote less.
    VOTE_LESS: "Tarik dukungan untuk {}", "Take one vote back: {}";
    /// One's own votes on an idea.
    MY_VOTES: "Dukungan Anda: {}", "Your votes: {}";
    /// No vote is left.
    NO_VOTES: "Dukungan Anda sudah habis. Tarik dulu satu dukungan dari gagasan lain.", "All your votes are used. Take one back from another idea first.";
    /// The idea has all it may have.
    AT_CAP: "Gagasan ini sudah menerima dukungan terbanyak yang boleh Anda berikan.", "This idea has as many of your votes as it may have.";
    /// It cannot be voted for.
    NOT_VOTABLE: "Suara untuk gagasan ini tidak dihitung.", "Votes for this idea do not count.";
    /// Nothing was written.
    FAILED: "Belum tersimpan. Coba lagi.", "Not saved. Try again.";
    /// A mark.
    OWN: "Milik Anda", "Yours";
    /// A mark.
    HIDDEN_MARK: "Disembunyikan panitia", "Hidden by the committee";
    /// Ideas outside all themes.
    NO_THEME: "Tanpa tema", "Without a theme";
    /// Shows more of the list.
    MORE: "Tampilkan lagi ({} belum tampil)", "Show more ({} not shown)";
    /// No idea yet.
    NONE: "Belum ada gagasan", "No ideas yet";
    /// What to do.
    NONE_TEXT: "Gagasan pertama bisa dari Anda, juga tanpa jaringan.", "The first idea can be yours, even without a network.";
    /// Nothing found.
    NO_MATCH: "Tidak ada yang cocok", "Nothing matches";
    /// The board is not open.
    NOT_YET: "Papan dibuka {}. Yang ditulis sekarang tetap disimpan dan diserahkan.", "The board opens {}. What you write now is kept and handed in all the same.";
    /// The board was closed.
    CLOSED: "Papan ditutup {}. Yang ditulis sekarang tetap disimpan dan ditandai terlambat.", "The board closed {}. What you write now is kept and marked late.";
    /// Others' ideas are hidden.
    COLLECT: "Tahap mengumpulkan: gagasan orang lain belum ditampilkan.", "Collecting: other people's ideas are not shown yet.";
    /// Nothing was chosen.
    CHOOSE: "Pilih gagasan untuk membacanya", "Choose an idea to read it";
    /// A heading.
    PROBLEM: "Masalah", "Problem";
    /// A heading.
    IDEA: "Gagasan", "Idea";
    /// A heading.
    ANSWER: "Jawaban resmi", "Official answer";
    /// Why it was declined or hidden.
    REASON: "Alasan: {}", "Reason: {}";
    /// When it was changed.
    EDITED: "diubah {}", "edited {}";
    /// Changes one's own.
    EDIT: "Ubah", "Edit";
    /// Takes one's own back.
    WITHDRAW: "Tarik kembali", "Withdraw";
    /// A toast.
    IDEA_WITHDRAWN: "Gagasan ditarik kembali", "Idea withdrawn";
    /// A toast.
    COMMENT_WITHDRAWN: "Komentar ditarik kembali", "Comment withdrawn";
    /// It was merged.
    MERGED: "Gagasan ini digabungkan", "This idea was merged";
    /// What that means.
    MERGED_TEXT: "Dukungan dan komentarnya kini ada pada gagasan gabungan.", "Its support and comments are now on the idea it was merged into.";
    /// Leads there.
    MERGED_OPEN: "Buka gagasan gabungan", "Open the merged idea";
    /// It is hidden.
    HIDDEN: "Gagasan ini disembunyikan panitia", "The committee hid this idea";
    /// It was withdrawn.
    WITHDRAWN: "Gagasan ini ditarik kembali", "This idea was withdrawn";
    /// What that means.
    WITHDRAWN_TEXT: "Penulisnya menariknya; teksnya sudah tidak ada.", "Its author took it back; the text is gone.";
    /// It is not here.
    UNKNOWN: "Gagasan ini belum ada di ponsel ini", "This idea is not on this phone yet";
    /// What to do.
    UNKNOWN_TEXT: "Gagasan muncul di sini setelah data lokakarya diperbarui.", "It appears here once the workshop's data was renewed.";
    /// Counts comments that were not read.
    NEW_COMMENT_ONE: "{} komentar baru", "{} new comment";
    /// Counts comments that were not read.
    NEW_COMMENT_MANY: "{} komentar baru", "{} new comments";
    /// Heads words of one's own that lost.
    OTHER_VERSION: "Versi Anda yang lain", "Your other version";
    /// What that is.
    OTHER_VERSION_TEXT: "Ditulis di ponsel ini, lalu digantikan oleh perubahan dari perangkat Anda yang lain.", "Written on this phone, then replaced by a change from your other device.";
    /// Writes them again.
    USE_AGAIN: "Pakai versi ini", "Use this version";
    /// Throws them away.
    DROP_VERSION: "Buang versi ini", "Discard this version";
    /// A heading.
    COMMENTS: "Komentar", "Comments";
    /// No comment yet.
    NO_COMMENTS: "Belum ada komentar.", "No comments yet.";
    /// A field.
    COMMENT_TEXT: "Tulis komentar", "Write a comment";
    /// A field.
    COMMENT_EDIT: "Ubah komentar", "Edit the comment";
    /// Hands a comment in.
    COMMENT_SEND: "Simpan komentar", "Save comment";
    /// The heading of a new idea.
    NEW: "Gagasan baru", "New idea";
    /// The heading of an idea that is changed.
    CHANGE: "Ubah gagasan", "Edit idea";
    /// A field.
    TITLE: "Judul", "Title";
    /// A field's help.
    PROBLEM_HINT: "Siapa yang mengalaminya, dan apa akibatnya?", "Who has it, and what does it cause?";
    /// A field's help.
    IDEA_HINT: "Apa yang akan dilakukan?", "What is to be done?";
    /// Chooses nothing.
    CHOOSE_AGENCY: "Pilih perangkat daerah", "Choose an agency";
    /// Not on the list.
    OTHER: "Lainnya", "Other";
    /// A field.
    AGENCY_OTHER: "Nama perangkat daerah atau instansi", "Name of the agency or institution";
    /// A field.
    NAME: "Nama Anda", "Your name";
    /// A choice.
    UNNAMED: "Jangan tampilkan nama saya kepada peserta", "Do not show my name to participants";
    /// Unfolds later questions.
    LATER: "Kembangkan nanti", "Develop it later";
    /// Heads the hints.
    SIMILAR: "Serupa dengan", "Similar to";
    /// Hands in.
    HAND_IN: "Kirim gagasan", "Submit idea";
    /// Somebody else's.
    NOT_YOURS: "Gagasan ini tidak dapat Anda ubah", "You cannot edit this idea";
    /// A later question.
    HOW_MIGHT_WE: "Bagaimana kita dapat …?", "How might we …?";
    /// A later question.
    BENEFICIARIES: "Penerima manfaat", "Who benefits";
    /// A later question.
    GOAL: "Tujuan yang terukur", "Measurable goal";
    /// A later question.
    DESIGN: "Rancang bangun", "How it works";
    /// A later question.
    MAIN_CHANGE: "Pokok perubahan", "Main change";
    /// A later question.
    BENEFIT: "Manfaat", "Benefit";
    /// A later question.
    RESULT: "Hasil yang diharapkan", "Expected result";
    /// A later question.
    RESOURCES: "Sumber daya", "Resources";
    /// A later question.
    PARTNERS: "Mitra", "Partners";
    /// A later question.
    TRIAL: "Rencana uji coba", "Trial plan";
    /// A later question.
    RISKS: "Risiko", "Risks";
    /// A later question.
    SUSTAINABILITY: "Keberlanjutan", "Sustainability";
    /// A later question.
    CATEGORY: "Kategori lomba", "Competition category";
}
