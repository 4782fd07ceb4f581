//! The small pool that patches are drawn from, and what is compared of a replica.

use std::sync::LazyLock;

use gagas_domain::SigningKey;
use gagas_domain::id::{NodeId, PatchId, RecordId, WorkshopId};
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed};
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{DELETION, Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::value::Value;
use proptest::prelude::*;

/// The organiser and two people.
pub(crate) static KEYS: LazyLock<[SigningKey; 3]> = LazyLock::new(|| {
    let person = |seed| AuthorSeed([seed; 32]).signing_key(AuthorRole::Named);
    [OrganiserSeed([1; 32]).signing_key(), person(2), person(3)]
});

pub(crate) fn workshop() -> WorkshopId {
    OrganiserSeed([1; 32]).workshop()
}

/// A draft that `KEYS[key]` may sign: each key has a few records, one of them of a later version.
fn draft(key: usize, slot: usize, fields: Vec<(String, Value)>) -> Draft {
    let (kind, nonce) = match (key, slot) {
        (_, 0) => (Kind::Unknown("poll".into()), vec![4; 8]),
        (0, 1) => (Kind::Workshop, vec![]),
        (0, 2) => (Kind::Moderation, vec![5; 16]),
        (0, _) => (Kind::Session, vec![6; 8]),
        (_, 1) => (Kind::Ballot, vec![]),
        (_, 2) => (Kind::Comment, vec![5; 8]),
        (_, _) => (Kind::Idea, vec![6; 8]),
    };
    Draft {
        workshop: workshop(),
        kind,
        nonce,
        fields,
    }
}

/// Any value of the dialect, three levels deep at most.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::Int),
        any::<String>().prop_map(|text| Value::Text(text.chars().take(40).collect())),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::List),
            prop::collection::btree_map("[a-zé\"\\\\ ]{0,4}", inner, 0..3)
                .prop_map(|entries| Value::Map(entries.into_iter().collect())),
        ]
    })
}

fn fields() -> impl Strategy<Value = Vec<(String, Value)>> {
    let name = prop::sample::select(vec!["title", "idea", "x.from_2031", "box"]);
    let sets = prop::collection::btree_map(name, value(), 1..4).prop_map(|sets| {
        let named = sets.into_iter().map(|(name, value)| (name.into(), value));
        named.collect()
    });
    prop_oneof![
        10 => sets,
        1 => Just(vec![(DELETION.into(), Value::Bool(true))]),
    ]
}

/// One signed patch; few stamps and two nodes, so that many are equal.
pub(crate) fn patch() -> impl Strategy<Value = Patch> {
    let when = (1_u64..4, 0_u16..2, 1_u8..3);
    (0_usize..3, 0_usize..4, when, fields()).prop_map(|(key, slot, (ms, counter, node), fields)| {
        draft(key, slot, fields)
            .sign(&KEYS[key], Stamp { ms, counter }, NodeId([node; 8]))
            .expect("a patch others accept")
    })
}

pub(crate) fn patches() -> impl Strategy<Value = Vec<Patch>> {
    prop::collection::vec(patch(), 0..24)
}

/// The replica that holds `patches`.
pub(crate) fn replica<'a>(patches: impl IntoIterator<Item = &'a Patch>) -> RecordSet {
    let mut set = RecordSet::default();
    for patch in patches {
        set.add(patch.clone());
    }
    set
}

/// The union of two replicas, as every way of moving patches makes it.
pub(crate) fn union(into: &RecordSet, from: &RecordSet) -> RecordSet {
    let mut set = into.clone();
    for patch in from.patches() {
        set.add((**patch).clone());
    }
    set
}

type Row = (RecordId, bool, Vec<(String, Value, PatchId)>, Vec<PatchId>);

/// Everything that can be seen of a replica from outside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) rows: Vec<Row>,
    pub(crate) bodies: Vec<String>,
    floor: Stamp,
}

pub(crate) fn seen(set: &RecordSet) -> Seen {
    let mut ids: Vec<RecordId> = set.patches().map(|patch| patch.record()).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = ids.iter().filter_map(|id| set.find(id)).map(|record| {
        let fields = record
            .fields()
            .map(|(name, value, rank)| (name.into(), value.clone(), rank.patch));
        let winners = record.winners().iter().map(|patch| patch.id()).collect();
        (record.id(), record.is_dead(), fields.collect(), winners)
    });
    Seen {
        rows: rows.collect(),
        bodies: set.patches().map(|p| p.signed().body.clone()).collect(),
        floor: set.newest_organiser_stamp(),
    }
}
