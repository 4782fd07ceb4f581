//! Equal stamps on cloned nodes: the patch id decides, and a merge without that rule is caught.

use gagas_domain::id::NodeId;
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{DELETION, Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::value::Value;

use crate::pool::{KEYS, seen, workshop};

fn write(name: &str, value: Value) -> Patch {
    let stamp = Stamp { ms: 7, counter: 1 };
    Draft {
        workshop: workshop(),
        kind: Kind::Idea,
        nonce: vec![1; 8],
        fields: vec![(name.into(), value)],
    }
    .sign(&KEYS[1], stamp, NodeId([9; 8]))
    .expect("a patch others accept")
}

fn merged(patches: [&Patch; 2], add: impl Fn(&mut RecordSet, Patch)) -> RecordSet {
    let mut set = RecordSet::default();
    for patch in patches {
        add(&mut set, patch.clone());
    }
    set
}

fn real(set: &mut RecordSet, patch: Patch) {
    set.add(patch);
}

/// Broken on purpose: on equal stamp and node, what came first stays.
fn without_tie_break(set: &mut RecordSet, patch: Patch) {
    let rank = patch.rank();
    let tied = set.find(&patch.record()).is_some_and(|record| {
        let mut held = record.fields();
        held.any(|(_, _, other)| (other.stamp, other.node) == (rank.stamp, rank.node))
    });
    if !tied {
        set.add(patch);
    }
}

#[test]
fn the_patch_id_decides_between_equal_stamps() {
    let (a, b) = (write("title", "a".into()), write("title", "b".into()));
    let winner = if a.id() > b.id() { "a" } else { "b" };
    for order in [[&a, &b], [&b, &a]] {
        let set = merged(order, real);
        let record = set.get(&a.record()).unwrap();
        assert_eq!(record.text("title"), Some(winner));
        assert_eq!(set.len(), 1);
    }
}

#[test]
fn of_two_deletions_the_greater_is_kept() {
    let deletion = |node| {
        Draft {
            workshop: workshop(),
            kind: Kind::Idea,
            nonce: vec![1; 8],
            fields: vec![(DELETION.into(), Value::Bool(true))],
        }
        .sign(&KEYS[1], Stamp { ms: 7, counter: 1 }, NodeId([node; 8]))
        .unwrap()
    };
    let (a, b) = (deletion(1), deletion(2));
    for order in [[&a, &b], [&b, &a]] {
        let set = merged(order, real);
        assert!(set.holds(&b.id()) && !set.holds(&a.id()));
    }
}

#[test]
fn a_merge_without_the_tie_break_is_caught() {
    let (a, b) = (write("title", "a".into()), write("title", "b".into()));
    let both = |add: fn(&mut RecordSet, Patch)| {
        seen(&merged([&a, &b], add)) == seen(&merged([&b, &a], add))
    };
    assert!(both(real));
    assert!(!both(without_tie_break));
}
