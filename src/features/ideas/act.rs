//! What forms and pages of this feature do alike: withdrawing with undo, and guarding what is typed.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::value::Value;

use crate::components::{ToastAction, Toaster, focus_heading};
use crate::i18n::{Text, common, ideas as texts, t};
use crate::state::{App, EditError};

/// Where the draft of a change keeps what its form began with.
pub(super) const BEGUN: &str = "begun";

/// A draft with what its form began with, where it is a change: what others change meanwhile is not written back.
pub(super) fn over(mut draft: Value, begun: Option<Value>) -> Value {
    if let Value::Map(entries) = &mut draft {
        entries.extend(begun.map(|begun| (BEGUN.into(), begun)));
    }
    draft
}

/// Why nothing was written, in words.
pub(super) fn why(error: EditError) -> String {
    match error {
        EditError::Refused(code) => crate::i18n::errors::write_error(code),
        EditError::NotOpen | EditError::NotYours => t(texts::FAILED).into(),
    }
}

/// Hides one's own record at once; it ends for ever when the message goes without an undo.
pub(super) fn withdraw(app: App, toaster: Option<Toaster>, id: RecordId, said: Text) {
    app.leave(&id);
    // What was pressed is gone.
    request_animation_frame(focus_heading);
    let end = move |()| {
        // It stays hidden, and is tried again at the next start.
        let _ = app.withdraw(&id);
    };
    let Some(toaster) = toaster else {
        end(());
        return;
    };
    let undo = ToastAction {
        label: t(common::UNDO).into(),
        run: Callback::new(move |()| app.stay(&id)),
    };
    toaster.show(t(said), Some(undo), Some(Callback::new(end)));
}
