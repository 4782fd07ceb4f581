//! Words of the agenda.

texts! {
    /// Before the title of what is on.
    NOW: "Berlangsung", "On now";
    /// Before what comes next.
    NEXT: "Berikutnya {} · {}", "Next at {} · {}";
    /// The heading where nothing is on, but something comes.
    UP_NEXT: "Berikutnya", "Up next";
    /// Time until something begins.
    IN_MINUTES: "{} menit lagi", "in {} min";
    /// Time until something begins, long.
    IN_HOURS: "{} jam {} menit lagi", "in {} h {} min";
    /// Time until something begins, very long.
    IN_DAYS: "{} hari lagi", "in {} days";
    /// Time that is left.
    LEFT: "{} menit lagi", "{} min left";
    /// Everything is over.
    OVER: "Semua sesi sudah selesai", "All sessions are over";
    /// Names the bar that shows how much has passed.
    PROGRESS: "Sesi berjalan", "Session progress";
    /// Leads to the row of what is on.
    JUMP: "Lompat ke sekarang", "Jump to now";
    /// Names the tabs.
    DAYS: "Hari", "Days";
    /// A tab: all days.
    ALL_DAYS: "Semua hari", "All days";
    /// Marks a tab.
    TODAY: "hari ini", "today";
    /// A tab: own sessions.
    STARRED: "Bertanda", "Starred";
    /// The zone of all times.
    ZONE: "Semua waktu dalam {}", "All times in {}";
    /// The phone's clock tells another time.
    PHONE_DIFFERS: "Jam ponsel Anda memakai zona lain; waktunya ditulis di baris kedua.", "Your phone uses another zone; its time stands on a second line.";
    /// A time as the phone tells it.
    PHONE_TIME: "{} di ponsel ini", "{} on this phone";
    /// A duration.
    MINUTES: "{} mnt", "{} min";
    /// Stars a session: the name of the toggle.
    STAR: "Tandai: {}", "Star: {}";
    /// Stars the shown session.
    STAR_THIS: "Tandai sesi ini", "Star this session";
    /// Marks a session that was called off.
    CANCELLED: "Dibatalkan", "Cancelled";
    /// Two sessions stand in one room.
    ROOM_CLASH: "Ruang dipakai bersamaan", "Room used twice";
    /// Sessions at the same time.
    PARALLEL: "Bersamaan", "Parallel";
    /// Starred sessions overlap.
    CLASHES: "Sesi bertanda bertabrakan", "Starred sessions overlap";
    /// Two that overlap, and for how long.
    CLASH: "{} dan {}: {} menit bersamaan", "{} and {}: {} minutes at the same time";
    /// The shown session overlaps a starred one.
    CLASH_WITH: "Bertabrakan dengan sesi bertanda: {}", "Overlaps a starred session: {}";
    /// Starred sessions that are gone.
    GONE: "Sesi bertanda yang tidak ada lagi", "Starred sessions that are gone";
    /// What happens to them.
    GONE_TEXT: "Tandanya tetap disimpan dan kembali bila sesinya muncul lagi.", "Their stars are kept and return when the session comes back.";
    /// A session whose title is not known any more.
    GONE_UNTITLED: "Sesi {}", "Session {}";
    /// Forgets a star.
    FORGET: "Hapus tanda", "Remove the star";
    /// The search field.
    SEARCH: "Cari judul, pembicara, ruang", "Search title, speaker, room";
    /// Unfolds filters.
    FILTER: "Saring", "Filter";
    /// A filter.
    TRACK: "Jalur", "Track";
    /// A filter.
    ROOM: "Ruang", "Room";
    /// Chooses no filter.
    ANY: "Semua", "All";
    /// Counts what a filter leaves.
    FOUND_ONE: "{} sesi", "{} session";
    /// Counts what a filter leaves.
    FOUND: "{} sesi", "{} sessions";
    /// Takes all filters away.
    CLEAR: "Hapus saringan", "Clear filters";
    /// No session.
    EMPTY: "Agenda belum diisi", "No agenda yet";
    /// What to expect.
    EMPTY_TEXT: "Begitu panitia mengisinya, agenda muncul di sini.", "It appears here as soon as the organiser adds it.";
    /// Nothing matches.
    NOTHING: "Tidak ada sesi yang cocok", "No session matches";
    /// What to do about it.
    NOTHING_TEXT: "Coba kata lain, atau lihat semua hari tanpa saringan.", "Try other words, or see all days without filters.";
    /// Nothing is starred.
    NO_STARS: "Belum ada sesi bertanda", "No starred sessions yet";
    /// How to star.
    NO_STARS_TEXT: "Ketuk bintang di sebuah sesi; tandanya tetap ada walau agenda berubah.", "Tap the star of a session; it stays even when the agenda changes.";
    /// Names the menu.
    ACTIONS: "Tindakan agenda", "Agenda actions";
    /// Saves one session for a calendar.
    ICS: "Simpan ke kalender", "Add to calendar";
    /// Saves all sessions for a calendar.
    ICS_ALL: "Semua sesi ke kalender (.ics)", "All sessions to calendar (.ics)";
    /// Saves starred sessions for a calendar.
    ICS_STARRED: "Sesi bertanda ke kalender (.ics)", "Starred sessions to calendar (.ics)";
    /// The file of one session.
    ICS_ONE_FILE: "sesi.ics", "session.ics";
    /// The file of all sessions.
    ICS_ALL_FILE: "agenda.ics", "agenda.ics";
    /// The file of starred sessions.
    ICS_STARRED_FILE: "sesi-bertanda.ics", "starred-sessions.ics";
    /// After a file was made.
    ICS_DONE: "Berkas kalender dibuat. Buka berkasnya untuk menambahkan ke kalender.", "Calendar file made. Open it to add it to your calendar.";
    /// A file could not be made.
    ICS_FAILED: "Peramban ini tidak dapat menyimpan berkas.", "This browser cannot save files.";
    /// Prints.
    PRINT: "Cetak agenda", "Print the agenda";
    /// Reminders.
    REMIND: "Pengingat sesi bertanda", "Reminders for starred sessions";
    /// How long before.
    REMIND_WHEN: "Ingatkan saya", "Remind me";
    /// No reminders.
    REMIND_OFF: "Tidak", "No";
    /// So many minutes before.
    REMIND_BEFORE: "{} menit sebelumnya", "{} minutes before";
    /// The honest word about reminders.
    REMIND_TEXT: "Hanya berbunyi selama Gagas terbuka. Agar ponsel mengingatkan saat Gagas ditutup, simpan sesi bertanda ke kalender: alarmnya ikut.", "Works only while Gagas is open. To be reminded when it is closed, add starred sessions to your calendar: alarms are included.";
    /// Notifications are allowed.
    REMIND_GRANTED: "Pengingat muncul sebagai notifikasi.", "Reminders show as notifications.";
    /// Notifications are not allowed.
    REMIND_INSIDE: "Notifikasi tidak diizinkan atau tidak tersedia; pengingat muncul di dalam Gagas.", "Notifications are not allowed or not available; reminders show inside Gagas.";
    /// A reminder.
    REMINDER: "{} dimulai {}", "{} starts at {}";
    /// What to do where no session is chosen.
    CHOOSE: "Pilih sesi untuk melihat rinciannya", "Choose a session to see its details";
    /// A link leads to a session that is not there.
    UNKNOWN: "Sesi ini tidak ada di agenda", "This session is not on the agenda";
    /// Why that may be.
    UNKNOWN_TEXT: "Mungkin dihapus panitia, atau belum sampai ke ponsel ini.", "The organiser may have removed it, or it has not reached this phone yet.";
    /// A heading.
    SPEAKERS: "Pembicara", "Speakers";
    /// A heading.
    ABOUT: "Tentang sesi ini", "About this session";
    /// A heading.
    LINKS: "Tautan dan materi", "Links and material";
    /// Counts changes.
    CHANGE_ONE: "{} perubahan belum Anda lihat", "{} change you have not seen";
    /// Counts changes.
    CHANGE_MANY: "{} perubahan belum Anda lihat", "{} changes you have not seen";
    /// Takes all changes for seen.
    SEEN_ALL: "Tandai semua sudah dilihat", "Mark all as seen";
    /// A change: it was not on the agenda.
    NEW: "Baru", "New";
    /// A change, before the old and the new time.
    MOVED: "Dipindah", "Moved";
    /// A change, before the old and the new time.
    NEW_END: "Jam selesai berubah", "New end time";
    /// A change, before the old and the new room.
    NEW_ROOM: "Ganti ruang", "New room";
    /// A change, before the old and the new title.
    NEW_TITLE: "Ganti judul", "New title";
    /// A change: it takes place after all.
    REVIVED: "Jadi diadakan", "On after all";
    /// A change: it is gone.
    REMOVED: "Dihapus dari agenda", "Removed from the agenda";
    /// Subscribes to the calendar that the server keeps.
    SUBSCRIBE: "Langganan kalender (ikut berubah)", "Subscribe in your calendar (follows changes)";
    /// Copies its address.
    COPY_FEED: "Salin alamat kalender", "Copy the calendar address";
    /// Leads to a map.
    MAP: "Buka peta", "Open the map";
}
