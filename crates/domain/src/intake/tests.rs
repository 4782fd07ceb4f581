use super::*;
use crate::id::NodeId;
use crate::keys::{OrganiserSeed, public_key};
use crate::kind::Kind;
use crate::patch::Draft;
use crate::stamp::Stamp;
use crate::testing::{Replica, board, nonce};
use crate::value::Value;
use alloc::string::ToString;
use alloc::vec;
use ed25519_dalek::SigningKey;
use proptest::prelude::*;

const NOW: i64 = 1_605_200_000_000;

fn workshop() -> WorkshopId {
    OrganiserSeed([1; 32]).workshop()
}

fn signed(records: &RecordSet) -> Vec<SignedPatch> {
    records
        .patches()
        .map(|patch| patch.signed().clone())
        .collect()
}

fn judge(records: &RecordSet, patches: Vec<SignedPatch>, now: i64) -> Intake {
    Judging::new(patches, workshop(), now).finish(records)
}

fn idea(key: &SigningKey, name: &str, ms: u64) -> SignedPatch {
    let draft = Draft {
        workshop: workshop(),
        kind: Kind::Idea,
        nonce: nonce(name),
        fields: vec![("title".into(), name.into())],
    };
    let stamp = Stamp { ms, counter: 0 };
    draft
        .sign(key, stamp, NodeId([1; 8]))
        .unwrap()
        .signed()
        .clone()
}

#[test]
fn a_whole_workshop_arrives_once() {
    let theirs = board();
    let mut mine = RecordSet::default();
    let intake = judge(&mine, signed(&theirs.records), NOW);
    assert_eq!(
        intake.preview[&Kind::Idea],
        Counts {
            new: 6,
            ..Counts::default()
        }
    );
    assert_eq!(intake.preview[&Kind::Agency].new, 3);
    assert_eq!((intake.duplicates, intake.superseded), (0, 0));
    assert!(mine.is_empty());
    intake.new.into_iter().for_each(|patch| {
        mine.add(patch);
    });
    let again = judge(&mine, signed(&theirs.records), NOW);
    assert_eq!((again.duplicates, again.new.len()), (mine.len(), 0));
    assert!(again.preview.is_empty());
}

