//! The few words of what is published, in both languages: those that the app uses in the same places.
//!
//! The app and the server never import each other; a test compares these with the app's catalogue.

use super::language::Lang;

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    id: &'static str,
    en: &'static str,
}

impl Text {
    /// The text in one language.
    pub(super) fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Indonesian => self.id,
            Lang::English => self.en,
        }
    }

    /// The text with its `{}` filled in, in order.
    pub(super) fn fill(self, lang: Lang, values: &[&str]) -> String {
        let mut values = values.iter();
        let mut parts = self.get(lang).split("{}");
        let mut out = String::from(parts.next().unwrap_or_default());
        for part in parts {
            out.push_str(values.next().copied().unwrap_or("{}"));
            out.push_str(part);
        }
        out
    }
}

macro_rules! words {
    ($($of:ident { $($name:ident: $id:literal, $en:literal;)+ })+) => {
        $($(pub(super) const $name: Text = Text { id: $id, en: $en };)+)+

        /// Each text with the group that it stands in.
        #[cfg(test)]
        const ALL: &[(&str, &str, Text)] = &[$($((stringify!($of), stringify!($name), $name),)+)+];
    };
}

words! {
    app {
        MAIN_NAVIGATION: "Utama", "Main";
        AGENDA: "Agenda", "Agenda";
        IDEAS: "Gagasan", "Ideas";
        REGISTER: "Daftar", "Register";
        MORE: "Lainnya", "More";
        ZONE: "Semua waktu dalam {}", "All times in {}";
        NOW: "Berlangsung", "On now";
        NEXT: "Berikutnya {} · {}", "Next at {} · {}";
        UP_NEXT: "Berikutnya", "Up next";
        IN_MINUTES: "{} menit lagi", "in {} min";
        IN_HOURS: "{} jam {} menit lagi", "in {} h {} min";
        IN_DAYS: "{} hari lagi", "in {} days";
        LEFT: "{} menit lagi", "{} min left";
        OVER: "Semua sesi sudah selesai", "All sessions are over";
        JUMP: "Lompat ke sekarang", "Jump to now";
        DAYS: "Hari", "Days";
        ALL_DAYS: "Semua hari", "All days";
        TODAY: "hari ini", "today";
        STARRED: "Bertanda", "Starred";
        MINUTES: "{} mnt", "{} min";
        CANCELLED: "Dibatalkan", "Cancelled";
        ROOM_CLASH: "Ruang dipakai bersamaan", "Room used twice";
        PARALLEL: "Bersamaan", "Parallel";
        SEARCH: "Cari judul, pembicara, ruang", "Search title, speaker, room";
        FILTER: "Saring", "Filter";
        EMPTY: "Agenda belum diisi", "No agenda yet";
        EMPTY_TEXT: "Begitu panitia mengisinya, agenda muncul di sini.", "It appears here as soon as the organiser adds it.";
        REMIND: "Pengingat sesi bertanda", "Reminders for starred sessions";
        CHOOSE: "Pilih sesi untuk melihat rinciannya", "Choose a session to see its details";
        MAP: "Buka peta", "Open the map";
    }
    own {
        NO_SCRIPT: "Agenda ini dapat dibaca tanpa JavaScript; papan gagasan dan pendaftaran membutuhkannya.", "This agenda can be read without JavaScript; the idea board and registration need it.";
        SUBSCRIBE: "Langganan kalender (.ics)", "Subscribe to the calendar (.ics)";
        PICTURE: "Judul, tanggal, dan tempat lokakarya", "Title, dates and venue of the workshop";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: &str = concat!(
        include_str!("../../../../src/i18n/agenda.rs"),
        include_str!("../../../../src/i18n/common.rs")
    );

    #[test]
    fn the_words_are_those_of_the_app() {
        for (group, name, text) in ALL {
            if *group == "app" {
                let line = format!("    {name}: \"{}\", \"{}\";", text.id, text.en);
                assert!(APP.contains(&line), "{line}");
            }
        }
    }

    #[test]
    fn texts_are_filled_in_order() {
        assert_eq!(IN_HOURS.fill(Lang::English, &["2", "5"]), "in 2 h 5 min");
        assert_eq!(LEFT.fill(Lang::Indonesian, &[]), "{} menit lagi");
    }
}
