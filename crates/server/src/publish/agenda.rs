//! The agenda as HTML: what the app draws at first, so that it takes over without a jump.
//!
//! Markup and classes are those of `src/features/agenda`; a browser test compares the two. What only works in the app
//! is drawn but inert, and nothing here is a link into the page: that would take the invitation out of the address.
//! Readers without scripts get more: all days, and what each session is about.
//!
//! Two elements are known to the app: `#published` goes when it has opened the workshop, and `#waits`, which keeps the
//! app's own `main` out of sight, when it has tried to.

use super::html::Html;
use super::words::{self, Text};
use super::{Published, joined};
use gagas_domain::agenda::{AgendaDay, Row, Slot};
use gagas_domain::time::{Day, Instant};
use gagas_domain::view::{Link, Session, SessionType};

/// Room for a control of the app that is one icon.
const ICON_BUTTON: &str = "<button type=\"button\" class=\"icon-btn\" tabindex=\"-1\" inert>";

impl Published {
    /// Writes all that stands in the page's body, as it is at `now_ms`.
    pub(super) fn body(&self, now_ms: i64) -> Html {
        let mut out = Html::new();
        out.raw("<div id=\"published\">");
        self.write_bar(&mut out);
        out.raw("<main><div class=\"banners no-print\">");
        self.write_notice(&mut out);
        out.raw("</div><div class=\"split agenda\" data-show=\"list\"><div class=\"stack\">");
        self.write_head(&mut out, now_ms);
        out.add(&self.now_card(now_ms));
        let today = self.today(now_ms);
        let opening = self.agenda.opening_day(today);
        self.write_tabs(&mut out, today, opening);
        self.write_filters(&mut out);
        self.write_programme(&mut out, opening, now_ms);
        self.write_more(&mut out);
        out.raw("</div><div><div class=\"empty\">")
            .icon("calendar-days");
        out.element(
            "<h2>",
            self.word(words::CHOOSE),
            "</h2></div></div></div></main></div><i id=\"waits\" hidden></i>",
        );
        out
    }

    pub(super) fn word(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    fn write_bar(&self, out: &mut Html) {
        out.raw("<nav class=\"bar\" inert aria-label=\"")
            .text(self.word(words::MAIN_NAVIGATION))
            .raw("\"><ul>");
        for (icon, label) in [
            ("calendar-days", words::AGENDA),
            ("lightbulb", words::IDEAS),
            ("ticket", words::REGISTER),
            ("menu", words::MORE),
        ] {
            let open = if icon == "calendar-days" {
                "<li><a aria-current=\"page\"><span>"
            } else {
                "<li><a><span>"
            };
            out.raw(open)
                .icon(icon)
                .element("</span>", self.word(label), "</a></li>");
        }
        out.raw("</ul></nav>");
    }

    fn write_notice(&self, out: &mut Html) {
        if let Some(notice) = &self.workshop.notice {
            out.raw("<div class=\"notice\">").icon("info");
            out.raw("<div><div class=\"row nowrap top\">");
            out.element(
                "<p class=\"fill\">",
                notice.get(self.lang.is_english()),
                "</p>",
            );
            out.raw(ICON_BUTTON)
                .icon("x")
                .raw("</button></div></div></div>");
        }
    }

    fn write_head(&self, out: &mut Html, now_ms: i64) {
        out.raw("<header class=\"head\"><div class=\"row\">");
        out.element("<h1>", self.title(), "</h1>");
        out.raw("<div class=\"tools\">")
            .raw(ICON_BUTTON)
            .icon("ellipsis-vertical")
            .raw("</button></div></div>");
        let venue = self.workshop.venue.as_deref().unwrap_or_default();
        out.element(
            "<div class=\"meta\"><p>",
            &joined(&[venue, &self.days()]),
            "</p>",
        );
        let zone = words::ZONE.fill(self.lang, &[&self.zone_name(now_ms)]);
        out.element("<p>", &zone, "</p></div></header>");
    }

    fn write_tabs(&self, out: &mut Html, today: Day, opening: Option<Day>) {
        let days = self.agenda.days();
        out.raw("<nav class=\"tabs\" inert aria-label=\"")
            .text(self.word(words::DAYS))
            .raw("\"><ul>");
        let mut tab = |label: &str, icon: Option<&'static str>, note: &str, current: bool| {
            out.raw(if current {
                "<li><a class=\"tab\" aria-current=\"page\"><span>"
            } else {
                "<li><a class=\"tab\"><span>"
            });
            if let Some(icon) = icon {
                out.icon(icon);
            }
            out.text(label).raw("</span>");
            if !note.is_empty() {
                out.element("<small>", note, "</small>");
            }
            out.raw("</a></li>");
        };
        for day in &days {
            let note = if *day == today {
                self.word(words::TODAY)
            } else {
                ""
            };
            tab(
                &self.format().tab_day(*day),
                None,
                note,
                Some(*day) == opening,
            );
        }
        tab(
            &[self.word(words::STARRED), " 0"].concat(),
            Some("star"),
            "",
            false,
        );
        if days.len() > 1 {
            tab(self.word(words::ALL_DAYS), None, "", false);
        }
        out.raw("</ul></nav>");
    }

