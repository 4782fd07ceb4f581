//! What a server did not accept: why, and what can be done with it.

use gagas_domain::code::Code;
use gagas_domain::id::{PatchId, RecordId};
use gagas_domain::kind::Kind;
use gagas_domain::patch::Patch;
use gagas_domain::view::IdeaInput;

use super::waiting;
use crate::components::{Button, Confirm, Icon, Notice, Toaster, Tone, Variant};
use crate::i18n::{common, device as texts, errors, records, t};
use crate::platform::share;
use crate::platform::task::spawn;
use crate::render::prelude::*;
use crate::route::Route;
use crate::state::App;
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
            let entries = entries.into_iter().map(|entry| view! { <One app entry/> });
            view! {
                <section class="section">
                    <h2>{texts::REFUSED}</h2>
                    <Notice tone=Tone::Bad><p>{texts::REFUSED_TEXT}</p></Notice>
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
        let text = entry.with_value(|entry| entry.text.clone());
        spawn(async move {
            if share::copy(&text).await {
                toaster.say(t(common::COPIED));
            }
        });
    };
    let discard = move |()| {
        let ids = entry.with_value(|entry| entry.ids.clone());
        spawn(async move {
            app.discard(ids).await;
            toaster.say(t(texts::REFUSED_GONE));
        });
    };
    let form = entry.with_value(|entry| form_of(entry).is_some());
    let edit = move |()| {
        let (route, ids) = entry.with_value(|entry| (form_of(entry), entry.ids.clone()));
        let Some(route) = route else { return };
        spawn(async move {
            // What was refused becomes a draft: handed in again it is written as a whole.
            if let Route::IdeaForm(Some(id)) = route {
                let draft =
                    app.with_records_untracked(|all| Some(IdeaInput::read(all.get(&id)?).draft()));
                app.discard(ids).await;
                let kept = app.with_records_untracked(|all| all.get(&id).is_some());
                let (name, route) = if kept {
                    (["idea.", &id.to_string()].concat(), route)
                } else {
                    ("idea.new".to_owned(), Route::IdeaForm(None))
                };
                if let Some(draft) = draft {
                    app.keep_draft(&name, &draft);
                }
                app.go(&route);
            } else {
                app.go(&route);
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

/// Where it is written anew; a registration's form is filled from the readable copy.
fn form_of(entry: &Entry) -> Option<Route> {
    match entry.kind {
        Kind::Idea => Some(Route::IdeaForm(Some(entry.record))),
        Kind::Registration => Some(Route::RegistrationForm(Some(entry.record))),
        _ => None,
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
