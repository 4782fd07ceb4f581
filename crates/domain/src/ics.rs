//! Sessions as an iCalendar file (RFC 5545): one, the starred ones, or all.
//!
//! A session keeps its UID in every file and feed, and its SEQUENCE grows with its changes, so that
//! a calendar updates what it holds. Pure: which sessions, the language and the deep links are
//! passed in. Must not know how a file reaches a calendar.

mod line;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::agenda::Agenda;
use crate::id::{RecordId, WorkshopId};
use crate::time::{Day, Instant};
use crate::view::{Session, Workshop};
use crate::zone::Zone;
use line::{escape, push_line};

/// What all events of a file share.
pub struct Calendar<'a> {
    /// The workshop's id; part of each UID.
    pub id: WorkshopId,
    /// The workshop.
    pub workshop: &'a Workshop,
    /// Its agenda, for the names of rooms and tracks.
    pub agenda: &'a Agenda,
    /// Whether English texts are wanted where there are any.
    pub english: bool,
    /// How many minutes before a session an alarm goes off; none where not set.
    pub alarm_minutes: Option<u32>,
    /// The deep link of a session; left out where it is empty.
    pub url: &'a dyn Fn(&RecordId) -> String,
}

/// The UID of a session, the same wherever it is written.
#[must_use]
pub fn uid(session: &RecordId, workshop: &WorkshopId) -> String {
    [&session.to_string(), "@", &workshop.to_string(), ".gagas"].concat()
}

impl Calendar<'_> {
    /// Writes the file: UTF-8, lines folded at 75 octets and ended by CRLF.
    #[must_use]
    pub fn write<'s>(&self, sessions: impl IntoIterator<Item = &'s Session>) -> String {
        let mut out = String::new();
        let zone = Zone::of(&self.workshop.zone);
        let title = escape(self.workshop.title.get(self.english));
        push_line(&mut out, "BEGIN", "VCALENDAR");
        push_line(&mut out, "VERSION", "2.0");
        push_line(&mut out, "PRODID", "-//Gagas//Agenda 1//ID");
        push_line(&mut out, "CALSCALE", "GREGORIAN");
        push_line(&mut out, "METHOD", "PUBLISH");
        push_line(&mut out, "NAME", &title);
        push_line(&mut out, "X-WR-CALNAME", &title);
        if let Some(zone) = zone {
            push_line(&mut out, "X-WR-TIMEZONE", &self.workshop.zone);
            self.write_zone(&mut out, zone);
        }
        for session in sessions {
            self.write_event(&mut out, session, zone);
        }
        push_line(&mut out, "END", "VCALENDAR");
        out
    }

    /// The rules of a zone without rules: one offset since ever.
    fn write_zone(&self, out: &mut String, zone: Zone) {
        let offset = ["+0", &(zone.offset_minutes / 60).to_string(), "00"].concat();
        push_line(out, "BEGIN", "VTIMEZONE");
        push_line(out, "TZID", &self.workshop.zone);
        push_line(out, "BEGIN", "STANDARD");
        push_line(out, "DTSTART", "19700101T000000");
        push_line(out, "TZOFFSETFROM", &offset);
        push_line(out, "TZOFFSETTO", &offset);
        push_line(out, "TZNAME", zone.label);
        push_line(out, "END", "STANDARD");
        push_line(out, "END", "VTIMEZONE");
    }

    fn write_event(&self, out: &mut String, session: &Session, zone: Option<Zone>) {
        let title = escape(session.title.get(self.english));
        let changed = i64::try_from(session.changed_ms).unwrap_or(i64::MAX);
        push_line(out, "BEGIN", "VEVENT");
        push_line(out, "UID", &uid(&session.id, &self.id));
        push_line(out, "DTSTAMP", &utc(changed));
        push_line(out, "SEQUENCE", &session.sequence.to_string());
        self.write_time(out, "DTSTART", session.starts, zone);
        if session.ends.ms() > session.starts.ms() {
            self.write_time(out, "DTEND", session.ends, zone);
        }
        push_line(out, "SUMMARY", &title);
        let status = if session.cancelled {
            "CANCELLED"
        } else {
            "CONFIRMED"
        };
        push_line(out, "STATUS", status);
        let room = session.room.as_deref();
        let room = room.map(|code| self.agenda.room_name(code, self.english));
        let places: Vec<&str> = room
            .into_iter()
            .chain(self.workshop.venue.as_deref())
            .collect();
        push_text(out, "LOCATION", &places.join(", "));
        push_text(out, "DESCRIPTION", &self.description(session));
        if let Some(track) = &session.track {
            push_text(
                out,
                "CATEGORIES",
                self.agenda.track_name(track, self.english),
            );
        }
        let url = (self.url)(&session.id);
        if !url.is_empty() && url.bytes().all(|byte| byte.is_ascii_graphic()) {
            push_line(out, "URL", &url);
        }
        if let Some(minutes) = self.alarm_minutes.filter(|_| !session.cancelled) {
            push_line(out, "BEGIN", "VALARM");
            push_line(out, "ACTION", "DISPLAY");
            push_line(out, "TRIGGER", &["-PT", &minutes.to_string(), "M"].concat());
            push_line(out, "DESCRIPTION", &title);
            push_line(out, "END", "VALARM");
        }
        push_line(out, "END", "VEVENT");
    }

    /// A moment at the venue, or in UTC where the zone has rules that a file would have to spell out.
    fn write_time(&self, out: &mut String, name: &str, at: Instant, zone: Option<Zone>) {
        match zone {
            Some(zone) => {
                let name = [name, ";TZID=", &self.workshop.zone].concat();
                push_line(out, &name, &basic(at.ms(), zone.offset_minutes));
            }
            None => push_line(out, name, &utc(at.ms())),
        }
    }

    /// Who speaks and what it is about.
    fn description(&self, session: &Session) -> String {
        let mut lines: Vec<String> = Vec::new();
        for speaker in &session.speakers {
            lines.push(match &speaker.role {
                Some(role) => [&speaker.name, ", ", role].concat(),
                None => speaker.name.clone(),
            });
        }
        let about = session.about.as_ref().map(|about| about.get(self.english));
        if let Some(about) = about {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(about.into());
        }
        lines.join("\n")
    }
}

fn push_text(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        push_line(out, name, &escape(text));
    }
}

fn utc(ms: i64) -> String {
    [&basic(ms, 0), "Z"].concat()
}

/// The basic form: `20201111T071500`. What lies beyond four-digit years is clamped to them.
fn basic(ms: i64, offset_minutes: i16) -> String {
    let first = Day::parse("0001-01-01").map_or(0, |day| Instant::at_midnight(day).ms());
    let last = Day::parse("9999-12-30").map_or(0, |day| Instant::at_midnight(day).ms());
    let told = Instant::new(ms.clamp(first, last), offset_minutes).to_string();
    let end = told.len().min(19);
    told[..end]
        .chars()
        .filter(|c| !matches!(c, '-' | ':'))
        .collect()
}

#[cfg(test)]
mod tests;
