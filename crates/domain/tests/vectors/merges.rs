//! Sets of patches, and what every replica makes of them in whatever order.

use gagas_domain::keys::AuthorRole;
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::value::Value;

use crate::patches::{NONCE, author_key, organiser_key, write};
use crate::text::{bytes, list, object, show};

pub(crate) fn vectors() -> Value {
    let named = author_key(AuthorRole::Named);
    let idea = |when, json| write(&named, Kind::Idea, &NONCE, when, json);
    let poll = |when, json| write(&named, Kind::Unknown("poll".into()), &NONCE, when, json);
    let session = |when, json| write(&organiser_key(), Kind::Session, &NONCE, when, json);
    let cases = [
        (
            "the greater time wins",
            vec![
                idea((5, 0, 1), r#"{"title":"a"}"#),
                idea((6, 0, 1), r#"{"title":"b"}"#),
            ],
        ),
        (
            "then the greater counter",
            vec![
                idea((5, 1, 1), r#"{"title":"a"}"#),
                idea((5, 0, 2), r#"{"title":"b"}"#),
            ],
        ),
        (
            "then the greater node",
            vec![
                idea((5, 0, 2), r#"{"title":"a"}"#),
                idea((5, 0, 1), r#"{"title":"b"}"#),
            ],
        ),
        (
            "then the greater patch id",
            vec![
                idea((5, 0, 1), r#"{"title":"a"}"#),
                idea((5, 0, 1), r#"{"title":"b"}"#),
                idea((5, 0, 1), r#"{"title":"c"}"#),
            ],
        ),
        (
            "each field by itself",
            vec![
                idea((5, 0, 1), r#"{"title":"a","idea":"a","x.later":[1]}"#),
                idea((6, 0, 1), r#"{"title":"b"}"#),
                idea((4, 0, 1), r#"{"idea":"c","problem":"c"}"#),
            ],
        ),
        (
            "what wins nothing is dropped",
            vec![
                idea((5, 0, 1), r#"{"title":"a","idea":"a"}"#),
                idea((6, 0, 1), r#"{"title":"b"}"#),
                idea((7, 0, 1), r#"{"idea":"c"}"#),
            ],
        ),
        (
            "null clears and is remembered",
            vec![
                idea((6, 0, 1), r#"{"title":null}"#),
                idea((5, 0, 1), r#"{"title":"a"}"#),
            ],
        ),
        (
            "a deletion is final, even against later writes",
            vec![
                idea((5, 0, 1), r#"{"title":"a"}"#),
                idea((6, 0, 1), r#"{"_del":true}"#),
                idea((7, 0, 1), r#"{"title":"b"}"#),
            ],
        ),
        (
            "of several deletions the greatest stays",
            vec![
                idea((7, 0, 1), r#"{"_del":true}"#),
                idea((6, 0, 1), r#"{"_del":true}"#),
                idea((7, 0, 2), r#"{"_del":true}"#),
            ],
        ),
        (
            "records do not touch each other",
            vec![
                idea((5, 0, 1), r#"{"title":"a"}"#),
                session((6, 0, 1), r#"{"title":"b"}"#),
                idea((6, 0, 1), r#"{"_del":true}"#),
            ],
        ),
        (
            "a later version's kind is kept whole and aside",
            vec![
                poll((5, 0, 1), r#"{"title":"a"}"#),
                poll((6, 0, 1), r#"{"title":"b"}"#),
            ],
        ),
    ];
    list(
        cases
            .into_iter()
            .map(|(name, patches)| case(name, &patches)),
    )
}

fn case(name: &str, patches: &[Patch]) -> Value {
    let mut set = RecordSet::default();
    let mut backwards = RecordSet::default();
    for (patch, last) in patches.iter().zip(patches.iter().rev()) {
        set.add(patch.clone());
        backwards.add(last.clone());
    }
    let made = records(&set);
    assert_eq!(made, records(&backwards), "{name}");
    let patches = patches.iter().map(|patch| {
        object([
            ("b", patch.signed().body.as_str().into()),
            ("s", bytes(&patch.signed().signature)),
        ])
    });
    object([
        ("name", name.into()),
        ("patches", list(patches)),
        ("records", made),
        ("held", list(set.patches().map(|patch| show(patch.id())))),
    ])
}

/// Each record with its fields, sorted: value and winner.
fn records(set: &RecordSet) -> Value {
    let mut ids: Vec<_> = set.patches().map(|patch| patch.record()).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = ids.iter().filter_map(|id| set.find(id));
    list(found.map(|record| {
        let fields = record.fields().map(|(name, value, rank)| {
            object([
                ("field", name.into()),
                ("value", value.clone()),
                ("winner", show(rank.patch)),
            ])
        });
        object([
            ("record", show(record.id())),
            ("dead", record.is_dead().into()),
            ("fields", list(fields)),
        ])
    }))
}
