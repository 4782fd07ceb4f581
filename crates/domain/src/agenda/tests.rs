use crate::sorted::SortedSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::testing::{jambi, nonce};
use crate::text::Query;

fn at(day: u8, clock: &str) -> i64 {
    Instant::parse(&format!("2020-11-{day}T{clock}:00+07:00"))
        .unwrap()
        .ms()
}

fn id(agenda: &Agenda, title: &str) -> RecordId {
    let found = agenda
        .sessions()
        .iter()
        .find(|s| s.title.original.starts_with(title));
    found.unwrap().id
}

fn titles(sessions: &[Arc<Session>]) -> Vec<&str> {
    sessions.iter().map(|s| s.title.original.as_str()).collect()
}

#[test]
fn days_list_sessions_by_start_without_blockers() {
    let agenda = Agenda::of(&jambi().records);
    let days = agenda.by_day();
    assert_eq!(days.len(), 2);
    assert_eq!(days[0].day.to_string(), "2020-11-11");
    let starts: Vec<i64> = days[0]
        .slots
        .iter()
        .map(|s| s.starts.minute_of_day())
        .collect();
    assert_eq!(starts, [465, 510, 600, 615, 705, 765]);
    let classes = &days[1].slots[1].rows;
    assert_eq!(classes.len(), 2);
    assert!(
        classes[0].session.title.original.starts_with("Kelas A"),
        "rooms in their order"
    );
    assert_eq!(
        classes
            .iter()
            .map(|r| (r.lane, r.lanes))
            .collect::<Vec<_>>(),
        [(0, 2), (1, 2)]
    );
    assert_eq!(days[1].slots[0].rows[0].lanes, 1);
    assert_eq!(classes[0].session.minutes(), 90);
    assert!(!classes[0].shares_room);
}

#[test]
fn overlapping_sessions_in_one_room_are_all_there() {
    let mut jambi = jambi();
    jambi.organise(
        Kind::Session,
        "late",
        r#"{"title":"Sambutan tambahan","starts":"2020-11-11T08:00:00+07:00","ends":"2020-11-11T09:00:00+07:00","room":"aula"}"#,
    );
    let day = &Agenda::of(&jambi.records).by_day()[0];
    let rows: Vec<&Row> = day.slots[..3].iter().flat_map(|s| &s.rows).collect();
    assert_eq!(
        rows.iter().map(|r| (r.lane, r.lanes)).collect::<Vec<_>>(),
        [(0, 2), (1, 2), (0, 2)]
    );
    assert!(rows.iter().all(|row| row.shares_room));
}

