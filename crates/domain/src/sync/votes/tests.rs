use super::*;
use crate::keys::public_key;
use crate::sorted::SortedMap;
use crate::tally::Tally;
use crate::testing::{Replica, nonce};
use alloc::format;
use alloc::string::{String, ToString};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Act {
    Idea(u8, bool),
    Vote(u8, Vec<(u8, u32)>),
    Void(u8),
    Word(u8, bool, Option<u8>),
    Unword(u8),
    Settle(u32, u32, bool, Option<u8>),
}

fn act() -> impl Strategy<Value = Act> {
    let idea = 0_u8..5;
    prop_oneof![
        3 => (idea.clone(), any::<bool>()).prop_map(|(idea, gone)| Act::Idea(idea, gone)),
        6 => (0_u8..4, prop::collection::vec((idea.clone(), 1_u32..4), 0..5)).prop_map(|(who, votes)| Act::Vote(who, votes)),
        1 => (0_u8..4).prop_map(Act::Void),
        4 => (idea.clone(), any::<bool>(), prop::option::of(idea.clone())).prop_map(|(idea, hidden, into)| Act::Word(idea, hidden, into)),
        1 => idea.prop_map(Act::Unword),
        2 => (0_u32..6, 0_u32..4, any::<bool>(), prop::option::of(0_u8..4))
            .prop_map(|(budget, cap, shown, blocked)| Act::Settle(budget, cap, shown, blocked)),
    ]
}

fn person(n: u8) -> crate::SigningKey {
    Replica::person(&n.to_string())
}

fn idea(n: u8) -> RecordId {
    RecordId::of("idea", &public_key(&person(9)), &nonce(&n.to_string()))
}

fn play(replica: &mut Replica, act: &Act) -> RecordId {
    match act {
        Act::Idea(n, gone) => {
            let json = if *gone {
                r#"{"_del":true}"#
            } else {
                r#"{"title":"T"}"#
            };
            replica.write(&person(9), Kind::Idea, &nonce(&n.to_string()), json)
        }
        Act::Vote(who, votes) => {
            let entries: Vec<String> = votes
                .iter()
                .map(|(n, votes)| format!(r#"["{}",{votes}]"#, idea(*n)))
                .collect();
            replica.write(
                &person(*who),
                Kind::Ballot,
                &[],
                &format!(r#"{{"votes":[{}]}}"#, entries.join(",")),
            )
        }
        Act::Void(who) => replica.write(&person(*who), Kind::Ballot, &[], r#"{"votes":null}"#),
        Act::Word(n, hidden, into) => {
            let into = into.map_or("null".to_string(), |into| format!("\"{}\"", idea(into)));
            replica.moderate(
                &idea(*n),
                &format!(r#"{{"hidden":{hidden},"merged_into":{into}}}"#),
            )
        }
        Act::Unword(n) => replica.moderate(&idea(*n), r#"{"_del":true}"#),
        Act::Settle(budget, cap, shown, blocked) => {
            let tally = if *shown { "revealed" } else { "hidden" };
            let blocked = blocked.map_or(String::new(), |who| {
                format!("\"{}\"", public_key(&person(who)))
            });
            replica.settle(&format!(
                r#"{{"title":"W","board.budget":{budget},"board.cap":{cap},"board.tally":"{tally}","sync.blocked":[{blocked}]}}"#
            ))
        }
    }
}

proptest! {
    /// Whatever happens in whichever order, counting step by step gives what counting anew gives, and every count
    /// that changed has a new number.
    #[test]
    fn counting_step_by_step_is_counting_anew(acts in prop::collection::vec(act(), 1..30), every in 1_usize..4) {
        let mut replica = Replica::new();
        let organiser = public_key(&replica.organiser);
        let mut votes = Votes::default();
        let mut seq = 0;
        let mut seen: BTreeMap<RecordId, Counted> = BTreeMap::new();
        for (at, act) in acts.iter().enumerate() {
            let record = play(&mut replica, act);
            let found = replica.records.find(&record).unwrap();
            let newest = found.winners().into_iter().max_by_key(|patch| patch.rank()).unwrap().clone();
            votes.touch(&replica.records, &newest);
            if at % every != 0 && at + 1 != acts.len() {
                continue;
            }
            let before = seq;
            for (idea, counted) in votes.settle(&replica.records, &organiser, || { seq += 1; seq }) {
                prop_assert!(counted.seq > before);
                seen.insert(idea, counted);
            }
            let expected = Tally::of(&replica.records).ideas;
            let shown: SortedMap<RecordId, Support> = seen
                .iter()
                .filter(|(_, counted)| counted.support != Support::default())
                .map(|(idea, counted)| (*idea, counted.support))
                .collect();
            prop_assert_eq!(shown, expected);
            prop_assert!(votes.counts().map(|(idea, counted)| (*idea, *counted)).eq(seen.clone()));
        }
    }
}