#[test]
fn the_preview_tells_what_would_happen() {
    let mine = board();
    let mut theirs = board();
    let siti = Replica::person("siti");
    theirs.write(
        &siti,
        Kind::Idea,
        &nonce(crate::testing::IDEAS[0].2),
        r#"{"title":"Lain"}"#,
    );
    theirs.withdraw(&siti, Kind::Idea, &nonce(crate::testing::IDEAS[1].2));
    theirs.organise(Kind::Session, "s05", r#"{"state":"cancelled","room":"b"}"#);
    theirs.organise(Kind::Session, "s04", r#"{"room":"aula"}"#);
    theirs.write(&siti, Kind::Idea, &nonce("baru"), r#"{"title":"Baru"}"#);
    theirs.withdraw(&siti, Kind::Comment, &nonce("tak dikenal"));
    let intake = judge(&mine.records, signed(&theirs.records), NOW);
    let idea = Counts {
        new: 1,
        changed: 1,
        deleted: 1,
        cancelled: 0,
    };
    assert_eq!(intake.preview[&Kind::Idea], idea);
    let session = Counts {
        cancelled: 1,
        ..Counts::default()
    };
    assert_eq!(intake.preview[&Kind::Session], session);
    assert_eq!(intake.preview[&Kind::Comment].deleted, 1);
    assert_eq!(intake.new.len(), 6);
}

#[test]
fn old_news_is_superseded() {
    let siti = Replica::person("siti");
    let (old, new) = (idea(&siti, "a", 5), idea(&siti, "a", 6));
    let intake = judge(&RecordSet::default(), vec![new.clone(), old.clone()], NOW);
    assert_eq!((intake.new.len(), intake.superseded), (1, 1));
    let intake = judge(&RecordSet::default(), vec![old, new], NOW);
    assert_eq!((intake.new.len(), intake.superseded), (2, 0));
    assert_eq!(intake.preview[&Kind::Idea].new, 1);
}

#[test]
fn what_is_not_sound_is_rejected_with_its_code() {
    let siti = Replica::person("siti");
    let sound = idea(&siti, "a", 5);
    let mut forged = sound.clone();
    forged.signature[0] ^= 1;
    let broken = SignedPatch {
        body: "{".into(),
        ..sound.clone()
    };
    let intake = judge(
        &RecordSet::default(),
        vec![forged, broken, sound.clone(), sound],
        NOW,
    );
    let codes: Vec<Code> = intake.rejected.iter().map(|(_, code)| *code).collect();
    assert_eq!(codes, [Code::BadSignature, Code::BadJson]);
    assert_eq!((intake.new.len(), intake.duplicates), (1, 1));
    let foreign = Judging::new(signed(&board().records), WorkshopId([0; 16]), NOW);
    let intake = foreign.finish(&RecordSet::default());
    assert!(
        intake
            .rejected
            .iter()
            .all(|(_, code)| *code == Code::ForeignWorkshop)
    );
}

#[test]
fn a_participants_patch_from_the_day_after_tomorrow_waits() {
    let now = u64::try_from(NOW).unwrap();
    let siti = Replica::person("siti");
    let (near, far) = (
        idea(&siti, "a", now + AHEAD_LIMIT_MS),
        idea(&siti, "b", now + AHEAD_LIMIT_MS + 1),
    );
    let intake = judge(&RecordSet::default(), vec![far.clone(), near.clone()], NOW);
    assert_eq!((intake.new.len(), intake.waiting.len()), (1, 1));
    assert_eq!(intake.preview[&Kind::Idea].new, 1);

    // The organiser never waits, and whoever has the organiser's word knows a later now.
    let organiser = OrganiserSeed([1; 32]).signing_key();
    let ahead = idea(&organiser, "c", now + 3 * AHEAD_LIMIT_MS);
    let intake = judge(
        &RecordSet::default(),
        vec![far.clone(), near, ahead.clone()],
        NOW,
    );
    assert_eq!((intake.new.len(), intake.waiting.len()), (3, 0));
    let mut records = RecordSet::default();
    records.add(Patch::trust(ahead).unwrap());
    assert_eq!(judge(&records, vec![far], NOW).new.len(), 1);
}

#[test]
fn a_later_versions_kind_is_kept_aside_and_not_shown() {
    let key = Replica::person("siti");
    let mut theirs = Replica::new();
    theirs.write(&key, Kind::Unknown("poll".to_string()), &[], r#"{"a":1}"#);
    let intake = judge(&RecordSet::default(), signed(&theirs.records), NOW);
    assert_eq!((intake.new.len(), intake.preview.len()), (1, 0));
    assert_eq!(intake.new[0].author(), public_key(&key));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// Whatever the order and whatever is held already: adding what is new makes both equal.
    #[test]
    fn adding_what_is_new_is_the_whole_difference(
        writes in prop::collection::vec((0_u8..3, 0_u8..3, 1_u64..9, any::<bool>()), 1..20),
        split in 0_usize..20,
    ) {
        let siti = Replica::person("siti");
        let all: Vec<SignedPatch> = writes.iter().map(|(record, text, ms, ends)| {
            let fields = if *ends { vec![("_del".into(), Value::Bool(true))] } else {
                vec![("title".into(), text.to_string().into())]
            };
            let draft = Draft { workshop: workshop(), kind: Kind::Idea, nonce: vec![*record; 8], fields };
            let stamp = Stamp { ms: *ms, counter: 0 };
            draft.sign(&siti, stamp, NodeId([*text; 8])).unwrap().signed().clone()
        }).collect();
        let mut expected = RecordSet::default();
        let mut mine = RecordSet::default();
        for (at, signed) in all.iter().enumerate() {
            expected.add(Patch::trust(signed.clone()).unwrap());
            if at < split {
                mine.add(Patch::trust(signed.clone()).unwrap());
            }
        }
        let intake = judge(&mine, all, NOW);
        prop_assert!(intake.rejected.is_empty() && intake.waiting.is_empty());
        let touched: usize = intake.preview.values().map(|c| c.new + c.changed + c.deleted).sum();
        let before = mine.clone();
        for patch in intake.new {
            prop_assert_ne!(mine.add(patch), Outcome::Duplicate);
        }
        let ids = |set: &RecordSet| set.patches().map(|patch| patch.id()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&mine), ids(&expected));
        let alive = |set: &RecordSet, n: u8| {
            let id = crate::id::RecordId::of("idea", &public_key(&siti), &[n; 8]);
            set.find(&id).map(|record| (record.is_dead(), record.text("title").map(ToString::to_string)))
        };
        let differing = (0..3).filter(|n| alive(&before, *n) != alive(&mine, *n)).count();
        prop_assert_eq!(touched, differing);
    }
}
