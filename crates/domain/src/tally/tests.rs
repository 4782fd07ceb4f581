use super::*;
use crate::id::NodeId;
use crate::keys::public_key;
use crate::patch::Patch;
use crate::stamp::Stamp;
use crate::testing::{IDEAS, Replica, board, nonce};
use alloc::format;
use alloc::string::String;
use ed25519_dalek::SigningKey;
use proptest::prelude::*;

fn idea(n: usize) -> RecordId {
    Replica::idea(IDEAS[n].0, IDEAS[n].2)
}

fn vote(replica: &mut Replica, key: &SigningKey, nonce: &[u8], votes: &[(usize, u32)]) {
    let entries: Vec<String> = votes
        .iter()
        .map(|(n, v)| format!(r#"["{}",{v}]"#, idea(*n)))
        .collect();
    let json = format!(r#"{{"votes":[{}]}}"#, entries.join(","));
    replica.write(key, Kind::Ballot, nonce, &json);
}

fn voted(replica: &mut Replica, name: &str, votes: &[(usize, u32)]) {
    vote(replica, &Replica::person(name), &[], votes);
}

fn support(votes: u32, voters: u32) -> Support {
    Support { votes, voters }
}

#[test]
fn each_entry_counts_up_to_cap_and_budget() {
    let mut replica = board();
    replica.settle(r#"{"board.budget":3,"board.cap":2}"#);
    voted(&mut replica, "ani", &[(0, 5), (1, 1), (2, 1)]);
    voted(&mut replica, "tono", &[(1, 1)]);
    voted(&mut replica, "ina", &[]);
    let tally = Tally::of(&replica.records);
    assert_eq!(tally.support(&idea(0)), support(2, 1));
    assert_eq!(tally.support(&idea(1)), support(2, 2));
    assert_eq!(tally.support(&idea(2)), support(0, 0));
    assert_eq!((tally.voters, tally.ballots), (2, 3));
    // The latest whole ballot counts.
    voted(&mut replica, "tono", &[(2, 1)]);
    assert_eq!(Tally::of(&replica.records).support(&idea(1)), support(1, 1));
    replica.settle(r#"{"board.budget":0}"#);
    assert_eq!(Tally::of(&replica.records).voters, 0);
}

#[test]
fn hidden_and_withdrawn_ideas_count_and_cost_nothing() {
    let mut replica = board();
    replica.settle(r#"{"board.budget":1}"#);
    replica.moderate(&idea(0), r#"{"hidden":true}"#);
    replica.withdraw(&Replica::person(IDEAS[1].0), Kind::Idea, &nonce(IDEAS[1].2));
    voted(&mut replica, "ani", &[(0, 1), (1, 1), (2, 1)]);
    let tally = Tally::of(&replica.records);
    assert_eq!(tally.ideas, SortedMap::from([(idea(2), support(1, 1))]));
}

#[test]
fn a_voter_counts_once_for_merged_ideas() {
    let mut replica = board();
    let into_first = format!(r#"{{"merged_into":"{}"}}"#, idea(0));
    replica.moderate(&idea(1), &into_first);
    voted(&mut replica, "ani", &[(1, 1), (0, 1), (2, 1)]);
    voted(&mut replica, "tono", &[(1, 1)]);
    let tally = Tally::of(&replica.records);
    assert_eq!(tally.support(&idea(0)), support(2, 2));
    assert_eq!(tally.support(&idea(1)), support(0, 0));
    assert_eq!(tally.support(&idea(2)), support(1, 1));
}

#[test]
fn blocked_keys_count_nothing_and_paper_ballots_count() {
    let mut replica = board();
    voted(&mut replica, "ani", &[(0, 1)]);
    let organiser = replica.organiser.clone();
    vote(&mut replica, &organiser, &[1; 8], &[(0, 1), (2, 1)]);
    vote(&mut replica, &organiser, &[2; 8], &[(0, 1)]);
    assert_eq!(Tally::of(&replica.records).support(&idea(0)), support(3, 3));
    let ani = public_key(&Replica::person("ani"));
    replica.settle(&format!(r#"{{"sync.blocked":["{ani}",3]}}"#));
    let tally = Tally::of(&replica.records);
    assert_eq!(
        (tally.support(&idea(0)), tally.voters, tally.ballots),
        (support(2, 2), 2, 3)
    );
}

#[test]
fn only_what_changed_is_published() {
    let mut replica = board();
    voted(&mut replica, "ani", &[(0, 1), (2, 1)]);
    let at = Instant::new(1_605_100_000_000, 420);
    let publish = |replica: &mut Replica| {
        let organiser = replica.organiser.clone();
        let drafts = Tally::of(&replica.records).publish(
            &replica.records,
            WorkshopId::of(&public_key(&organiser)),
            at,
        );
        for draft in &drafts {
            replica.write(
                &organiser,
                Kind::Tally,
                &draft.nonce,
                &Value::Map(draft.fields.clone()).to_json(),
            );
        }
        drafts.len()
    };
    assert_eq!((publish(&mut replica), publish(&mut replica)), (2, 0));
    voted(&mut replica, "ani", &[(0, 1)]);
    assert_eq!((publish(&mut replica), publish(&mut replica)), (1, 0));
    replica.settle(r#"{"board.tally":"revealed"}"#);
    let board = Board::of(&replica.records, &Viewer::default());
    assert_eq!(board.card(&idea(0)).unwrap().support, Some(support(1, 1)));
    assert_eq!(board.card(&idea(2)).unwrap().support, Some(support(0, 0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever the order of arrival, the count is the same and within everybody's budget.
    #[test]
    fn order_does_not_matter(
        ballots in prop::collection::vec(prop::collection::vec((0_usize..6, 1_u32..4), 0..6), 1..6),
        budget in 0_i64..5,
        cap in 0_i64..3,
    ) {
        let mut replica = board();
        replica.settle(&format!(r#"{{"board.budget":{budget},"board.cap":{cap}}}"#));
        for (voter, votes) in ballots.iter().enumerate() {
            voted(&mut replica, &format!("v{voter}"), votes);
        }
        let tally = Tally::of(&replica.records);
        let mut reversed = RecordSet::default();
        let patches: Vec<Patch> = replica.records.patches().map(|patch| Patch::clone(patch)).collect();
        for patch in patches.into_iter().rev() {
            reversed.add(patch);
        }
        prop_assert_eq!(&Tally::of(&reversed), &tally);
        let votes: u32 = tally.ideas.values().map(|support| support.votes).sum();
        prop_assert!(i64::from(votes) <= budget * i64::from(tally.voters));
        for support in tally.ideas.values() {
            prop_assert!(support.voters <= tally.voters);
            prop_assert!(i64::from(support.votes) <= cap * i64::from(support.voters));
        }
    }
}

#[test]
fn a_published_draft_signs() {
    let mut replica = board();
    voted(&mut replica, "ani", &[(0, 1)]);
    let key = replica.organiser.clone();
    let workshop = WorkshopId::of(&public_key(&key));
    let drafts =
        Tally::of(&replica.records).publish(&replica.records, workshop, Instant::new(0, 0));
    let stamp = Stamp { ms: 1, counter: 0 };
    assert!(
        drafts
            .iter()
            .all(|draft| draft.sign(&key, stamp, NodeId([0; 8])).is_ok())
    );
}
