//! Helpers for tests: real signed patches of one person in one workshop.

use gagas_domain::SigningKey;
use gagas_domain::id::{NodeId, WorkshopId};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::value::Value;

/// An idea that says `title`, in record `record`, written at `ms`.
pub(super) fn idea(record: u8, title: &str, ms: u64) -> Patch {
    patch(record, ms, ("title", title.into()))
}

/// The end of record `record`, written at `ms`.
pub(super) fn deletion(record: u8, ms: u64) -> Patch {
    patch(record, ms, ("_del", true.into()))
}

fn patch(record: u8, ms: u64, (field, value): (&str, Value)) -> Patch {
    let draft = Draft {
        workshop: WorkshopId([1; 16]),
        kind: Kind::Idea,
        nonce: [record; 8].into(),
        fields: vec![(field.into(), value)],
    };
    let key = SigningKey::from_bytes(&[5; 32]);
    draft
        .sign(&key, Stamp { ms, counter: 0 }, NodeId([7; 8]))
        .unwrap()
}
