use super::*;
use crate::agenda::Agenda;
use crate::board::{Board, Viewer};
use crate::bundle;
use crate::coverage::Coverage;
use crate::kind::Kind;
use crate::seal::seal_public_key;
use crate::tally::Tally;
use crate::view::{Agency, IdeaDetail, Session, Workshop};
use alloc::format;
use alloc::string::ToString;

pub(crate) const SAMPLE: &str = include_str!("../../../../docs/jambi.json");
const SCHEMA: &str = include_str!("../../../../docs/workshop.schema.json");
const SEED: OrganiserSeed = OrganiserSeed([1; 32]);
const NOW: i64 = 1_605_400_000_000;
/// A small file with something of everything.
pub(crate) const SMALL: &str = r#"{"gagas":1,"title":"W","zone":"Asia/Jakarta","starts":"2020-11-11","ends":"2020-11-12",
"contact":{"phone":"0741"},"map":"https://a.id","rooms":[{"id":"a","name":"A"}],"tracks":[{"id":"t","name":"T"}],
"registration":{"close":"2020-11-10T00:00:00+07:00","capacity":5,"retain_until":"2021-11-12","fields":["nip"],"consents":[{"id":"c","text":"Setuju","required":true}]},
"board":{"budget":3,"cap":2,"tally":"hidden","phase":"read"},
"agencies":[{"id":"x","name":"X"},{"id":"y","name":"Y","short":"Ye"}],
"sessions":[{"id":"s1","title":"Satu","starts":"2020-11-11T08:00:00+07:00","ends":"2020-11-11T09:00:00+07:00","room":"a","track":"t","speakers":["Ani",{"role":"Juri"}],"links":[{"title":"l","url":"tel:1"}]},
{"id":"s2","title":"Dua","starts":"2020-11-11T09:00:00+07:00","ends":"2020-11-11T10:00:00+07:00"}],
"announcements":[{"id":"n","title":"Hai","at":"2020-11-11T07:00:00+07:00","urgent":true}],
"themes":[{"id":"t1","title":"Tema"}],
"ideas":[{"id":"i1","author":"siti","at":"2020-11-11T09:40:00+07:00","title":"Gagasan","problem":"P","idea":"I","agency":"x","shape":["governance"],"goal":"G","theme":"t1","status":"later"},
{"id":"i2","author":"siti","title":"Lain","problem":"P","idea":"I","agency_other":"Z","anonymous":true,"shape":"technology"}],
"comments":[{"id":"k","author":"budi","idea":"i1","text":"Bagus","agency":"y"}],
"ballots":[{"author":"budi","votes":["i1",["i2",2]]}]}"#;

fn made(json: &str, previous: Option<&RecordSet>) -> Vec<Patch> {
    import(&parse(json).unwrap(), &SEED, previous, NOW, false, 0).unwrap()
}

fn records(patches: Vec<Patch>) -> RecordSet {
    let mut records = RecordSet::default();
    for patch in patches {
        let again = Patch::admit(patch.signed().clone(), &SEED.workshop());
        records.add(again.unwrap());
    }
    records
}

/// Imports one file on top of another; answers the replica and how many patches it took.
fn then(first: &RecordSet, json: &str, delete: bool) -> (RecordSet, usize) {
    let later = NOW + 1000;
    let patches = import(&parse(json).unwrap(), &SEED, Some(first), later, delete, 0).unwrap();
    let (mut records, count) = (first.clone(), patches.len());
    for patch in patches {
        assert!(!records.holds(&patch.id()));
        records.add(patch);
    }
    (records, count)
}

fn fails(json: &str) -> (String, Reason) {
    let error = parse(json).and_then(|json| import(&json, &SEED, None, NOW, false, 0));
    let error = error.unwrap_err();
    (error.path, error.reason)
}

fn session(records: &RecordSet, title: &str) -> Session {
    let mut sessions = records.of_kind(&Kind::Session).filter_map(Session::read);
    sessions
        .find(|session| session.title.original == title)
        .unwrap()
}

