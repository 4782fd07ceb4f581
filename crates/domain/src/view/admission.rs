//! The organiser's word on a registration: that it was received, and later whether it has a place.

use alloc::string::{String, ToString};

use super::fields;
use crate::id::{PatchId, PublicKey, RecordId};
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};
use crate::value::Value;

/// The `state` that gives a place.
pub const ADMITTED: &str = "accepted";
/// The `state` that keeps a person on the waiting list, at its `position`.
pub const WAITING: &str = "waiting";
/// The field that names the box which the organiser opened.
pub const RECEIVED: &str = "received";

/// The organiser's word on a registration.
///
/// `received` is a field of its own and no `state`: opening a box decides nothing about places, and an organiser's other
/// device that opens it later must not win over a decision. It names the patch whose box was opened, so that a
/// registration that was changed since counts as not yet received, and so that two devices write the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// The registration.
    pub registration: RecordId,
    /// The patch whose box was opened last.
    pub received: Option<PatchId>,
    /// What was decided: [`ADMITTED`], [`WAITING`] or a later version's word; `None` while nothing was.
    pub state: Option<String>,
}

impl Admission {
    /// The id of the record about a registration.
    #[must_use]
    pub fn id(organiser: &PublicKey, registration: &RecordId) -> RecordId {
        RecordId::of(Kind::Admission.name(), organiser, &registration.0)
    }

    /// Reads an admission; `None` where its nonce names no registration.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let received = fields::text(record, RECEIVED);
        Some(Self {
            registration: RecordId(record.nonce().try_into().ok()?),
            received: received.and_then(|id| PatchId::parse(&id)),
            state: fields::text(record, "state"),
        })
    }

    /// What is written when a box was opened.
    #[must_use]
    pub fn receipt(of: &PatchId) -> (String, Value) {
        (RECEIVED.into(), of.to_string().into())
    }
}

/// The patch that brought the box which a registration holds now.
#[must_use]
pub fn box_of(registration: &Record) -> Option<PatchId> {
    let mut fields = registration.fields();
    let (_, _, rank) = fields.find(|(name, ..)| *name == "box")?;
    Some(rank.patch)
}

/// Tells whether the organiser opened a registration as it is now: *diterima panitia*.
#[must_use]
pub fn is_received(records: &RecordSet, organiser: &PublicKey, registration: &RecordId) -> bool {
    let held = records.get(registration).and_then(box_of);
    let word = records.get(&Admission::id(organiser, registration));
    let opened = word.and_then(|word| word.text(RECEIVED));
    held.is_some_and(|held| opened == Some(&*held.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::public_key;
    use crate::testing::Replica;

    #[test]
    fn a_receipt_is_for_the_box_that_was_opened() {
        let mut replica = Replica::new();
        let siti = Replica::person("siti");
        let write =
            |replica: &mut Replica, json: &str| replica.write(&siti, Kind::Registration, &[], json);
        let id = write(&mut replica, r#"{"box":"AAAA"}"#);
        let organiser = public_key(&replica.organiser);
        let received = |replica: &Replica| is_received(&replica.records, &organiser, &id);
        let receipt = |replica: &mut Replica| {
            let of = replica.records.get(&id).and_then(box_of).unwrap();
            let json = Value::Map([Admission::receipt(&of)].into()).to_json();
            let key = replica.organiser.clone();
            replica.write(&key, Kind::Admission, &id.0, &json)
        };
        assert!(!received(&replica));
        let word = receipt(&mut replica);
        assert_eq!(word, Admission::id(&organiser, &id));
        assert!(received(&replica));
        write(&mut replica, r#"{"cancelled":true}"#);
        assert!(
            received(&replica),
            "the box is still the one that was opened"
        );
        write(&mut replica, r#"{"box":"BBBB"}"#);
        assert!(!received(&replica), "what was changed was not opened yet");
        receipt(&mut replica);
        assert!(received(&replica));
        let read = Admission::read(replica.records.get(&word).unwrap()).unwrap();
        assert_eq!((read.registration, read.state), (id, None));
    }
}
