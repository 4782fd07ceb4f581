//! The readable copies of one's registrations on this phone, and what their records say. A copy may be here without its
//! record, after a rescue code, and a record without its copy.

use gagas_domain::id::RecordId;
use gagas_domain::keys::AuthorRole;
use gagas_domain::kind::Kind;
use gagas_domain::value::Value;
use gagas_domain::view::Registration;

use crate::state::{App, COPY, Edit, EditError};

/// A registration that can be read on this phone.
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

fn is_own(nonce: &[u8]) -> bool {
    nonce.iter().rev().skip(1).all(|byte| *byte == 0)
}

/// The name under which a copy is kept.
pub(super) fn name(id: &RecordId) -> String {
    [COPY, &id.to_string()].concat()
}

/// All registrations that can be read on this phone, one's own first. Tracked.
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

/// One registration that can be read on this phone. Tracked.
pub(super) fn one(app: App, id: &RecordId) -> Option<Held> {
    let value: Value = app.with_meta(|meta| meta.json(&name(id)))?;
    let registration = Registration::from_value(&value)?;
    let stands = app.with_records(|records| {
        let record = records.find(id)?;
        let cancelled = record.flag("cancelled").unwrap_or(false);
        Some((record.is_dead(), is_own(record.nonce()), cancelled))
    });
    let (dead, own, cancelled) = match stands {
        Some(stands) => stands,
        None => (false, nonce(app, id).is_some(), false),
    };
    (!dead).then_some(Held {
        id: *id,
        registration,
        own,
        cancelled,
    })
}

/// Registrations of one's own that another device holds the tickets of, and whether each is for oneself. Tracked.
pub(super) fn elsewhere(app: App) -> Vec<(RecordId, bool)> {
    let keys = app.viewer().keys;
    let all = app.with_records(|records| {
        let all = records.of_kind(&Kind::Registration);
        let mine = all.filter(|record| keys.contains(&record.author()));
        mine.map(|record| (record.id(), is_own(record.nonce())))
            .collect::<Vec<_>>()
    });
    let is_here = |id: &RecordId| app.with_meta(|meta| meta.get(&name(id)).is_some());
    all.into_iter().filter(|(id, _)| !is_here(id)).collect()
}

/// The nonce with which one's registration is written; none for one that is deleted, or not this person's.
pub(super) fn nonce(app: App, id: &RecordId) -> Option<Vec<u8>> {
    let keys = app.viewer().keys;
    let found = app.with_records_untracked(|records| {
        let record = records.find(id)?;
        let mine = !record.is_dead() && keys.contains(&record.author());
        Some(mine.then(|| record.nonce().to_vec()))
    });
    found.unwrap_or_else(|| {
        // Its record did not come along: only that for oneself can be told.
        let name = Kind::Registration;
        let opens = |nonce: &Vec<u8>| {
            let mut ids = keys.iter();
            ids.any(|key| RecordId::of(name.name(), key, nonce) == *id)
        };
        (0..=u8::MAX).map(own_nonce).find(opens)
    })
}

/// Writes fields of one's registration.
pub(super) fn write(
    app: App,
    id: &RecordId,
    fields: Vec<(String, Value)>,
    meta: Vec<(String, Option<Vec<u8>>)>,
) -> Result<RecordId, EditError> {
    app.edit(Edit {
        by: AuthorRole::Registration,
        kind: Kind::Registration,
        nonce: nonce(app, id).ok_or(EditError::NotYours)?,
        fields,
        meta,
    })
}
