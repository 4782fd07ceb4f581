use super::*;
use crate::import::tests::{SAMPLE, SMALL};
use crate::import::{import, parse};
use crate::value::MAX_DEPTH;
use alloc::string::ToString;

const SEEDS: [OrganiserSeed; 2] = [OrganiserSeed([1; 32]), OrganiserSeed([0x9c; 32])];
/// Before everything in the files, among it, and long after.
const NOWS: [i64; 3] = [1_500_000_000_000, 1_605_062_500_000, 1_795_000_000_000];
const SHIFTS: [i32; 5] = [0, 1, -3, 366, 2205];

/// What the app makes of a file that the build laid out, beside what an import makes.
#[track_caller]
fn same(json: &str, seed: &OrganiserSeed, now_ms: i64, shift_days: i32) -> Vec<Patch> {
    let json = parse(json).unwrap();
    let served = lay(&json).unwrap().to_json();
    let document = Value::parse(&served, MAX_DEPTH).unwrap();
    let signed = sign(&document, seed, now_ms, shift_days).unwrap();
    let imported = import(&json, seed, None, now_ms, false, shift_days).unwrap();
    assert_eq!(signed.len(), imported.len());
    for (one, other) in signed.iter().zip(&imported) {
        assert_eq!(one.signed().body, other.signed().body);
        assert_eq!(one, other);
        let again = Patch::admit(one.signed().clone(), &seed.workshop());
        assert_eq!(again.as_ref(), Ok(one));
    }
    signed
}

#[test]
fn a_laid_file_signs_to_the_bytes_of_its_import() {
    for json in [SAMPLE, SMALL] {
        for seed in &SEEDS {
            for (now_ms, shift_days) in NOWS
                .iter()
                .flat_map(|now| SHIFTS.map(|shift| (*now, shift)))
            {
                same(json, seed, now_ms, shift_days);
            }
        }
    }
    assert!(same(SAMPLE, &SEEDS[0], NOWS[2], 0).len() > 100);
}

#[test]
fn what_depends_on_device_and_day_is_marked() {
    let text = lay(&parse(SMALL).unwrap()).unwrap().to_json();
    assert!(text.starts_with(r#"{"gagas-sample":1,"starts":"2020-11-11","records":[["workshop","#));
    for expected in [
        r#""starts":"@2020-11-11","ends":"@2020-11-12""#,
        r#""starts":"@2020-11-11T08:00:00+07:00""#,
        r#""seal":"&""#,
        r#"["session",null,null,null,{"title":"Satu""#,
        r#"["idea","i1","siti",1605062400000,{"title":"Gagasan""#,
        r#"["idea","i2","siti",null,"#,
        r##"["moderation",7,null,null,{"theme":"#6","status":"later"}]"##,
        r##"["ballot",null,"budi",null,{"votes":[["#7",1],["#9",2]]}]"##,
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[test]
fn texts_that_look_like_marks_stay() {
    for title in [
        "#0",
        "#",
        "@",
        "@2020-11-11",
        "&",
        "&amp",
        "~",
        "~~#1",
        "é#",
    ] {
        let json = SMALL.replace("\"Satu\"", &Value::from(title).to_json());
        let made = same(&json, &SEEDS[0], NOWS[2], 1);
        let found = made.iter().flat_map(Patch::fields);
        assert_eq!(
            found
                .filter(|(_, value)| value.as_text() == Some(title))
                .count(),
            1
        );
    }
}

#[test]
fn a_record_of_several_patches_stays_one() {
    let long = "😀".repeat(1_500);
    let more = ["about", "about_en", "notice", "notice_en"]
        .map(|key| [",\"", key, "\":\"", &long, "\""].concat())
        .concat();
    let json = SMALL.replacen(r#""title":"W""#, &["\"title\":\"W\"", &more].concat(), 1);
    let made = same(&json, &SEEDS[0], NOWS[2], 0);
    let workshop = made.iter().filter(|patch| *patch.kind() == Kind::Workshop);
    assert!(workshop.count() > 2);
}

#[test]
fn what_is_no_sample_is_refused() {
    let good = lay(&parse(SMALL).unwrap()).unwrap().to_json();
    let signs = |text: &str| {
        let document = Value::parse(text, MAX_DEPTH).unwrap();
        sign(&document, &SEEDS[0], NOWS[2], 0).map(drop)
    };
    assert_eq!(signs(&good), Ok(()));
    for (old, new) in [
        (r#""gagas-sample":1"#, r#""gagas-sample":2"#),
        (r#""gagas-sample":1"#, r#""gagas":1"#),
        (r#""records":"#, r#""things":"#),
        (r#"["workshop",null,"#, r#"["workshop","#),
        (r#"["workshop",null,"#, r#"["",null,"#),
        (r#"["moderation",7,"#, r#"["moderation",99,"#),
        (r#"["moderation",7,"#, r#"["moderation",-1,"#),
        ("\"#6\"", "\"#99\""),
        ("\"#6\"", "\"#x\""),
        (r#""@2020-11-11""#, r#""@2020-11-31""#),
        (r#""@2020-11-11""#, r#""@2020""#),
        // An idea's author may not write a session.
        (r#"["session",null,null,"#, r#"["session",null,"siti","#),
    ] {
        assert!(good.contains(old), "{old}");
        assert_eq!(
            signs(&good.replacen(old, new, 1)),
            Err(SampleError),
            "{new}"
        );
    }
    assert_eq!(sign(&Value::Null, &SEEDS[0], 0, 0), Err(SampleError));
    assert_eq!(SampleError.to_string(), "not a sample");
}