#[test]
fn the_sample_is_a_whole_workshop() {
    assert!(SAMPLE.len() < 40_000);
    let records = records(made(SAMPLE, None));
    let workshop = Workshop::of(&records).unwrap();
    assert_eq!(
        workshop.title.get(true),
        "Public Service Innovation Workshop"
    );
    assert!(
        workshop
            .notice
            .as_ref()
            .is_some_and(|notice| notice.english.is_some())
    );
    assert!(!workshop.contact.is_empty() && workshop.map.is_some());
    assert_eq!(workshop.seal, Some(seal_public_key(&SEED)));
    let consents = &workshop.registration.consents;
    let required: Vec<&str> = consents
        .iter()
        .filter(|c| c.required)
        .map(|c| &*c.id)
        .collect();
    assert_eq!(
        (consents.len(), &*required),
        (5, &["attendance", "certificate"][..])
    );
    assert!(
        consents
            .iter()
            .all(|consent| consent.text.english.is_some())
    );

    let agenda = Agenda::of(&records);
    assert_eq!((agenda.sessions().len(), agenda.days().len()), (24, 2));
    for session in agenda.sessions() {
        assert!(session.title.english.is_some(), "{session:?}");
        assert!(
            session
                .about
                .as_ref()
                .is_none_or(|about| about.english.is_some())
        );
        assert!(session.room.is_some() && session.minutes() > 0);
    }
    let parallel = agenda.day(agenda.days()[1]);
    assert!(parallel.slots.iter().any(|slot| slot.rows.len() == 2));
    assert_eq!((agenda.rooms().len(), agenda.tracks().len()), (3, 5));

    let agencies = Agency::all(&records);
    assert_eq!((agencies.len(), agencies[0].label()), (44, "Setwan"));
    let board = Board::of(&records, &Viewer::default());
    assert_eq!((board.cards().count(), board.themes().len()), (12, 6));
    assert!(board.cards().all(|card| card.theme.is_some()));
    let comments: u32 = board.cards().map(|card| card.comments).sum();
    assert_eq!((comments, Coverage::of(&board).covered()), (5, 12));
    let mut authors: Vec<_> = board.cards().map(|card| card.idea.author).collect();
    authors.sort();
    authors.dedup();
    assert_eq!(authors.len(), 12);
    assert_eq!(bundle::public(&records).len(), records.len());
}

