//! What a server did not accept: why, and what can be done with it.

use gagas_domain::code::Code;
use gagas_domain::id::{PatchId, RecordId};
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::value::Value;
use gagas_domain::view::{CommentInput, IdeaInput};

use super::waiting;
use crate::components::{Button, Confirm, Icon, Notice, Toaster, Tone, Variant};
use crate::i18n::{common, device as texts, errors, records, t};
use crate::platform::task::spawn;
use crate::render::prelude::*;
use crate::route::Route;
use crate::state::{App, draft_name};
use crate::storage::workshop_store::QueueState;

/// Patches of one record that were refused.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    record: RecordId,
    kind: Kind,
    title: Option<String>,
    code: Option<Code>,
    ids: Vec<PatchId>,
    /// What a person wrote in them.
    text: String,
}

/// The list, which only a server fills; a door to the part that one needs.
#[inline(never)]
pub(super) fn draw(app: App) -> View {
    view! { <Refused app/> }
}

/// The list; nothing where everything was accepted.
#[component]
pub fn Refused(
    /// The app.
    app: App,
) -> impl IntoView {
    let all = Memo::new(move |_| all(app));
    move || {
        let entries = all.get();
        (!entries.is_empty()).then(|| {
            let may_do = |entry: &Entry| entry.code.is_some_and(Code::is_retryable);
            let again = entries.iter().any(may_do);
            let again = again.then(|| {
                let press = move |()| app.nudge();
                view! { <Button label=common::RETRY icon_before=Icon::RefreshCw on_press=press/> }
            });
            let entries = entries.into_iter().map(|entry| view! { <One app entry/> });
            view! {
                <section class="section">
                    <h2>{texts::REFUSED}</h2>
                    <Notice tone=Tone::Bad><p>{texts::REFUSED_TEXT}</p>{again}</Notice>
                    <ul class="lines">{entries.collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn One(app: App, entry: Entry) -> impl IntoView {
    let toaster = Toaster::get();
    let asking = RwSignal::new(false);
    let kind = records::kind(&entry.kind);
    let (title, why) = (entry.title.clone(), errors::refusal(entry.code));
    let can_copy = !entry.text.is_empty();
    let entry = StoredValue::new(entry);
    let copy = move |()| {
        crate::parts::copy(Some(toaster), entry.with_value(|entry| entry.text.clone()));
    };
    let discard = move |()| {
        let (record, ids) = entry.with_value(|entry| (entry.record, entry.ids.clone()));
        spawn(async move {
            app.discard(record, ids, |_| Some(Vec::new())).await;
            toaster.say(t(texts::REFUSED_GONE));
        });
    };
    let form = entry.with_value(|entry| entry.kind.clone());
    let form = [Kind::Idea, Kind::Comment, Kind::Registration].contains(&form);
    let edit = move |()| {
        spawn(async move {
            let entry = entry.get_value();
            if entry.kind == Kind::Registration {
                // Its form is filled from the readable copy, and writes over what was refused.
                return app.go(&Route::RegistrationForm(Some(entry.record)));
            }
            let Some(typed) = typed(app, &entry) else {
                return;
            };
            let mut target = None;
            let keep = |left: &RecordSet| {
                let (form, route) = typed.form(entry.record, left);
                // What is being typed there is not written over.
                let free = app.draft(&form).is_none();
                target = Some((route, free));
                let draft = (
                    draft_name(&form),
                    Some(typed.draft().to_json().into_bytes()),
                );
                free.then(|| vec![draft])
            };
            app.discard(entry.record, entry.ids.clone(), keep).await;
            if let Some((route, free)) = target {
                app.go(&route);
                if !free {
                    toaster.say(t(texts::REFUSED_DRAFT));
                }
            }
        });
    };
    view! {
        <li class="entry">
            <p class="meta">{kind}</p>
            {title.map(|title| view! { <p>{title}</p> })}
            <p>{why}</p>
            <div class="actions">
                {can_copy.then(|| view! { <Button label=texts::REFUSED_COPY variant=Variant::Quiet on_press=copy/> })}
                {form.then(|| view! { <Button label=texts::REFUSED_EDIT icon_before=Icon::Pencil variant=Variant::Quiet on_press=edit/> })}
                <Button label=texts::REFUSED_DISCARD variant=Variant::Danger on_press=move |()| asking.set(true)/>
            </div>
            <Confirm open=asking on_close=Callback::new(move |()| asking.set(false)) on_confirm=Callback::new(discard)
                title=texts::REFUSED_DISCARD text=texts::REFUSED_DISCARD_TEXT confirm=texts::REFUSED_DISCARD
                cancel=common::CANCEL/>
        </li>
    }
}

/// What was typed into a form, to be typed on.
enum Typed {
    Idea(IdeaInput),
    Comment(CommentInput),
}

/// What the record of an entry says; `None` where it is neither idea nor comment.
fn typed(app: App, entry: &Entry) -> Option<Typed> {
    app.with_records_untracked(|all| {
        let record = all.get(&entry.record)?;
        Some(match entry.kind {
            Kind::Comment => Typed::Comment(CommentInput::read(record)?),
            _ => Typed::Idea(IdeaInput::read(record)),
        })
    })
}

impl Typed {
    fn draft(&self) -> Value {
        match self {
            Self::Idea(input) => input.draft(),
            Self::Comment(input) => input.draft(),
        }
    }

    /// The name of the form and where it is: of the record where something of it is `left`, else of a new one, which is
    /// written as a whole.
    fn form(&self, id: RecordId, left: &RecordSet) -> (String, Route) {
        let id = left.get(&id).map(|_| id);
        match self {
            Self::Idea(_) => {
                let name = id.map(|id| id.to_string());
                let name = name.as_deref().unwrap_or("new");
                (["idea.", name].concat(), Route::IdeaForm(id))
            }
            Self::Comment(input) => {
                let name = id.unwrap_or(input.idea).to_string();
                (["comment.", &name].concat(), Route::Idea(input.idea))
            }
        }
    }
}

/// What was refused, by record. Tracked.
fn all(app: App) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    app.outbox.with(|outbox| {
        for queued in outbox {
            let QueueState::Refused(code) = queued.state else {
                continue;
            };
            // What is queued was signed here: it reads.
            let Ok(patch) = Patch::trust(queued.patch.clone()) else {
                continue;
            };
            let at = found
                .iter()
                .position(|entry| entry.record == patch.record());
            let at = at.unwrap_or_else(|| {
                found.push(Entry {
                    record: patch.record(),
                    kind: patch.kind().clone(),
                    title: waiting::title(app, &patch.record()),
                    code,
                    ids: Vec::new(),
                    text: String::new(),
                });
                found.len() - 1
            });
            let entry = &mut found[at];
            entry.ids.push(patch.id());
            if patch.kind().reader() == gagas_domain::kind::Reader::All {
                let texts = patch
                    .fields()
                    .iter()
                    .filter_map(|(_, value)| value.as_text());
                texts.for_each(|text| {
                    entry.text.push_str(text);
                    entry.text.push('\n');
                });
            }
        }
    });
    found
}
