//! Boxes of several phones, opened by the organiser: real seals over real records.

use alloc::string::ToString;
use alloc::vec;

use super::*;
use crate::board::{Board, Viewer};
use crate::coverage::Coverage;
use crate::keys::{OrganiserSeed, public_key};
use crate::seal;
use crate::testing::{Replica, board};
use crate::value::Value;
use crate::view::box_of;

/// The seed of the workshop that tests write into.
const SEED: OrganiserSeed = OrganiserSeed([1; 32]);
const TICKET: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// Hands a registration in. What is sealed is not deflated: inflating is the caller's.
fn hand_in(replica: &mut Replica, phone: &str, nonce: &[u8], json: &str) -> RecordId {
    let key = Replica::person(phone);
    let id = RecordId::of("registration", &public_key(&key), nonce);
    let to = seal::seal_public_key(&SEED);
    let sealed = seal::seal(&to, &SEED.workshop(), &id, json.as_bytes(), &[3; 32]).unwrap();
    let fields = Value::map([("box", sealed.into())]).to_json();
    replica.write(&key, Kind::Registration, nonce, &fields)
}

fn person(name: &str, more: &str) -> String {
    alloc::format!(r#"{{"name":"{name}","ticket":"{TICKET}","position":"Kepala"{more}}}"#)
}

fn roster(replica: &Replica) -> Roster {
    let boxes = Boxed::untried(&replica.records, &|_| false);
    let opened = |held: &PatchId| {
        let boxed = boxes.iter().find(|boxed| boxed.patch == *held)?;
        Some(boxed.open(&SEED).and_then(|content| read_box(&content)))
    };
    Roster::of(&replica.records, &public_key(&replica.organiser), &opened)
}

fn names(roster: &Roster) -> Vec<String> {
    let name = |entry: &Entry| match &entry.content {
        Content::Open(registration) => registration.details.name.clone(),
        Content::Sealed => "sealed".into(),
        Content::Unreadable(why) => why.to_string(),
    };
    roster.entries.iter().map(name).collect()
}

#[test]
fn boxes_are_opened_in_the_order_of_their_stamps_and_cancelled_ones_come_last() {
    let mut replica = board();
    let siti = hand_in(&mut replica, "siti", &[], &person("Siti", ""));
    let budi = hand_in(&mut replica, "budi", &[], &person("Budi", ""));
    let key = Replica::person("siti");
    replica.write(&key, Kind::Registration, &[], r#"{"cancelled":true}"#);
    let all = roster(&replica);
    assert_eq!(names(&all), ["Budi", "Siti"]);
    assert!(all.find(&siti).unwrap().sealed.cancelled);
    let standing: Vec<RecordId> = all.standing().map(|entry| entry.sealed.id).collect();
    assert_eq!(standing, [budi]);
    let untried = Roster::of(&replica.records, &public_key(&replica.organiser), &|_| None);
    assert_eq!(names(&untried), ["sealed", "sealed"]);
    assert_eq!(untried.unreadable(), 0);
    let tried = untried.entries[0].held;
    let left = Boxed::untried(&replica.records, &|id| *id == tried);
    assert_eq!(left.len(), 1);
}

#[test]
fn what_cannot_be_read_says_why() {
    let mut replica = board();
    hand_in(&mut replica, "siti", &[], r#"{"name":" ","ticket":"x"}"#);
    hand_in(&mut replica, "budi", &[], "{");
    let boxed = |text: &str| Value::map([("box", text.into())]).to_json();
    let tuti = Replica::person("tuti");
    replica.write(&tuti, Kind::Registration, &[], &boxed("not a box"));
    // Another person's box, under one's own registration.
    let other = hand_in(&mut replica, "dewi", &[], &person("Dewi", ""));
    let stolen = replica.records.get(&other).unwrap().text("box").unwrap();
    let stolen = boxed(stolen);
    let thief = Replica::person("thief");
    replica.write(&thief, Kind::Registration, &[], &stolen);
    let all = roster(&replica);
    assert_eq!(
        names(&all),
        [
            "incomplete",
            "damaged",
            "damaged",
            "Dewi",
            "sealed with another key"
        ]
    );
    assert_eq!(all.unreadable(), 4);
    assert!(!all.entries[0].awaits_receipt(), "nothing was received");
}

#[test]
fn a_receipt_is_awaited_until_it_is_written_and_again_after_a_change() {
    let mut replica = board();
    let siti = hand_in(&mut replica, "siti", &[], &person("Siti", ""));
    assert!(roster(&replica).entries[0].awaits_receipt());
    let of = box_of(replica.records.get(&siti).unwrap()).unwrap();
    let receipt = Value::Map(vec![Admission::receipt(&of)]).to_json();
    let key = replica.organiser.clone();
    replica.write(&key, Kind::Admission, &siti.0, &receipt);
    let entry = roster(&replica).entries[0].clone();
    assert!(entry.received && !entry.awaits_receipt());
    assert_eq!(entry.state, None);
    replica.write(&key, Kind::Admission, &siti.0, r#"{"state":"waiting"}"#);
    assert_eq!(
        roster(&replica).entries[0].state.as_deref(),
        Some("waiting")
    );
    hand_in(&mut replica, "siti", &[], &person("Siti Aminah", ""));
    let entry = roster(&replica).entries[0].clone();
    assert!(!entry.received && entry.awaits_receipt());
    assert_eq!(
        entry.state.as_deref(),
        Some("waiting"),
        "what was decided stays"
    );
}

#[test]
fn one_phone_registers_many_people_but_nobody_twice() {
    let mut replica = board();
    let first = hand_in(&mut replica, "sekretaris", &[], &person("Siti Aminah", ""));
    hand_in(&mut replica, "sekretaris", &[1; 8], &person("Budi", ""));
    let again = hand_in(
        &mut replica,
        "sekretaris",
        &[2; 8],
        &person("SITI  Aminah", ""),
    );
    hand_in(&mut replica, "lain", &[], &person("Siti Aminah", ""));
    let twins = |roster: &Roster| -> Vec<Option<RecordId>> {
        roster.entries.iter().map(|entry| entry.twin).collect()
    };
    assert_eq!(twins(&roster(&replica)), [None, None, Some(first), None]);
    // What was cancelled is nobody's twin.
    let key = Replica::person("sekretaris");
    replica.write(&key, Kind::Registration, &[], r#"{"cancelled":true}"#);
    assert_eq!(twins(&roster(&replica)), [None; 4]);
    assert_eq!(roster(&replica).find(&again).unwrap().twin, None);
}

#[test]
fn agencies_are_counted_and_the_missing_are_named() {
    let mut replica = board();
    let disdik = replica.id_of(Kind::Agency, "Dinas Pendidikan");
    let from = |agency: &str| alloc::format!(r#","agency":"{agency}""#);
    let typed = |agency: &str| alloc::format!(r#","agency_other":"{agency}""#);
    let siti = person("Siti", &from(&disdik.to_string()));
    hand_in(&mut replica, "siti", &[], &siti);
    hand_in(&mut replica, "budi", &[], &person("Budi", &typed("rsud")));
    hand_in(&mut replica, "tuti", &[], &person("Tuti", &typed("BPKP")));
    hand_in(&mut replica, "dewi", &[], &person("Dewi", &from("gone")));
    hand_in(
        &mut replica,
        "rina",
        &[],
        &person("Rina", &typed("Biro organisasi")),
    );
    let key = Replica::person("rina");
    replica.write(&key, Kind::Registration, &[], r#"{"cancelled":true}"#);
    let coverage = Coverage::of(&Board::of(&replica.records, &Viewer::default()));
    let turnout = Turnout::of(&roster(&replica), &coverage);
    let counts: Vec<(usize, usize)> = turnout
        .agencies
        .iter()
        .map(|row| (row.registered, row.ideas))
        .collect();
    assert_eq!(counts, [(1, 4), (1, 2), (0, 0)]);
    assert_eq!(turnout.others, 2);
    let missing: Vec<&str> = turnout.missing().map(Agency::label).collect();
    assert_eq!(missing, ["Biro Organisasi"]);
    let without: Vec<&str> = turnout.without_idea().map(Agency::label).collect();
    assert_eq!(without, ["Biro Organisasi"]);
}

#[test]
fn search_finds_by_name_agency_and_contact() {
    let mut replica = board();
    let rsud = replica.id_of(Kind::Agency, "RSUD Raden Mattaher");
    let json = person(
        "Siti",
        &alloc::format!(r#","agency":"{rsud}","phone":"0812345""#),
    );
    hand_in(&mut replica, "siti", &[], &json);
    hand_in(&mut replica, "budi", &[], &person("Budi", ""));
    let all = roster(&replica);
    let agencies = Agency::all(&replica.records);
    let found = |typed: &str| all.search(&Query::new(typed), &agencies).len();
    assert_eq!(
        [
            found("siti mattaher"),
            found("0812"),
            found("kepala"),
            found("bima"),
            found("")
        ],
        [1, 1, 2, 0, 2]
    );
}
