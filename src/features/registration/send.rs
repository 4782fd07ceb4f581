//! Handing a registration in: checked, sealed to the organiser on the phone, written.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::keys::AuthorRole;
use gagas_domain::kind::Kind;
use gagas_domain::seal;
use gagas_domain::value::Value;
use gagas_domain::view::Registration;

use super::stored;
use crate::i18n::{errors, registration as texts, t};
use crate::platform::{deflate, random};
use crate::state::{App, Edit, EditError, draft_name};

/// Seals and writes a registration, which `revive` says to be one again where it was cancelled; answers its record, or why it was not written, in words.
pub(super) async fn send(
    app: App,
    registration: Registration,
    nonce: Vec<u8>,
    draft: Option<String>,
    revive: bool,
) -> Result<RecordId, String> {
    let by = AuthorRole::Registration;
    let refused = |error: EditError| match error {
        EditError::Refused(code) => errors::write_error(code),
        EditError::NotOpen | EditError::NotYours => t(texts::SEAL_FAILED).into(),
    };
    let id = app
        .own_record(by, &Kind::Registration, &nonce)
        .map_err(refused)?;
    let to = untrack(|| app.workshop()).and_then(|workshop| workshop.seal);
    let (Some(to), Some(workshop)) = (to, app.workshop_id()) else {
        return Err(t(texts::NO_SEAL).into());
    };
    let json = registration.to_value().to_json();
    let failed = |()| String::from(t(texts::SEAL_FAILED));
    let deflated = deflate::deflate(json.as_bytes())
        .await
        .map_err(|_| failed(()))?;
    let sealed = seal::seal(&to, &workshop, &id, &deflated, &random::bytes());
    let sealed = sealed.map_err(|_| failed(()))?;
    let mut fields = vec![("box".to_owned(), Value::from(sealed))];
    let cancelled = |id| app.with_records_untracked(|records| records.get(id)?.flag("cancelled"));
    if revive && cancelled(&id) == Some(true) {
        fields.push(("cancelled".into(), Value::Bool(false)));
    }
    let mut meta = vec![(stored::name(&id), Some(json.into_bytes()))];
    meta.extend(draft.map(|form| (draft_name(&form), None)));
    app.edit(Edit {
        by,
        kind: Kind::Registration,
        nonce,
        fields,
        meta,
    })
    .map_err(refused)
}
