use super::*;
use crate::kind::Kind;
use crate::testing::{Replica, jambi};
use crate::value::Value;
use icalendar::parser::{Component, read_calendar, unfold};
use proptest::prelude::*;

fn write(replica: &Replica, english: bool, alarm_minutes: Option<u32>) -> String {
    let workshop = Workshop::of(&replica.records).unwrap();
    let agenda = Agenda::of(&replica.records);
    let calendar = Calendar {
        id: WorkshopId([2; 16]),
        workshop: &workshop,
        agenda: &agenda,
        english,
        alarm_minutes,
        url: &|id| ["https://a.id/?w=x#/agenda/", &id.to_string()].concat(),
    };
    calendar.write(agenda.sessions().iter().map(AsRef::as_ref))
}

/// What another implementation reads in the file's events: names and values as they were meant.
fn events(file: &str) -> Vec<Vec<(String, String)>> {
    let unfolded = unfold(file);
    let read = read_calendar(&unfolded).unwrap();
    let events = read
        .components
        .iter()
        .filter(|component| component.name == "VEVENT");
    let property = |event: &Component| -> Vec<(String, String)> {
        let all = event.properties.iter();
        all.map(|p| (p.name.to_string(), p.val.to_string()))
            .collect()
    };
    events.map(property).collect()
}

fn value<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    let found = event.iter().find(|(held, _)| held == name);
    found.map_or("", |(_, value)| value)
}

#[test]
fn a_file_says_all_of_a_session() {
    let mut replica = jambi();
    let id = replica.organise(
        Kind::Session,
        "s03",
        r#"{"sequence":2,"track":"gov","about":"Baris satu; dua\nBaris, tiga","speakers":[{"name":"H. Sudirman, S.H.","role":"Sekda"},"Panitia"]}"#,
    );
    replica.organise(Kind::Session, "s04", r#"{"state":"cancelled"}"#);
    let file = write(&replica, false, Some(15));
    let event = [
        "BEGIN:VEVENT",
        &["UID:", &uid(&id, &WorkshopId([2; 16]))].concat(),
        "DTSTAMP:20201110T092031Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Asia/Jakarta:20201111T083000",
        "DTEND;TZID=Asia/Jakarta:20201111T100000",
        "SUMMARY:Inovasi: tidak harus temuan baru",
        "STATUS:CONFIRMED",
        "LOCATION:Aula BPSDM\\, Aula BPSDM Provinsi Jambi",
        "DESCRIPTION:H. Sudirman\\, S.H.\\, Sekda\\nPanitia\\n\\nBaris satu\\; dua\\nBaris\\",
        " , tiga",
        "CATEGORIES:Tata kelola",
        &["URL:https://a.id/?w=x#/agenda/", &id.to_string()].concat(),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT15M",
        "DESCRIPTION:Inovasi: tidak harus temuan baru",
        "END:VALARM",
        "END:VEVENT",
    ]
    .join("\r\n");
    let at = file.find(&event[..60]).unwrap();
    let stamp = |text: &str| text.split("DTSTAMP").count();
    assert_eq!(
        stamp(&file),
        1 + Agenda::of(&replica.records).sessions().len()
    );
    let got = &file[at..at + event.len()];
    let without_stamp = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with("DTSTAMP"));
        lines.map(String::from).collect()
    };
    assert_eq!(without_stamp(got), without_stamp(&event));
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    assert!(file.contains("\r\nTZOFFSETTO:+0700\r\nTZNAME:WIB\r\n"));

    let read = events(&file);
    let drum = read
        .iter()
        .find(|event| value(event, "SUMMARY") == "Drum-up")
        .unwrap();
    assert_eq!(value(drum, "STATUS"), "CANCELLED");
    assert_eq!(file.matches("BEGIN:VALARM").count(), read.len() - 1);
    assert_eq!(
        write(&replica, true, None)
            .matches("SUMMARY:Opening ceremony")
            .count(),
        1
    );
    assert!(!write(&replica, true, None).contains("VALARM"));
}

#[test]
fn a_zone_with_rules_is_written_in_utc() {
    let mut replica = jambi();
    replica.settle(r#"{"zone":"Europe/Berlin"}"#);
    let file = write(&replica, false, None);
    assert!(file.contains("DTSTART:20201111T004500Z"));
    assert!(!file.contains("TZID") && !file.contains("VTIMEZONE"));
    replica.settle(r#"{"zone":"Asia/Jayapura"}"#);
    let file = write(&replica, false, None);
    assert!(file.contains("DTSTART;TZID=Asia/Jayapura:20201111T094500"));
    assert!(file.contains("TZOFFSETFROM:+0900\r\n"));
}

#[test]
fn the_file_is_the_same_each_time_and_its_uids_stay() {
    let mut replica = jambi();
    let before = events(&write(&replica, false, None));
    assert_eq!(before, events(&write(&replica, false, None)));
    replica.organise(
        Kind::Session,
        "s05",
        r#"{"title":"Lain","starts":"2020-11-11T06:00:00+07:00"}"#,
    );
    let uids = |events: &[Vec<(String, String)>]| {
        let mut uids: Vec<String> = events.iter().map(|e| value(e, "UID").into()).collect();
        uids.sort();
        uids
    };
    assert_eq!(
        uids(&before),
        uids(&events(&write(&replica, true, Some(5))))
    );
}

#[test]
fn times_far_away_are_clamped() {
    assert_eq!(basic(i64::MIN, 420), "00010101T070000");
    assert_eq!(basic(i64::MAX, 420), "99991230T070000");
    assert_eq!(utc(1_605_053_700_000), "20201111T001500Z");
}

proptest! {
    /// Another implementation reads back every text, and no line is too long.
    #[test]
    fn texts_survive(title in "[^\\p{Cc}]{1,200}", about in "\\PC{1,200}(\n\\PC{1,100})?", name in "\\PC{1,80}") {
        let filled = |text: &str| !text.trim().is_empty();
        prop_assume!(filled(&title) && filled(&about) && filled(&name));
        let mut replica = Replica::new();
        replica.settle(r#"{"title":"W"}"#);
        let fields = Value::map([
            ("title", title.as_str().into()),
            ("about", about.as_str().into()),
            ("starts", "2020-11-11T06:00:00+07:00".into()),
            ("speakers", Value::List([name.as_str().into()].into())),
        ]);
        replica.organise(Kind::Session, "s", &fields.to_json());
        let file = write(&replica, false, None);
        for line in file.split("\r\n") {
            prop_assert!(line.len() <= 75, "{}", line);
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let read = events(&file);
        prop_assert_eq!(value(&read[0], "SUMMARY"), title.trim());
        let description = [name.trim(), "\n\n", about.trim()].concat();
        prop_assert_eq!(value(&read[0], "DESCRIPTION"), description);
    }
}
