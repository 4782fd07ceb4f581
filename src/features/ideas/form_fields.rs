//! The fields of the idea form.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::view::{
    FieldError, Form, FormErrors, IDEA_DETAIL_LIMIT, IDEA_PROBLEM_LIMIT, IDEA_TEXT_LIMIT,
    IDEA_TITLE_LIMIT, IdeaDetail, IdeaField, IdeaInput, IdeaType, NAME_LIMIT, Novelty, Shape,
};

use super::{similar::SimilarIdeas, words};
use crate::components::{
    CheckChips, Checkbox, Choice, Count, Disclosure, Keyboard, Limit, Lines, RadioChips, Select,
    TextField,
};
use crate::i18n::{codes, common, errors, ideas as texts, lang, t, tf};
use crate::state::use_app;

/// The value of the option that asks for another agency.
const OTHER: &str = "other";

/// What was typed, what is wrong with it, and what keeps it.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) input: RwSignal<IdeaInput>,
    pub(super) errors: RwSignal<FormErrors<IdeaField>>,
    pub(super) keep: Callback<()>,
}

impl Typed {
    fn change(self, with: impl FnOnce(&mut IdeaInput)) {
        self.input.update(with);
        self.keep.run(());
    }
}

/// Says how far a text is from its limit.
pub(super) fn say_left(count: Count) -> String {
    match count {
        Count::Left(n) => tf(common::LEFT, &[&n.to_string()]),
        Count::Over(n) => tf(common::OVER, &[&n.to_string()]),
    }
}

/// What is wrong with one field.
pub(super) fn error_of<F: PartialEq + Copy + Send + Sync + 'static>(
    all: RwSignal<Vec<(F, FieldError)>>,
    field: F,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let error = all.with(|all| all.iter().find(|(of, _)| *of == field).map(|(_, e)| *e));
        error.map(errors::field_error)
    })
}

/// The id of a field on the page.
pub(super) fn field_id(field: IdeaField) -> String {
    match field {
        IdeaField::Title => "idea-title".into(),
        IdeaField::Problem => "idea-problem".into(),
        IdeaField::Idea => "idea-text".into(),
        IdeaField::Agency => "idea-agency".into(),
        IdeaField::Name => "idea-name".into(),
        IdeaField::Detail(detail) => ["idea-", detail.code()].concat(),
    }
}

/// The words of a field.
pub(super) fn label(field: IdeaField) -> &'static str {
    match field {
        IdeaField::Title => t(texts::TITLE),
        IdeaField::Problem => t(texts::PROBLEM),
        IdeaField::Idea => t(texts::IDEA),
        IdeaField::Agency => t(texts::AGENCY),
        IdeaField::Name => t(texts::NAME),
        IdeaField::Detail(detail) => words::question(detail),
    }
}

fn text_of(input: &IdeaInput, field: IdeaField) -> String {
    match field {
        IdeaField::Title => input.title.clone(),
        IdeaField::Problem => input.problem.clone(),
        IdeaField::Idea => input.idea.clone(),
        IdeaField::Agency => input.agency_other.clone(),
        IdeaField::Name => input.name.clone(),
        IdeaField::Detail(detail) => {
            let held = input.details.iter().find(|(of, _)| *of == detail);
            held.map(|(_, text)| text.clone()).unwrap_or_default()
        }
    }
}

fn put(input: &mut IdeaInput, field: IdeaField, text: String) {
    match field {
        IdeaField::Title => input.title = text,
        IdeaField::Problem => input.problem = text,
        IdeaField::Idea => input.idea = text,
        IdeaField::Agency => input.agency_other = text,
        IdeaField::Name => input.name = text,
        IdeaField::Detail(detail) => {
            input.details.retain(|(of, _)| *of != detail);
            if !text.is_empty() {
                input.details.push((detail, text));
                input.details.sort_unstable_by_key(|(of, _)| *of);
            }
        }
    }
}

/// One text of the form.
#[component]
fn Line(
    typed: Typed,
    field: IdeaField,
    chars: usize,
    #[prop(optional)] lines: Lines,
    #[prop(optional)] keyboard: Keyboard,
    #[prop(default = None)] hint: Option<String>,
    #[prop(default = false)] optional: bool,
) -> impl IntoView {
    let optional = optional.then(|| t(common::OPTIONAL).to_owned());
    let autocomplete = if field == IdeaField::Name {
        "name"
    } else {
        "off"
    };
    view! {
        <TextField
            id=if field == IdeaField::Agency { "idea-agency-other".into() } else { field_id(field) }
            label=if field == IdeaField::Agency { t(texts::AGENCY_OTHER) } else { label(field) }
            lines
            keyboard
            autocomplete
            hint
            optional
            limit=Limit { chars, say: say_left }
            value=Signal::derive(move || typed.input.with(|input| text_of(input, field)))
            on_input=move |text: String| typed.change(|input| put(input, field, text))
            error=error_of(typed.errors, field)
        />
    }
}

