//! The readable copies of registrations on the author's own phone.

use gagas_domain::id::RecordId;
use gagas_domain::value::Value;
use gagas_domain::view::Registration;

use crate::state::{App, REGISTRATION_COPY as COPY};

/// A registration that was made on this phone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) id: RecordId,
    pub(super) registration: Registration,
    pub(super) own: bool,
    pub(super) cancelled: bool,
}

/// The nonce of one's own registration: the first, or the n-th after each before was deleted for ever.
pub(super) fn own_nonce(nth: u8) -> Vec<u8> {
    match nth {
        0 => Vec::new(),
        nth => [0, 0, 0, 0, 0, 0, 0, nth].into(),
    }
}

/// The name under which a copy is kept.
pub(super) fn name(id: &RecordId) -> String {
    [COPY, &id.to_string()].concat()
}

/// All registrations of this phone, one's own first. Tracked.
pub(super) fn all(app: App) -> Vec<Held> {
    let mut all: Vec<Held> = app
        .with_meta(|meta| {
            let ids = meta
                .with_prefix(COPY)
                .filter_map(|(id, _)| RecordId::parse(id));
            ids.collect::<Vec<_>>()
        })
        .into_iter()
        .filter_map(|id| one(app, &id))
        .collect();
    all.sort_by_key(|held| (!held.own, held.registration.details.name.clone()));
    all
}

/// One registration of this phone. Tracked.
pub(super) fn one(app: App, id: &RecordId) -> Option<Held> {
    let value: Value = app.with_meta(|meta| meta.json(&name(id)))?;
    let registration = Registration::from_value(&value)?;
    app.with_records(|records| {
        let record = records.get(id)?;
        Some(Held {
            id: *id,
            registration,
            own: record.nonce().iter().rev().skip(1).all(|byte| *byte == 0),
            cancelled: record.flag("cancelled").unwrap_or(false),
        })
    })
}
