use alloc::vec;

use super::*;
use crate::keys::public_key;
use crate::kind::Kind;
use crate::patch::Patch;
use crate::sync::wire;
use crate::testing::Replica;
use ed25519_dalek::SigningKey;

fn written() -> (Replica, Vec<SignedPatch>) {
    let mut replica = Replica::new();
    replica.settle(r#"{"title":"Lokakarya"}"#);
    let person = Replica::person("Sri");
    replica.write(
        &person,
        Kind::Idea,
        &[1; 8],
        r#"{"title":"Antrean \"daring\"\n"}"#,
    );
    let patches = replica
        .records
        .patches()
        .map(|patch| patch.signed().clone());
    let patches = patches.collect();
    (replica, patches)
}

#[test]
fn a_poke_says_whether_and_within_which_time_to_ask() {
    let held = Progress {
        seq: 7,
        epoch: "e1".into(),
        ..Progress::default()
    };
    let told = |head, epoch: &str, spread| {
        let epoch = epoch.into();
        let poke = wire::Poke {
            head,
            epoch,
            spread,
        };
        poked(&serde_json::to_string(&poke).unwrap(), &held)
    };
    assert_eq!(told(7, "e1", 0), None);
    assert_eq!(told(8, "e1", 0), Some(0));
    assert_eq!(told(6, "e1", 200), Some(200));
    assert_eq!(told(7, "e2", 200), Some(200));
    // However long a server tells, it is not believed beyond what a person would notice.
    assert_eq!(told(8, "e1", u64::from(u32::MAX)), Some(2_000));
    // One of an earlier version does not tell, and what makes no sense is no news of none.
    for poke in [
        r#"{"head":8,"epoch":"e1"}"#,
        r#"{"head":8,"epoch":"e1","spread":-1}"#,
        r#"{"head":8,"epoch":"e1","spread":"9"}"#,
        "",
        "[[[[",
    ] {
        assert_eq!(poked(poke, &held), Some(200), "{poke}");
    }
}

#[test]
fn a_page_is_read_as_the_server_writes_it() {
    let (_, patches) = written();
    let idea = RecordId([3; 16]);
    let page = wire::Pulled {
        epoch: "e1".into(),
        now: 1_790_000_000_000,
        next: "17.AQIDBAUGBwg".into(),
        more: true,
        reset: false,
        patches: patches
            .iter()
            .map(|patch| wire::PulledPatch {
                seq: 7,
                b: patch.body.clone(),
                s: encode(&patch.signature),
            })
            .collect(),
        tallies: vec![(idea.to_string(), 8, 5, 16)],
        taken: Some(3),
        verdicts: vec![
            (idea.to_string(), "waiting 2".into()),
            (idea.to_string(), "of a later version".into()),
        ],
    };
    let read = Pulled::read(&serde_json::to_string(&page).unwrap()).unwrap();
    assert_eq!(read.patches, patches);
    assert_eq!(read.taken, Some(3));
    assert_eq!(read.verdicts, [(idea, Verdict::Waiting(2))]);
    assert_eq!(
        read.tallies,
        [(
            idea,
            Support {
                votes: 8,
                voters: 5
            }
        )]
    );
    assert_eq!(
        (read.next.to_string(), read.more, read.reset),
        ("17.AQIDBAUGBwg".into(), true, false)
    );
    let reset = wire::Pulled {
        epoch: "e2".into(),
        reset: true,
        ..wire::Pulled::default()
    };
    assert!(
        Pulled::read(&serde_json::to_string(&reset).unwrap())
            .unwrap()
            .reset
    );
    for odd in [
        "",
        "<html>",
        "[]",
        "{}",
        r#"{"epoch":"e","now":1,"next":"x","more":false,"patches":[]}"#,
        r#"{"epoch":"e","now":1,"next":"1","more":false,"patches":[{"b":"{}"}]}"#,
    ] {
        assert_eq!(Pulled::read(odd), None, "{odd}");
    }
}

#[test]
fn results_are_read_by_their_ids_and_unknown_ones_left_out() {
    let id = PatchId([4; 16]);
    let held = wire::PushResult {
        st: "ok".into(),
        verdict: Some("waiting 3".into()),
        code: None,
        ..wire::PushResult::rejected(&id, Code::Purged)
    };
    let limited = wire::PushResult {
        retry_after: Some(1_500),
        ..wire::PushResult::rejected(&id, Code::RateLimited)
    };
    let answer = wire::Pushed {
        epoch: "e".into(),
        now: 5,
        head: "9.AQIDBAUGBwg".into(),
        results: vec![
            held,
            limited,
            wire::PushResult::rejected(&id, Code::BadId),
            wire::PushResult {
                st: "thinking".into(),
                ..wire::PushResult::rejected(&id, Code::BadId)
            },
        ],
    };
    let read = Pushed::read(&serde_json::to_string(&answer).unwrap()).unwrap();
    assert_eq!(read.marks.len(), 1);
    let rejected = |code, retry, retry_after_ms| PushOutcome::Rejected {
        code: Some(code),
        retry,
        retry_after_ms,
    };
    assert_eq!(
        read.results,
        [
            (id, PushOutcome::Held(Some(Verdict::Waiting(3)))),
            (id, rejected(Code::RateLimited, true, 1_500)),
            (id, rejected(Code::BadId, false, 0)),
        ]
    );
    let later = r#"{"now":1,"head":"0","results":[{"id":"BAQEBAQEBAQEBAQEBAQEBA","st":"rejected","code":"too_polite"}]}"#;
    assert_eq!(
        Pushed::read(later).unwrap().results,
        [(
            id,
            PushOutcome::Rejected {
                code: None,
                retry: false,
                retry_after_ms: 0
            }
        )]
    );
}

#[test]
fn a_push_holds_bodies_verbatim_and_what_a_request_may_hold() {
    let (_, patches) = written();
    let (body, count) = push_body(&patches, usize::MAX);
    assert_eq!(count, patches.len());
    let push: wire::Push = serde_json::from_str(&body).unwrap();
    let back: Vec<SignedPatch> = push
        .patches
        .into_iter()
        .map(|patch| patch.signed().unwrap())
        .collect();
    assert_eq!(back, patches);
    assert_eq!(push_body(&patches, 1).1, 1);
    let long = SignedPatch {
        body: "\"".repeat(8_000),
        signature: [1; 64],
    };
    let many = vec![long; 100];
    let (body, count) = push_body(&many, usize::MAX);
    assert!(body.len() <= MAX_REQUEST && count > 10 && count < 20);
    let small = vec![
        SignedPatch {
            body: "{}".into(),
            signature: [1; 64]
        };
        600
    ];
    assert_eq!(push_body(&small, usize::MAX).1, MAX_PATCHES);
}

#[test]
fn a_clock_is_taken_at_once_and_smoothed_afterwards() {
    let mut progress = Progress::default();
    progress.heard(100_000, 0, 100);
    assert_eq!((progress.offset_ms, progress.contact_ms), (99_950, 100_000));
    progress.heard(100_400, 100, 300);
    assert_eq!(progress.offset_ms, 99_950 + (100_200 - 99_950) / 4);
    progress.heard(0, 500, 500);
    assert_eq!(progress.offset_ms, -500);
    let progress = Progress {
        seq: 9,
        ..progress.beginning("me")
    };
    let older = progress.to_value().to_json().replace("\"v\":1", "\"v\":0");
    let older = Progress::read(&Value::parse(&older, 2).unwrap()).unwrap();
    assert_eq!(
        (older.seq, older.reader.as_str(), older.healing),
        (0, "", true)
    );
    assert_eq!(older.contact_ms, progress.contact_ms);
    let read = Progress::read(&progress.to_value());
    assert_eq!(read, Some(progress));
}

#[test]
fn a_cursor_holds_what_is_relied_on() {
    let progress = Progress {
        seq: 12,
        ..Progress::default()
    };
    let text = progress.cursor(&[Mark([1; 8]), Mark([2; 8])]);
    assert_eq!(Cursor::parse(&text).unwrap().marks.len(), 2);
    let many = progress.cursor(&vec![Mark([1; 8]); 100]);
    assert_eq!(Cursor::parse(&many).unwrap().marks.len(), MARKS_HELD);
}

#[test]
fn what_a_server_lacks_depends_on_who_holds_it() {
    let (mut replica, _) = written();
    let (sri, budi) = (Replica::person("Sri"), Replica::person("Budi"));
    replica.write(&budi, Kind::Ballot, &[], r#"{"votes":[]}"#);
    let hidden = replica.write(&budi, Kind::Idea, &[2; 8], r#"{"title":"Iklan"}"#);
    replica.moderate(&hidden, r#"{"hidden":true}"#);
    let all: Vec<PatchId> = replica.records.patches().map(|patch| patch.id()).collect();
    let lacks = |pulled: &[PatchId], name: &SigningKey, organiser| {
        let own = [public_key(name)].into();
        missing(&replica.records, pulled, &own, organiser)
    };
    assert_eq!(lacks(&[], &sri, true), all);
    assert_eq!(lacks(&all, &sri, true), []);
    // The workshop, the word and one's own idea; neither the ballot nor what is hidden.
    assert_eq!(lacks(&[], &sri, false).len(), 3);
    // The ballot and the hidden idea are one's own.
    assert_eq!(lacks(&[], &budi, false).len(), 5);
    let signed = replica
        .records
        .patches()
        .next()
        .map(|patch| Patch::id(patch));
    let pulled: Vec<PatchId> = signed.into_iter().collect();
    assert!(!lacks(&pulled, &sri, true).contains(&pulled[0]));
}

#[test]
fn counts_are_taken_over_and_written() {
    let (one, two) = (RecordId([1; 16]), RecordId([2; 16]));
    let support = |votes, voters| Support { votes, voters };
    let mut held = SortedMap::from([(one, support(1, 1))]);
    count_anew(&mut held, [(one, support(3, 2)), (two, support(5, 4))]);
    assert_eq!(held.get(&one), Some(&support(3, 2)));
    assert_eq!(read_counts(&write_counts(&held)), held);
    assert!(read_counts(&Value::Null).is_empty());
}

#[test]
fn waiting_grows_to_its_end_and_is_spread() {
    for (failures, random) in [(0, 0), (3, 7), (40, u64::MAX)] {
        let wait = back_off(failures, 60_000, random);
        let full = 60_000.min(1_000 << failures.min(20));
        assert!(wait <= full && wait >= full / 2, "{failures}");
    }
}