/// All fields, the needed ones first.
#[component]
pub(super) fn FieldsOf(typed: Typed, id: Option<RecordId>) -> impl IntoView {
    let many = Lines::Many;
    let hint = |text| Some(t(text).to_owned());
    let later = IdeaDetail::ALL.iter().map(move |detail| {
        let field = IdeaField::Detail(*detail);
        view! { <Line typed field chars=IDEA_DETAIL_LIMIT lines=Lines::Many optional=true/> }
    });
    view! {
        <Line typed field=IdeaField::Title chars=IDEA_TITLE_LIMIT/>
        <SimilarIdeas input=typed.input except=id/>
        <Line typed field=IdeaField::Problem chars=IDEA_PROBLEM_LIMIT lines=many hint=hint(texts::PROBLEM_HINT)/>
        <Line typed field=IdeaField::Idea chars=IDEA_TEXT_LIMIT lines=many hint=hint(texts::IDEA_HINT)/>
        <AgencyField typed/>
        <Codes typed/>
        <Author typed fresh=id.is_none()/>
        <Disclosure summary=texts::LATER>{later.collect_view()}</Disclosure>
    }
}

#[component]
fn AgencyField(typed: Typed) -> impl IntoView {
    let app = use_app();
    let other = RwSignal::new(
        typed
            .input
            .with_untracked(|input| input.agency.is_none() && !input.agency_other.is_empty()),
    );
    let options = Memo::new(move |_| {
        let board = app.board();
        let listed = board
            .agencies()
            .iter()
            .map(|agency| Choice::new(agency.id.to_string(), agency.name.get(lang().is_english())));
        let last = Choice::new(OTHER, t(texts::OTHER));
        listed.chain([last]).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || match other.get() {
        true => OTHER.to_owned(),
        false => {
            let chosen = typed.input.with(|input| input.agency);
            chosen.map(|id| id.to_string()).unwrap_or_default()
        }
    });
    let choose = move |value: String| {
        other.set(value == OTHER);
        typed.change(|input| {
            input.agency = RecordId::parse(&value);
            if value != OTHER {
                input.agency_other.clear();
            }
        });
    };
    let error = error_of(typed.errors, IdeaField::Agency);
    view! {
        <Select
            id="idea-agency"
            label=texts::AGENCY
            value
            on_change=choose
            options
            empty=texts::CHOOSE_AGENCY
            error
        />
        <Show when=move || other.get()>
            <Line typed field=IdeaField::Agency chars=NAME_LIMIT/>
        </Show>
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

/// The chips.
#[component]
fn Codes(typed: Typed) -> impl IntoView {
    let read = move |code: fn(&IdeaInput) -> Option<&'static str>| {
        Signal::derive(move || typed.input.with(code).unwrap_or_default().to_owned())
    };
    let shapes = Signal::derive(move || {
        let codes = |input: &IdeaInput| input.shapes.iter().map(|s| s.code().to_owned()).collect();
        typed.input.with(codes)
    });
    let toggle = move |code: String| {
        let Some(shape) = Shape::parse(&code) else {
            return;
        };
        typed.change(
            |input| match input.shapes.iter().position(|held| *held == shape) {
                Some(at) => drop(input.shapes.remove(at)),
                None => {
                    input.shapes.push(shape);
                    input.shapes.sort_unstable();
                }
            },
        );
    };
    let optional = t(common::OPTIONAL);
    view! {
        <RadioChips
            id="idea-form" legend=texts::FORM optional
            options=all(Form::ALL, Form::code, codes::form)
            value=read(|input| input.form.map(Form::code))
            on_change=move |code: String| typed.change(|input| input.form = Form::parse(&code))
        />
        <RadioChips
            id="idea-type" legend=texts::TYPE optional
            options=all(IdeaType::ALL, IdeaType::code, codes::idea_type)
            value=read(|input| input.kind.map(IdeaType::code))
            on_change=move |code: String| typed.change(|input| input.kind = IdeaType::parse(&code))
        />
        <CheckChips
            id="idea-shape" legend=texts::SHAPE optional
            options=all(Shape::ALL, Shape::code, codes::shape)
            chosen=shapes
            on_toggle=toggle
        />
        <RadioChips
            id="idea-novelty" legend=texts::NOVELTY optional
            options=all(Novelty::ALL, Novelty::code, codes::novelty)
            value=read(|input| input.novelty.map(Novelty::code))
            on_change=move |code: String| typed.change(|input| input.novelty = Novelty::parse(&code))
        />
    }
}

/// Who wrote it. A key cannot become anonymous afterwards, so only a new idea asks.
#[component]
fn Author(typed: Typed, fresh: bool) -> impl IntoView {
    let app = use_app();
    let may = Memo::new(move |_| fresh && app.board().settings().anonymous);
    let anonymous = Signal::derive(move || typed.input.with(|input| input.anonymous));
    view! {
        <Show when=move || !anonymous.get()>
            <Line typed field=IdeaField::Name chars=NAME_LIMIT keyboard=Keyboard::Name optional=true/>
        </Show>
        <Show when=move || may.get()>
            <Checkbox
                id="idea-anonymous"
                label=texts::UNNAMED
                checked=anonymous
                on_change=move |on: bool| typed.change(|input| input.anonymous = on)
            />
        </Show>
    }
}
