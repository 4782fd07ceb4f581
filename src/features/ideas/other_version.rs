//! Words of one's own that another of one's devices wrote over: copied, used again, or thrown away.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::value::Value;
use gagas_domain::view::IdeaDetail;

use super::{act, words};
use crate::components::{Button, Icon, Toaster, Variant, focus_heading};
use crate::i18n::{common, ideas as texts, t};
use crate::parts::{copy, say_saved};
use crate::state::{App, Edit, EditError, use_app};

/// The words that lost, where there are any.
#[component]
pub(super) fn OtherVersion(id: RecordId) -> impl IntoView {
    let app = use_app();
    let toaster = Toaster::here();
    let lost = Memo::new(move |_| in_words(&app.overwritten(&id)));
    let copy_all = move |()| copy(toaster, lost.get_untracked());
    // What was pressed is gone in both cases.
    let again = move |()| match use_again(app, &id) {
        Ok(()) => {
            request_animation_frame(focus_heading);
            say_saved(app, toaster, t(common::STATE_SAVED));
        }
        Err(error) => {
            if let Some(toaster) = toaster {
                toaster.say(act::why(error));
            }
        }
    };
    let discard = move |()| {
        request_animation_frame(focus_heading);
        app.forget_written(&id);
    };
    move || {
        let lost = lost.get();
        (!lost.is_empty()).then(|| view! {
            <div class="notice wait field">
                <div>
                    <p><b>{texts::OTHER_VERSION}</b></p>
                    <p class="meta">{texts::OTHER_VERSION_TEXT}</p>
                    <p class="pre">{lost}</p>
                    <div class="actions">
                        <Button label=texts::USE_AGAIN on_press=again/>
                        <Button label=common::COPY variant=Variant::Quiet icon_before=Icon::Copy on_press=copy_all/>
                        <Button label=texts::DROP_VERSION variant=Variant::Quiet on_press=discard/>
                    </div>
                </div>
            </div>
        })
    }
}

/// The words, each under what the form calls its field; a comment has one, which needs no name.
fn in_words(lost: &[(String, Value)]) -> String {
    let mut all = String::new();
    for (field, words) in lost {
        let label = match field.as_str() {
            "title" => t(texts::TITLE),
            "problem" => t(texts::PROBLEM),
            "idea" => t(texts::IDEA),
            field => IdeaDetail::parse(field).map_or("", words::question),
        };
        for (part, behind) in [
            (label, ":\n"),
            (words.as_text().unwrap_or_default(), "\n\n"),
        ] {
            if !part.is_empty() {
                all += part;
                all += behind;
            }
        }
    }
    all.truncate(all.trim_end().len());
    all
}

/// Writes the words again, which are then the latest.
fn use_again(app: App, id: &RecordId) -> Result<(), EditError> {
    let fields = untrack(|| app.overwritten(id));
    let by = app.role_of(id).ok_or(EditError::NotYours)?;
    let about = app.with_records_untracked(|records| {
        let record = records.get(id)?;
        Some((record.kind().clone(), record.nonce().to_vec()))
    });
    let (kind, nonce) = about.ok_or(EditError::NotYours)?;
    let edit = Edit {
        by,
        kind,
        nonce,
        fields,
        meta: Vec::new(),
    };
    app.edit(edit).map(drop)
}
