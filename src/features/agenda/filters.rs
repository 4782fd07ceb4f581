//! The search field, the filters by track and room, and the count of what they leave.

use crate::render::prelude::*;

use super::look::{Look, is_narrowed};
use crate::components::{Button, Choice, Disclosure, SearchField, Select, Start, Variant};
use crate::i18n::{Text, agenda as texts, common, count, lang, t};
use crate::route::Route;
use gagas_domain::view::Place;

/// The search field and the filters.
#[component]
pub fn Filters(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let value = param(look, "q");
    let search = move |text: String| look.set("q", &text);
    let rooms = Memo::new(move |_| look.agenda.with(|agenda| choices(&agenda.rooms())));
    let tracks = Memo::new(move |_| look.agenda.with(|agenda| choices(&agenda.tracks())));
    let worth =
        Memo::new(move |_| rooms.with(|all| all.len() > 1) || tracks.with(|all| all.len() > 1));
    let start = untrack(|| {
        let set = look
            .params
            .with(|p| p.get("room").is_some() || p.get("track").is_some());
        if set { Start::Open } else { Start::Closed }
    });
    view! {
        <div class="no-print stack">
            <SearchField
                id="agenda-q"
                label=texts::SEARCH
                value
                on_input=search
                clear=common::CLEAR_SEARCH
            />
            {move || worth.get().then(|| view! {
                <Disclosure summary=texts::FILTER start>
                    <One look name="track" label=texts::TRACK options=tracks/>
                    <One look name="room" label=texts::ROOM options=rooms/>
                </Disclosure>
            })}
            <Found look/>
        </div>
    }
}

/// One filter; nothing to choose from, no filter.
#[component]
fn One(look: Look, name: &'static str, label: Text, options: Memo<Vec<Choice>>) -> impl IntoView {
    let some = Memo::new(move |_| options.with(|all| all.len() > 1));
    let id = ["agenda-", name].concat();
    move || {
        let change = move |value: String| look.set(name, &value);
        some.get().then(|| {
            view! {
                <Select
                    id=id.clone()
                    label
                    value=param(look, name)
                    on_change=change
                    options
                    empty=Some(t(texts::ANY).to_owned())
                    optional=Some(String::new())
                />
            }
        })
    }
}

/// How many are left, and the way back to all.
#[component]
fn Found(look: Look) -> impl IntoView {
    let narrowed = Memo::new(move |_| look.params.with(is_narrowed));
    let found = move || {
        let n = look.shown.with(|shown| shown.len());
        count(texts::FOUND_ONE, texts::FOUND, n)
    };
    let clear = move |()| look.app.adjust(Route::agenda());
    move || {
        narrowed.get().then(|| {
            view! {
                <div class="row spread">
                    <p class="meta" role="status">{found}</p>
                    <Button label=texts::CLEAR variant=Variant::Quiet on_press=clear/>
                </div>
            }
        })
    }
}

fn param(look: Look, name: &'static str) -> Signal<String> {
    Signal::derive(move || {
        look.params
            .with(|params| params.get(name).unwrap_or_default().to_owned())
    })
}

fn choices(places: &[Place]) -> Vec<Choice> {
    let english = lang().is_english();
    let choice = |place: &Place| Choice::new(place.code.as_str(), place.name.get(english));
    places.iter().map(choice).collect()
}
