//! Bodies of patches, what is projected from them, and organisers' files.

use gagas_domain::agenda::Agenda;
use gagas_domain::code::Code;
use gagas_domain::id::PatchId;
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed};
use gagas_domain::kind::Kind;
use gagas_domain::merge::{Outcome, RecordSet};
use gagas_domain::patch::{Draft, Patch, SignedPatch};
use gagas_domain::stamp::Stamp;
use gagas_domain::tally::Tally;
use gagas_domain::value::Value;
use gagas_domain::view::Workshop;
use gagas_domain::{id::NodeId, import as files};

use crate::holds;

const DEPTH: usize = 8;

/// The strict JSON: a subset of all JSON, written back to the same value.
pub(crate) fn json(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(value) = Value::parse(text, DEPTH) else {
        return;
    };
    let wide: Result<serde_json::Value, _> = serde_json::from_str(text);
    holds("the dialect is JSON", wide.is_ok());
    let again = Value::parse(&value.to_json(), DEPTH);
    holds("a value is written as it is read", again == Ok(value));
}

/// A body with a signature that is none: read or refused, never admitted.
pub(crate) fn patch(data: &[u8]) {
    let Ok(body) = std::str::from_utf8(data) else {
        return;
    };
    let signed = SignedPatch {
        body: body.into(),
        signature: [0; 64],
    };
    let seed = OrganiserSeed([1; 32]);
    let admitted = Patch::admit(signed.clone(), &seed.workshop());
    holds("no patch passes without its signature", admitted.is_err());
    let Ok(patch) = Patch::trust(signed.clone()) else {
        return;
    };
    holds(
        "the id is that of the body",
        patch.id() == PatchId::of(body),
    );
    holds("a body is kept verbatim", *patch.signed() == signed);
    holds(
        "a zero signature is refused",
        patch.verify() == Err(Code::BadSignature),
    );
    let mut set = RecordSet::default();
    let first = set.add(patch.clone());
    holds(
        "a patch is merged once",
        matches!(first, Outcome::Applied { .. }) || patch.is_aside(),
    );
    if !patch.is_aside() {
        holds(
            "a patch is no news twice",
            set.add(patch) == Outcome::Duplicate,
        );
    }
    project(&set);
}

/// Fields that somebody signed on purpose, whatever they hold: what is shown of them never breaks.
pub(crate) fn workshop(data: &[u8]) {
    let Some((choice, data)) = data.split_first() else {
        return;
    };
    let Ok(Ok(Value::Map(fields))) =
        std::str::from_utf8(data).map(|text| Value::parse(text, DEPTH - 1))
    else {
        return;
    };
    let (seed, person) = (OrganiserSeed([1; 32]), AuthorSeed([2; 32]));
    let kinds = [
        Kind::Workshop,
        Kind::Agency,
        Kind::Session,
        Kind::Moderation,
        Kind::Idea,
        Kind::Comment,
        Kind::Ballot,
        Kind::Registration,
    ];
    let kind = kinds[usize::from(*choice) % kinds.len()].clone();
    let (key, nonce) = match kind {
        Kind::Workshop => (seed.signing_key(), vec![]),
        Kind::Agency | Kind::Session => (seed.signing_key(), vec![1; 8]),
        Kind::Moderation => (seed.signing_key(), vec![1; 16]),
        Kind::Ballot | Kind::Registration => (person.signing_key(AuthorRole::Ballot), vec![]),
        _ => (person.signing_key(AuthorRole::Named), vec![1; 8]),
    };
    let draft = Draft {
        workshop: seed.workshop(),
        kind,
        nonce,
        fields,
    };
    let stamp = Stamp {
        ms: 1_790_000_000_000,
        counter: 0,
    };
    let Ok(patch) = draft.sign(&key, stamp, NodeId([1; 8])) else {
        return;
    };
    let admitted = Patch::admit(patch.signed().clone(), &seed.workshop());
    holds(
        "what was signed here is admitted anywhere",
        admitted.as_ref() == Ok(&patch),
    );
    let mut set = RecordSet::default();
    set.add(patch);
    project(&set);
}

/// An organiser's file: read or refused with a path, and what it makes is admitted.
pub(crate) fn import(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(value) = files::parse(text) else {
        return;
    };
    let seed = OrganiserSeed([1; 32]);
    match files::import(&value, &seed, None, 1_790_000_000_000, false, 0) {
        Err(error) => holds("an error says where", !error.path.is_empty()),
        Ok(patches) => {
            for patch in patches {
                let admitted = Patch::admit(patch.signed().clone(), &seed.workshop());
                holds("what a file makes is admitted", admitted.is_ok());
            }
        }
    }
}

fn project(set: &RecordSet) {
    let workshop = Workshop::of(set);
    let agenda = Agenda::of(set);
    for day in agenda.days() {
        drop(agenda.day(day));
    }
    drop(Tally::of(set));
    drop(workshop);
}
