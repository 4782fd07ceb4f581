//! The card of what is on and what comes next, as the app draws it.

use super::html::Html;
use super::words;
use super::{Published, joined};
use gagas_domain::agenda::{Moment, Now, Running};
use gagas_domain::view::Session;

impl Published {
    pub(super) fn now_card(&self, now_ms: i64) -> Html {
        let now = self.agenda.now(now_ms);
        let mut out = Html::new();
        match now.moment {
            Moment::Empty => {}
            Moment::After => {
                out.element(
                    "<p class=\"meta no-print\">",
                    self.word(words::OVER),
                    "</p>",
                );
            }
            Moment::Running => self.write_running(&mut out, &now, now_ms),
            _ => self.write_coming(&mut out, &now),
        }
        out
    }

    fn write_running(&self, out: &mut Html, now: &Now, now_ms: i64) {
        self.open_card(out, self.word(words::NOW));
        for running in &now.running {
            let Running {
                session,
                minutes_left,
                ..
            } = running;
            let left = words::LEFT.fill(self.lang, &[&minutes_left.to_string()]);
            out.raw("<div class=\"on\">");
            out.element(
                "<p class=\"now-label\">",
                &joined(&[self.word(words::NOW), &left]),
                "</p>",
            );
            self.write_title(out, session);
            let span = self.span(session);
            out.element(
                "<p class=\"meta\">",
                &joined(&[&span, self.room(session)]),
                "</p>",
            );
            out.raw("<div class=\"track\"></div></div>");
        }
        let today = self.today(now_ms);
        if let Some(first) = now.next.first().filter(|next| next.day() == today) {
            let titles: Vec<&str> = now
                .next
                .iter()
                .map(|next| next.title.get(self.lang.is_english()))
                .collect();
            let at = self.format().time(first.starts);
            out.element(
                "<p class=\"meta\">",
                &words::NEXT.fill(self.lang, &[&at, &titles.join(", ")]),
                "</p>",
            );
        }
        out.raw("<button type=\"button\" class=\"btn quiet\" tabindex=\"-1\" inert>")
            .icon("clock");
        out.element(
            "<span>",
            self.word(words::JUMP),
            "</span></button></div></section>",
        );
    }

    fn write_coming(&self, out: &mut Html, now: &Now) {
        self.open_card(out, self.word(words::UP_NEXT));
        let wait = self.until(now.minutes_to_next.unwrap_or(0));
        out.element(
            "<p class=\"now-label\">",
            &joined(&[self.word(words::UP_NEXT), &wait]),
            "</p>",
        );
        for session in &now.next {
            self.write_title(out, session);
            let day = self.format().long_day(session.day());
            let place = self.room(session);
            out.element(
                "<p class=\"meta\">",
                &joined(&[&day, &self.span(session), place]),
                "</p>",
            );
        }
        out.raw("</div></section>");
    }

    fn open_card(&self, out: &mut Html, label: &str) {
        out.raw("<section class=\"no-print\" aria-label=\"")
            .text(label)
            .raw("\"><div class=\"card now\">");
    }

    fn write_title(&self, out: &mut Html, session: &Session) {
        out.element(
            "<h2><a>",
            session.title.get(self.lang.is_english()),
            "</a></h2>",
        );
    }

    /// When it is, with the zone: *08.00–09.30 WIB*.
    fn span(&self, session: &Session) -> String {
        let format = self.format();
        [
            &format.span(session.starts, session.ends),
            " ",
            &format.zone_name(session.starts),
        ]
        .concat()
    }

    /// *18 menit lagi*, *2 jam 5 menit lagi*, *3 hari lagi*.
    fn until(&self, minutes: i64) -> String {
        match minutes {
            ..120 => words::IN_MINUTES.fill(self.lang, &[&minutes.to_string()]),
            120..2880 => {
                let (hours, rest) = ((minutes / 60).to_string(), (minutes % 60).to_string());
                words::IN_HOURS.fill(self.lang, &[&hours, &rest])
            }
            _ => words::IN_DAYS.fill(self.lang, &[&(minutes / 1440).to_string()]),
        }
    }
}