#[test]
fn a_slip_of_the_organiser_hides_no_session() {
    let mut jambi = jambi();
    for (name, json) in [
        (
            "s02",
            r#"{"ends":"2020-11-11T05:00:00+07:00","type":"keynote","speakers":[1,"Sekda",{"role":"MC"},{}],"links":[{"url":"javascript:x"},{"url":"https://a.id"}],"sequence":-1}"#,
        ),
        ("s03", r#"{"starts":"tomorrow"}"#),
    ] {
        jambi.organise(Kind::Session, name, json);
    }
    let agenda = Agenda::of(&jambi.records);
    let opening = agenda.get(&id(&agenda, "Pembukaan")).unwrap();
    assert_eq!(
        (opening.minutes(), opening.kind, opening.sequence),
        (0, SessionType::Session, 0)
    );
    assert_eq!(
        opening
            .speakers
            .iter()
            .map(|s| &*s.name)
            .collect::<Vec<_>>(),
        ["Sekda", "MC"]
    );
    assert_eq!(opening.links.len(), 1);
    assert!(
        !titles(agenda.sessions())
            .iter()
            .any(|t| t.starts_with("Inovasi"))
    );
}

#[test]
fn now_and_next_through_the_days() {
    let agenda = Agenda::of(&jambi().records);
    let cases = [
        (at(10, "20:00"), Moment::Before, 0, "Pembukaan", Some(705)),
        (at(11, "07:45"), Moment::Running, 45, "Inovasi", Some(45)),
        (
            at(11, "08:29") + 30_000,
            Moment::Running,
            1,
            "Inovasi",
            Some(1),
        ),
        (
            at(11, "14:15"),
            Moment::BetweenDays,
            0,
            "Design",
            Some(1035),
        ),
        (at(12, "07:00"), Moment::Gap, 0, "Design", Some(30)),
        (at(12, "10:44"), Moment::Running, 1, "", None),
        (at(12, "10:45"), Moment::After, 0, "", None),
    ];
    for (now_ms, moment, left, next, minutes) in cases {
        let now = agenda.now(now_ms);
        assert_eq!(now.moment, moment);
        assert_eq!(now.running.first().map_or(0, |r| r.minutes_left), left);
        assert!(
            now.next
                .first()
                .map_or("", |s| &*s.title.original)
                .starts_with(next),
            "{now:?}"
        );
        assert_eq!(now.minutes_to_next, minutes);
    }
    let halfway = agenda.now(at(12, "09:45"));
    assert_eq!(
        halfway
            .running
            .iter()
            .map(|r| r.permille)
            .collect::<Vec<_>>(),
        [500, 500]
    );
    assert_eq!(agenda.next_change(at(12, "09:45")), Some(at(12, "10:30")));
    assert_eq!(agenda.next_change(at(12, "10:45")), None);
    assert_eq!(Agenda::default().now(0).moment, Moment::Empty);
}

#[test]
fn a_cancelled_session_is_shown_but_takes_no_time() {
    let mut jambi = jambi();
    jambi.organise(Kind::Session, "s11a", r#"{"state":"cancelled"}"#);
    let agenda = Agenda::of(&jambi.records);
    assert_eq!(agenda.day(agenda.days()[1]).slots[1].rows.len(), 2);
    assert_eq!(agenda.now(at(12, "09:30")).running.len(), 1);
    let starred = SortedSet::from([id(&agenda, "Kelas A"), id(&agenda, "Kelas B")]);
    assert_eq!(agenda.clashes(&starred), []);
    assert_eq!(agenda.reminders(&starred, 10, 0).len(), 1);
}

#[test]
fn starred_sessions_clash_in_pairs_and_survive_removal() {
    let agenda = Agenda::of(&jambi().records);
    let (a, b) = (id(&agenda, "Kelas A"), id(&agenda, "Kelas B"));
    let gone = RecordId([9; 16]);
    let starred = SortedSet::from([a, b, id(&agenda, "Design"), gone]);
    let clashes = agenda.clashes(&starred);
    assert_eq!(clashes.len(), 1);
    assert_eq!(
        (
            clashes[0].first.id,
            clashes[0].second.id,
            clashes[0].minutes
        ),
        (a, b, 90)
    );
    assert_eq!(agenda.clashes_of(&a, &starred)[0].id, b);
    assert_eq!(agenda.missing(&starred), [gone]);
}

#[test]
fn filters_combine_and_search_both_languages() {
    let agenda = Agenda::of(&jambi().records);
    let none = SortedSet::new();
    let found = |filter: AgendaFilter| {
        let left = agenda.filtered(&filter, &none);
        titles(left.sessions())
            .into_iter()
            .map(String::from)
            .collect::<Vec<_>>()
    };
    let query = |text: &str| AgendaFilter {
        query: Query::new(text),
        ..AgendaFilter::default()
    };
    assert_eq!(found(query("OPENING")), ["Pembukaan"]);
    assert_eq!(found(query("kopi hall")).len(), 2);
    assert_eq!(
        found(AgendaFilter {
            day: Some(agenda.days()[1]),
            ..query("kopi")
        })
        .len(),
        1
    );
    assert_eq!(
        found(AgendaFilter {
            room: Some("a".into()),
            ..query("")
        })
        .len(),
        1
    );
    assert_eq!(
        found(AgendaFilter {
            starred: true,
            ..query("")
        })
        .len(),
        0
    );
    assert_eq!(
        found(AgendaFilter {
            track: Some("gov".into()),
            ..query("")
        })
        .len(),
        0
    );
    assert_eq!(agenda.rooms().len(), 3);
    assert_eq!(agenda.room_name("aula", true), "BPSDM hall");
    assert_eq!(agenda.room_name("z", true), "z");
}

#[test]
fn reminders_come_before_the_break_not_in_it() {
    let agenda = Agenda::of(&jambi().records);
    let starred = SortedSet::from([id(&agenda, "Diagnose"), id(&agenda, "Design")]);
    let due: Vec<i64> = agenda
        .reminders(&starred, 10, 0)
        .iter()
        .map(|r| r.at_ms)
        .collect();
    assert_eq!(due, [at(11, "11:45"), at(12, "07:20")]);
    assert_eq!(agenda.reminders(&starred, 10, at(11, "12:00")).len(), 1);
}

#[test]
fn the_agenda_opens_on_today_or_the_nearest_day() {
    let agenda = Agenda::of(&jambi().records);
    let open = |day| {
        agenda
            .opening_day(Day::parse(day).unwrap())
            .unwrap()
            .to_string()
    };
    assert_eq!(open("2020-11-01"), "2020-11-11");
    assert_eq!(open("2020-11-12"), "2020-11-12");
    assert_eq!(open("2021-01-01"), "2020-11-12");
}

#[test]
fn the_phones_own_time_is_told_only_where_it_differs() {
    let start = Instant::parse("2020-11-11T23:30:00+07:00").unwrap();
    assert_eq!(phone_time(start, 420), None);
    let in_papua = phone_time(start, 540).unwrap();
    assert_eq!(in_papua.to_string(), "2020-11-12T01:30:00+09:00");
}

proptest! {
    /// Whatever the times, every session has a lane of its own among those it overlaps.
    #[test]
    fn lanes_never_collide(times in prop::collection::vec((0_i64..300, 0_i64..90), 0..40)) {
        let mut jambi = crate::testing::Replica::new();
        let json = r#"{"title":"x","starts":"2020-11-11T07:00:00+07:00"}"#;
        jambi.organise(Kind::Session, "x", json);
        let one = Session::read(jambi.records.of_kind(&Kind::Session).next().unwrap()).unwrap();
        let sessions = times.iter().enumerate().map(|(n, (start, length))| {
            let day = one.starts.ms();
            let mut session = one.clone();
            session.id = RecordId(crate::id::sha256_prefix(&[&nonce(&n.to_string())]));
            session.starts = Instant::new(day + start * 60_000, 420);
            session.ends = Instant::new(day + (start + length) * 60_000, 420);
            session
        });
        let agenda = Agenda::new(sessions.collect(), Vec::new(), Vec::new());
        let rows: Vec<Row> = agenda.by_day().into_iter().flat_map(|d| d.slots).flat_map(|s| s.rows).collect();
        prop_assert_eq!(rows.len(), times.len());
        for (n, row) in rows.iter().enumerate() {
            prop_assert!(row.lane < row.lanes);
            for other in &rows[..n] {
                if row.session.overlaps(&other.session) {
                    prop_assert_ne!(row.lane, other.lane);
                    prop_assert_eq!(row.lanes, other.lanes);
                }
            }
        }
    }
}