#[test]
fn importing_again_writes_only_what_changed() {
    for file in [SAMPLE, SMALL] {
        let first = records(made(file, None));
        assert_eq!(then(&first, file, true).1, 0);
        assert_eq!(made(file, None), made(file, None));
    }
    let first = records(made(SMALL, None));
    let changed = SMALL
        .replace(
            r#""title":"Satu","starts":"2020-11-11T08:00"#,
            r#""title":"Satu","starts":"2020-11-11T08:15"#,
        )
        .replace(r#""short":"Ye""#, r#""short":"Y""#)
        .replace(r#""goal":"G","#, "")
        .replace(r#""capacity":5,"#, "");
    let (second, count) = then(&first, &changed, false);
    assert_eq!(count, 4);
    let moved = session(&second, "Satu");
    assert_eq!(
        (moved.sequence, moved.starts.minute_of_day()),
        (1, 8 * 60 + 15)
    );
    assert_eq!(Workshop::of(&second).unwrap().registration.capacity, None);
    let board = Board::of(&second, &Viewer::default());
    let idea = board
        .cards()
        .find(|card| card.idea.title == "Gagasan")
        .unwrap();
    assert_eq!(
        (idea.idea.details.len(), idea.idea.edited_ms.is_some()),
        (0, true)
    );
    // Another name of a speaker is no reason to look again.
    let speakers = changed.replace(r#""Ani","#, r#""Ani S.","#);
    assert_eq!(
        session(&then(&second, &speakers, false).0, "Satu").sequence,
        1
    );
}

#[test]
fn what_vanished_is_called_off_or_deleted() {
    let first = records(made(SMALL, None));
    let start = SMALL.find(r#"{"id":"s2""#).unwrap();
    let end = SMALL[start..].find('}').unwrap() + start + 1;
    let without = [
        SMALL[..start].trim_end().trim_end_matches(','),
        &SMALL[end..],
    ]
    .concat();
    let (second, count) = then(&first, &without, false);
    let gone = session(&second, "Dua");
    assert_eq!((gone.cancelled, gone.sequence, count), (true, 1, 1));
    assert_eq!(then(&second, &without, false).1, 0);
    // It comes back under its own id.
    let (third, _) = then(&second, SMALL, false);
    let back = session(&third, "Dua");
    assert_eq!(
        (back.cancelled, back.sequence, back.id),
        (false, 2, gone.id)
    );
    // Deleted for ever, it needs another id.
    let (fourth, count) = then(&third, &without, true);
    assert_eq!(count, 1);
    assert!(fourth.get(&gone.id).is_none());
    let error = import(&parse(SMALL).unwrap(), &SEED, Some(&fourth), NOW, false, 0).unwrap_err();
    assert_eq!(
        (&*error.path, error.reason),
        ("sessions[1]", Reason::Deleted)
    );
}

#[test]
fn what_was_made_elsewhere_is_left_alone() {
    let mut replica = crate::testing::Replica::new();
    replica.organise(
        Kind::Session,
        "manual",
        r#"{"title":"Tambahan","starts":"2020-11-11T08:00:00+07:00"}"#,
    );
    replica.settle(r#"{"board.phase":"vote","board.tally":"revealed","sync.gen":3,"host":"Lama"}"#);
    let file = r#"{"gagas":1,"title":"W"}"#;
    let patches = import(
        &parse(file).unwrap(),
        &SEED,
        Some(&replica.records),
        NOW,
        true,
        0,
    )
    .unwrap();
    patches.into_iter().for_each(|patch| {
        replica.records.add(patch);
    });
    assert!(!session(&replica.records, "Tambahan").cancelled);
    let record = replica.records.of_kind(&Kind::Workshop).next().unwrap();
    let texts = ["host", "board.phase", "board.tally"].map(|field| record.text(field));
    assert_eq!(texts, [None, Some("vote"), Some("revealed")]);
    assert_eq!(record.int("sync.gen"), Some(3));
}

#[test]
fn a_file_can_be_moved_to_other_days() {
    let json = parse(SAMPLE).unwrap();
    let patches = import(&json, &SEED, None, NOW, false, 2205).unwrap();
    let records = records(patches);
    let workshop = Workshop::of(&records).unwrap();
    assert_eq!(
        workshop.starts.map(|day| day.to_string()).as_deref(),
        Some("2026-11-25")
    );
    let first = Agenda::of(&records).sessions()[0].starts;
    assert_eq!(first.to_string(), "2026-11-25T07:15:00+07:00");
    let registration = &workshop.registration;
    assert_eq!(registration.retain_until.unwrap().to_string(), "2027-11-26");
    assert_eq!(
        registration.close.unwrap().to_string(),
        "2026-11-26T09:00:00+07:00"
    );
    // Nothing is stamped in the future, wherever it was moved.
    let now = u64::try_from(NOW).unwrap();
    assert!(records.patches().all(|patch| patch.stamp().ms <= now));
}

#[test]
fn people_of_a_sample_have_keys_of_their_own() {
    let records = records(made(SMALL, None));
    let board = Board::of(&records, &Viewer::default());
    let [signed, anonymous] = ["Gagasan", "Lain"].map(|title| {
        let card = board.cards().find(|card| card.idea.title == title);
        card.unwrap().idea.clone()
    });
    assert_ne!(signed.author, anonymous.author);
    assert_eq!(signed.created_ms, 1_605_062_400_000);
    let tally = Tally::of(&records);
    assert_eq!((tally.voters, tally.support(&anonymous.id).votes), (1, 2));
    let comments = board.comments(&signed.id);
    assert_eq!(comments[0].agency.as_deref(), Some("Ye"));
}

#[test]
fn slips_are_told_with_their_place() {
    let with = |old: &str, new: &str| {
        assert!(SMALL.contains(old), "{old}");
        fails(&SMALL.replacen(old, new, 1))
    };
    for (old, new, path, reason) in [
        (
            r#""gagas":1"#,
            r#""gagas":2"#,
            "gagas",
            Reason::UnsupportedVersion,
        ),
        (r#""gagas":1,"#, "", "gagas", Reason::Missing),
        (r#""title":"W""#, r#""title":" ""#, "title", Reason::Missing),
        (
            r#""zone":"Asia/Jakarta""#,
            r#""zone":"WIB""#,
            "zone",
            Reason::BadCode,
        ),
        (
            r#""ends":"2020-11-12""#,
            r#""ends":"2020-11-10""#,
            "ends",
            Reason::EndsBeforeStart,
        ),
        (
            r#""starts":"2020-11-11","#,
            r#""starts":"11-11-2020","#,
            "starts",
            Reason::BadDay,
        ),
        (
            r#""map":"https://a.id""#,
            r#""map":"javascript:x""#,
            "map",
            Reason::BadLink,
        ),
        (
            r#""capacity":5"#,
            r#""capacity":0"#,
            "registration.capacity",
            Reason::Range(1, 100_000),
        ),
        (
            r#""capacity":5"#,
            r#""capasity":5"#,
            "registration.capasity",
            Reason::UnknownKey,
        ),
        (
            r#"["nip"]"#,
            r#"["nik"]"#,
            "registration.fields[0]",
            Reason::BadCode,
        ),
        (
            r#""required":true"#,
            r#""required":1"#,
            "registration.consents[0].required",
            Reason::Type("true or false"),
        ),
        (
            r#""phase":"read""#,
            r#""phase":"vota""#,
            "board.phase",
            Reason::BadCode,
        ),
        (
            r#"{"id":"y","#,
            r#"{"id":"x","#,
            "agencies[1].id",
            Reason::Repeated,
        ),
        (
            r#"{"id":"y","#,
            r#"{"id":"y y","#,
            "agencies[1].id",
            Reason::BadId,
        ),
        (
            r#""2020-11-11T09:00:00+07:00","ends":"2020-11-11T10"#,
            r#""2020-11-11T09:00:00+07:00","ends":"2020-11-11T08"#,
            "sessions[1].ends",
            Reason::EndsBeforeStart,
        ),
        (
            r#""starts":"2020-11-11T08:00:00+07:00""#,
            r#""starts":"2020-11-11 08.00""#,
            "sessions[0].starts",
            Reason::BadTime,
        ),
        (
            r#""room":"a""#,
            r#""room":"b""#,
            "sessions[0].room",
            Reason::UnknownReference,
        ),
        (
            r#"{"role":"Juri"}"#,
            "{}",
            "sessions[0].speakers[1].name",
            Reason::Missing,
        ),
        (
            r#""url":"tel:1""#,
            r#""url":"data:1""#,
            "sessions[0].links[0]",
            Reason::BadLink,
        ),
        (
            r#""urgent":true"#,
            r#""urgent":"ya""#,
            "announcements[0].urgent",
            Reason::Type("true or false"),
        ),
        (
            r#""problem":"P""#,
            r#""problem":"""#,
            "ideas[0].problem",
            Reason::Missing,
        ),
        (
            r#""agency":"x""#,
            r#""agency":"z""#,
            "ideas[0].agency",
            Reason::UnknownReference,
        ),
        (r#""agency":"x","#, "", "ideas[0].agency", Reason::Missing),
        (
            r#""shape":["governance"]"#,
            r#""shape":["state"]"#,
            "ideas[0].shape[0]",
            Reason::BadCode,
        ),
        (
            r#""theme":"t1""#,
            r#""theme":"t2""#,
            "ideas[0].theme",
            Reason::UnknownReference,
        ),
        (
            r#""author":"siti","at""#,
            r#""at""#,
            "ideas[0].author",
            Reason::Missing,
        ),
        (
            r#""idea":"i1","text""#,
            r#""idea":"i9","text""#,
            "comments[0].idea",
            Reason::UnknownReference,
        ),
        (
            r#"["i2",2]"#,
            r#"["i2"]"#,
            "ballots[0].votes[1]",
            Reason::Type("[idea, votes]"),
        ),
        (
            r#""rooms":["#,
            r#""rooms":[3,"#,
            "rooms[0]",
            Reason::Type("an object"),
        ),
    ] {
        assert_eq!(with(old, new), (path.into(), reason), "{new}");
    }
    assert_eq!(fails("[1.5]"), ("$".into(), Reason::Syntax));
    assert_eq!(fails("[]").0, "gagas");
    let long = format!(r#"{{"gagas":1,"title":"{}"}}"#, "x".repeat(201));
    assert_eq!(fails(&long), ("title".into(), Reason::TooLong(200)));
    let text = ImportError {
        path: "sessions[3].starts".into(),
        reason: Reason::BadTime,
    };
    assert_eq!(
        text.to_string(),
        "sessions[3].starts: not a time such as 2020-11-11T07:15:00+07:00"
    );
}

/// Every value of the small file in turn becomes something else: an error or records that everybody
/// accepts, never a panic.
#[test]
fn no_value_makes_it_panic() {
    let json = parse(SMALL).unwrap();
    let others = [
        Value::Null,
        Value::Int(-1),
        Value::from("é"),
        Value::List(Vec::new()),
        Value::Map(Vec::new()),
    ];
    let mut refused = 0;
    for at in 0.. {
        let mut last = true;
        for other in &others {
            let mut changed = json.clone();
            let mut left = at;
            last &= !replace(&mut changed, &mut left, other);
            refused += usize::from(import(&changed, &SEED, None, NOW, false, 0).is_err());
        }
        if last {
            break;
        }
    }
    assert!(refused > 300, "{refused}");
}

/// Replaces the value at place `left` of a walk; tells whether there is one.
fn replace(value: &mut Value, left: &mut usize, other: &Value) -> bool {
    if *left == 0 {
        *value = other.clone();
        return true;
    }
    *left -= 1;
    match value {
        Value::List(items) => items.iter_mut().any(|item| replace(item, left, other)),
        Value::Map(entries) => entries
            .iter_mut()
            .any(|(_, item)| replace(item, left, other)),
        _ => false,
    }
}

/// The schema that organisers' editors read knows the same keys as the importer.
#[test]
fn the_schema_knows_the_same_keys() {
    let schema = Value::parse(SCHEMA, 16).unwrap();
    let keys = |object: &Value| -> Vec<String> {
        let properties = object.get("properties").and_then(Value::as_map).unwrap();
        let mut keys: Vec<String> = properties.iter().map(|(key, _)| key.clone()).collect();
        keys.sort();
        keys
    };
    let sorted = |keys: &[&str]| {
        let mut keys: Vec<String> = keys.iter().map(|key| (*key).into()).collect();
        keys.sort();
        keys
    };
    let root = keys(&schema);
    assert!(root.iter().all(|key| workshop::is_known(key)));
    // What is a field of the workshop itself stands in four lists of the importer.
    assert_eq!(root.len(), 17 + workshop::PARTS.len());
    let idea: Vec<&str> = people::IDEA
        .iter()
        .copied()
        .chain(IdeaDetail::ALL.iter().map(|detail| detail.code()))
        .collect();
    for (part, known) in [
        ("registration", workshop::REGISTRATION),
        ("consent", workshop::CONSENT),
        ("board", workshop::BOARD),
        ("agency", programme::AGENCY),
        ("session", programme::SESSION),
        ("speaker", programme::SPEAKER),
        ("announcement", programme::ANNOUNCEMENT),
        ("theme", programme::THEME),
        ("idea", &idea),
        ("comment", people::COMMENT),
        ("ballot", people::BALLOT),
    ] {
        let defined = schema.get("$defs").and_then(|defs| defs.get(part)).unwrap();
        assert_eq!(keys(defined), sorted(known), "{part}");
    }
}

#[test]
fn times_are_told_by_the_clocks_of_the_workshop() {
    let json = SMALL
        .replace("Asia/Jakarta", "Asia/Jayapura")
        .replace("2020-11-11T08:00:00+07:00", "2020-11-11T23:00:00Z")
        .replace(
            "2020-11-11T09:00:00+07:00\",\"room",
            "2020-11-12T00:00:00Z\",\"room",
        );
    let early = session(&records(made(&json, None)), "Satu");
    assert_eq!(early.day().to_string(), "2020-11-12");
    assert_eq!(early.starts.to_string(), "2020-11-12T08:00:00+09:00");
    // A zone with rules is the platform's business: the offset stays as it was written.
    let abroad = SMALL.replace("Asia/Jakarta", "Europe/Amsterdam");
    let abroad = session(&records(made(&abroad, None)), "Satu");
    assert_eq!(abroad.starts.to_string(), "2020-11-11T08:00:00+07:00");
}
