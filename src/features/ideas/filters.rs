//! Search, filters and order of the board; all of them stand in the address.

use crate::render::prelude::*;
use gagas_domain::board::Sort;
use gagas_domain::view::{Form, IdeaType, Novelty, Shape, Status, TallyMode};

use crate::components::{
    Button, Choice, Dialog, FilterChip, Icon, IconButton, SearchField, Select, Variant,
};
use crate::i18n::{codes, common, ideas as texts, lang, t};
use crate::route::{Params, Route};
use crate::state::{App, use_app};

/// The value of a filter, and what sets it.
fn bind(app: App, params: Memo<Params>, name: &'static str) -> (Signal<String>, Callback<String>) {
    let value = move || params.with(|all| all.get(name).unwrap_or_default().to_owned());
    let set = move |value: String| {
        let next = params.with_untracked(|all| all.with(name, &value));
        app.adjust(Route::Ideas(next));
    };
    (Signal::derive(value), Callback::new(set))
}

#[component]
pub(super) fn Filters(params: Memo<Params>) -> impl IntoView {
    let app = use_app();
    let sheet = RwSignal::new(false);
    let close = Callback::new(move |()| sheet.set(false));
    let (query, search) = bind(app, params, "q");
    let chip = move |name: &'static str, label: &'static str| {
        let (value, set) = bind(app, params, name);
        let pressed = Signal::derive(move || !value.get().is_empty());
        let press = move |()| {
            let on = pressed.get_untracked();
            set.run(if on { String::new() } else { "1".into() });
        };
        view! { <FilterChip label pressed on_press=press/> }
    };
    view! {
        <div class="stack board-tools">
            <SearchField
                id="idea-search"
                label=texts::SEARCH
                value=query
                on_input=search
                clear=common::CLEAR_SEARCH
            />
            <div class="row">
                {chip("mine", t(texts::MINE))}
                {chip("supported", t(texts::SUPPORTED))}
                <IconButton
                    label=texts::FILTERS
                    shows=Icon::SlidersHorizontal
                    on_press=move |()| sheet.set(true)
                />
                <Clear params/>
            </div>
        </div>
        <Dialog open=sheet on_close=close title=texts::FILTERS close=common::CLOSE>
            <Sheet params/>
            <div class="actions">
                <Button label=texts::SHOW variant=Variant::Primary on_press=close/>
            </div>
        </Dialog>
    }
}

#[component]
fn Clear(params: Memo<Params>) -> impl IntoView {
    let app = use_app();
    let clear = move |()| app.adjust(Route::ideas());
    move || {
        let set = params.with(|all| !all.is_empty());
        set.then(|| view! { <Button label=texts::CLEAR variant=Variant::Quiet on_press=clear/> })
    }
}

fn all<T: Copy>(
    values: &[T],
    code: fn(T) -> &'static str,
    say: fn(T) -> &'static str,
) -> Vec<Choice> {
    let choice = |value: &T| Choice::new(code(*value), say(*value));
    values.iter().map(choice).collect()
}

fn order(sort: Sort) -> &'static str {
    t(match sort {
        Sort::Random => texts::SORT_RANDOM,
        Sort::Newest => texts::SORT_NEWEST,
        Sort::Support => texts::SORT_SUPPORT,
        Sort::FewestComments => texts::SORT_COMMENTS,
    })
}

#[component]
fn Sheet(params: Memo<Params>) -> impl IntoView {
    let app = use_app();
    let select = move |name: &'static str, label: &'static str, options: Vec<Choice>| {
        let (value, set) = bind(app, params, name);
        let id = ["filter-", name].concat();
        let none = (name != "sort").then(|| t(texts::ANY).to_owned());
        let optional = Some(String::new());
        view! { <Select id label value on_change=set options empty=none optional/> }
    };
    let board = app.board();
    let agencies = board.agencies().iter().map(|agency| {
        let name = agency.name.get(lang().is_english());
        Choice::new(agency.id.to_string(), name)
    });
    let themes = board.themes().iter();
    let themes: Vec<Choice> = themes
        .map(|theme| Choice::new(theme.id.to_string(), theme.title.clone()))
        .collect();
    let revealed = board.settings().tally == TallyMode::Revealed;
    let mut orders = all(Sort::ALL, Sort::code, order);
    orders.retain(|choice| revealed || choice.value != Sort::Support.code());
    view! {
        {select("sort", t(texts::SORT), orders)}
        {select("agency", t(texts::AGENCY), agencies.collect())}
        {select("form", t(texts::FORM), all(Form::ALL, Form::code, codes::form))}
        {select("type", t(texts::TYPE), all(IdeaType::ALL, IdeaType::code, codes::idea_type))}
        {select("shape", t(texts::SHAPE), all(Shape::ALL, Shape::code, codes::shape))}
        {select("novelty", t(texts::NOVELTY), all(Novelty::ALL, Novelty::code, codes::novelty))}
        {(!themes.is_empty()).then(|| select("theme", t(texts::THEME), themes))}
        {select("status", t(texts::STATUS), all(Status::ALL, Status::code, codes::status))}
    }
}