    fn write_filters(&self, out: &mut Html) {
        out.raw("<div class=\"no-print stack\" inert><div class=\"find\">")
            .icon("search");
        out.raw("<input class=\"input\" type=\"search\" tabindex=\"-1\" placeholder=\"")
            .text(self.word(words::SEARCH));
        out.raw("\" aria-label=\"")
            .text(self.word(words::SEARCH))
            .raw("\"></div>");
        if self.agenda.rooms().len() > 1 || self.agenda.tracks().len() > 1 {
            self.write_folded(out, words::FILTER);
        }
        out.raw("</div>");
    }

    fn write_folded(&self, out: &mut Html, label: Text) {
        out.raw("<details class=\"disclosure\"><summary>")
            .icon("chevron-right");
        out.element("<span>", self.word(label), "</span></summary></details>");
    }

    fn write_programme(&self, out: &mut Html, opening: Option<Day>, now_ms: i64) {
        out.raw("<div class=\"programme\">");
        for day in self.agenda.by_day() {
            self.write_day(out, &day, Some(day.day) == opening, now_ms);
        }
        out.raw("</div>");
        if self.agenda.sessions().is_empty() {
            out.raw("<div class=\"no-print\"><div class=\"empty\">")
                .icon("calendar-days");
            out.element("<h2>", self.word(words::EMPTY), "</h2>");
            out.element("<p>", self.word(words::EMPTY_TEXT), "</p></div></div>");
        }
    }

    fn write_day(&self, out: &mut Html, day: &AgendaDay, shown: bool, now_ms: i64) {
        out.raw(if shown {
            "<section class=\"day\">"
        } else {
            "<section class=\"day off\">"
        });
        out.element("<h2>", &self.format().long_day(day.day), "</h2>");
        for slot in &day.slots {
            self.write_slot(out, slot, now_ms);
        }
        out.raw("</section>");
    }

    fn write_slot(&self, out: &mut Html, slot: &Slot, now_ms: i64) {
        let parallel = slot.rows.iter().any(|row| row.lanes > 1);
        out.raw(if parallel {
            "<div class=\"slot parallel\"><h3>"
        } else {
            "<div class=\"slot\"><h3>"
        });
        self.write_time(out, slot.starts);
        out.raw("</h3><ul>");
        for row in &slot.rows {
            self.write_row(out, row, now_ms);
        }
        out.raw("</ul></div>");
    }

