//! Search, filters and order of the board; all of them stand in the address.

use crate::render::prelude::*;
use gagas_domain::board::{Board, Sort};
use gagas_domain::view::{Form, IdeaType, Novelty, Shape, Status, TallyMode};

use crate::components::{
    Button, Choice, Dialog, FilterChip, Icon, IconButton, SearchField, Select, Variant,
};
use crate::i18n::{Text, codes, common, ideas as texts, lang, t};
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

/// What the sheet asks for, as it is named in the address.
const SHEET: [(&str, Text); 8] = [
    ("sort", texts::SORT),
    ("agency", texts::AGENCY),
    ("form", texts::FORM),
    ("type", texts::TYPE),
    ("shape", texts::SHAPE),
    ("novelty", texts::NOVELTY),
    ("theme", texts::THEME),
    ("status", texts::STATUS),
];

fn options(board: &Board, name: &str) -> Vec<Choice> {
    match name {
        "agency" => {
            let agencies = board.agencies().iter().map(|agency| {
                let name = agency.name.get(lang().is_english());
                Choice::new(agency.id.to_string(), name)
            });
            agencies.collect()
        }
        "form" => all(Form::ALL, Form::code, codes::form),
        "type" => all(IdeaType::ALL, IdeaType::code, codes::idea_type),
        "shape" => all(Shape::ALL, Shape::code, codes::shape),
        "novelty" => all(Novelty::ALL, Novelty::code, codes::novelty),
        "theme" => {
            let themes = board.themes().iter();
            themes
                .map(|theme| Choice::new(theme.id.to_string(), theme.title.clone()))
                .collect()
        }
        "status" => all(Status::ALL, Status::code, codes::status),
        _ => {
            let revealed = board.settings().tally == TallyMode::Revealed;
            let mut orders = all(Sort::ALL, Sort::code, order);
            orders.retain(|choice| revealed || choice.value != Sort::Support.code());
            orders
        }
    }
}

/// What is set in the sheet, which is closed, in words: *Bentuk: Digital · Urutan: Terbaru*. Tracked.
pub(super) fn said(app: App, params: &Params) -> String {
    let board = app.board();
    let mut said = String::new();
    for (name, label) in SHEET {
        let Some(value) = params.get(name) else {
            continue;
        };
        let options = options(&board, name);
        if let Some(chosen) = options.iter().find(|choice| choice.value == value) {
            for part in [" · ", t(label), ": ", &chosen.label] {
                said += part;
            }
        }
    }
    said
}

#[component]
fn Sheet(params: Memo<Params>) -> impl IntoView {
    let app = use_app();
    let board = app.board();
    let select = SHEET.iter().map(|(name, label)| {
        let options = options(&board, name);
        if options.is_empty() {
            return View::Empty;
        }
        let (value, set) = bind(app, params, name);
        let id = ["filter-", name].concat();
        let none = (*name != "sort").then(|| t(texts::ANY).to_owned());
        let optional = Some(String::new());
        view! { <Select id label=t(*label) value on_change=set options empty=none optional/> }
    });
    select.collect_view()
}