    fn write_row(&self, out: &mut Html, row: &Row, now_ms: i64) {
        let session = &row.session;
        let rest = session.kind == SessionType::Break;
        let on = session.runs_at(now_ms);
        out.raw(match (rest, on) {
            (true, false) => "<li class=\"item break\"><div>",
            (true, true) => "<li class=\"item break on\"><div>",
            (false, false) => "<li class=\"item\"><div>",
            (false, true) => "<li class=\"item on\"><div>",
        });
        out.raw(if session.cancelled {
            "<a class=\"title\"><s>"
        } else {
            "<a class=\"title\">"
        });
        out.text(session.title.get(self.lang.is_english()));
        out.raw(if session.cancelled {
            "</s></a>"
        } else {
            "</a>"
        });
        out.raw("<p class=\"meta\">");
        self.write_time(out, session.starts);
        if session.minutes() > 0 {
            out.raw("–");
            self.write_time(out, session.ends);
            out.raw(" · ")
                .text(&words::MINUTES.fill(self.lang, &[&session.minutes().to_string()]));
        }
        out.raw("</p>");
        let names: Vec<&str> = session
            .speakers
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let who = joined(&[&names.join(", "), self.room(session)]);
        if !who.is_empty() {
            out.element("<p class=\"meta\">", &who, "</p>");
        }
        self.write_marks(out, row, on);
        self.write_details(out, session);
        out.raw("</div>");
        if !rest {
            out.raw(ICON_BUTTON).icon("star").raw("</button>");
        }
        out.raw("</li>");
    }

    fn write_marks(&self, out: &mut Html, row: &Row, on: bool) {
        let marks = [
            (on, words::NOW, "<span class=\"tag now\">"),
            (
                row.session.cancelled,
                words::CANCELLED,
                "<span class=\"tag bad\">",
            ),
            (row.lanes > 1, words::PARALLEL, "<span class=\"tag\">"),
            (
                row.shares_room,
                words::ROOM_CLASH,
                "<span class=\"tag bad\">",
            ),
        ];
        if marks.iter().any(|(holds, ..)| *holds) {
            out.raw("<p class=\"row marks\">");
            for (_, label, open) in marks.into_iter().filter(|(holds, ..)| *holds) {
                out.element(open, self.word(label), "</span>");
            }
            out.raw("</p>");
        }
    }

    /// What the app shows on the session's own page.
    fn write_details(&self, out: &mut Html, session: &Session) {
        let roles = session
            .speakers
            .iter()
            .filter_map(|one| Some((&one.name, one.role.as_ref()?)));
        let roles: Vec<String> = roles
            .map(|(name, role)| [name, ", ", role].concat())
            .collect();
        if roles.is_empty() && session.about.is_none() && session.links.is_empty() {
            return;
        }
        out.raw("<noscript>");
        for role in roles {
            out.element("<p class=\"meta\">", &role, "</p>");
        }
        if let Some(about) = &session.about {
            out.element(
                "<p class=\"pre\">",
                about.get(self.lang.is_english()),
                "</p>",
            );
        }
        for link in &session.links {
            write_link(out, link, &link.title);
        }
        out.raw("</noscript>");
    }

    fn write_more(&self, out: &mut Html) {
        out.raw("<noscript><section class=\"section stack\">");
        if let Some(about) = self.about() {
            out.element("<p class=\"pre\">", about, "</p>");
        }
        if let Some(map) = &self.workshop.map {
            write_link(out, map, self.word(words::MAP));
        }
        out.raw("<p><a href=\"").text(&self.calendar_path());
        out.element("\">", self.word(words::SUBSCRIBE), "</a></p>");
        out.element(
            "<p>",
            self.word(words::NO_SCRIPT),
            "</p></section></noscript>",
        );
        out.raw("<div class=\"section no-print\" inert>");
        self.write_folded(out, words::REMIND);
        out.raw("</div>");
    }

    pub(super) fn room<'a>(&'a self, session: &'a Session) -> &'a str {
        let code = session.room.as_deref();
        code.map_or("", |code| {
            self.agenda.room_name(code, self.lang.is_english())
        })
    }

    fn write_time(&self, out: &mut Html, at: Instant) {
        out.raw("<time datetime=\"").text(&at.to_string());
        out.element("\">", &self.format().time(at), "</time>");
    }
}

/// A link; the domain admits none but http, https, mailto and tel.
fn write_link(out: &mut Html, link: &Link, label: &str) {
    out.raw("<p><a rel=\"noopener noreferrer\" href=\"")
        .text(&link.url);
    out.element("\">", label, "</a></p>");
}
