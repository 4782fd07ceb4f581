//! The fields of the registration form.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::nip::{Nip, NipAdvice};
use gagas_domain::time::Instant;
use gagas_domain::view::{
    Agency, Attending, Consent, FormErrors, OptionalField, RegistrationField as Field,
    RegistrationInput, RegistrationSettings,
};

use crate::components::{Choice, Keyboard, Lines, RadioChips, Select, TextField, YesNo};
use crate::i18n::{codes, common, errors, lang, registration as texts, t, tf};
use crate::platform::clock;
use crate::state::App;

/// The value of the option for an agency that is not on the list.
const OTHER: &str = "other";

/// The id of a field on the page.
pub(super) fn id(field: Field) -> String {
    let name = match field {
        Field::Name => "name",
        Field::TitlesFront => "front",
        Field::TitlesBack => "back",
        Field::Position => "position",
        Field::Agency => "agency",
        Field::Attending => "attending",
        Field::BehalfOf => "behalf",
        Field::Phone => "phone",
        Field::Email => "email",
        Field::Nip => "nip",
        Field::Rank => "rank",
        Field::Access => "access",
        Field::Consent(at) => return ["reg-consent-", &at.to_string()].concat(),
    };
    ["reg-", name].concat()
}

/// What a field is called.
pub(super) fn label(field: Field, settings: &RegistrationSettings) -> String {
    let text = match field {
        Field::Name => texts::NAME,
        Field::TitlesFront => texts::FRONT,
        Field::TitlesBack => texts::BACK,
        Field::Position => texts::POSITION,
        Field::Agency => texts::AGENCY,
        Field::Attending => texts::ATTENDING,
        Field::BehalfOf => texts::BEHALF_OF,
        Field::Phone => texts::PHONE,
        Field::Email => texts::EMAIL,
        Field::Nip => texts::NIP,
        Field::Rank => texts::RANK,
        Field::Access => texts::ACCESS,
        Field::Consent(at) => {
            let required = settings
                .consents
                .get(at)
                .is_some_and(|consent| consent.required);
            return consent_title(at, required);
        }
    };
    t(text).into()
}

fn consent_title(at: usize, required: bool) -> String {
    let text = if required {
        texts::CONSENT_REQUIRED
    } else {
        texts::CONSENT_FREE
    };
    tf(text, &[&(at + 1).to_string()])
}

/// How a text of the input is read and written.
type Part = fn(&mut RegistrationInput) -> &mut String;

/// What all fields share.
#[derive(Clone, Copy)]
struct Bound {
    input: RwSignal<RegistrationInput>,
    change: Callback<RegistrationInput>,
    errors: RwSignal<FormErrors<Field>>,
}

impl Bound {
    fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let found = self
                .errors
                .with(|all| all.iter().find(|(at, _)| *at == field).map(|(_, e)| *e));
            found.map(errors::field_error)
        })
    }

    fn set(self, change: impl FnOnce(&mut RegistrationInput)) {
        let mut next = self.input.get_untracked();
        change(&mut next);
        self.change.run(next);
    }

    fn text(
        self,
        field: Field,
        part: Part,
        keyboard: Keyboard,
        optional: bool,
        hint: Option<&'static str>,
    ) -> View {
        let value =
            Signal::derive(move || self.input.with(|input| part(&mut input.clone()).clone()));
        let on_input = Callback::new(move |typed: String| self.set(|input| *part(input) = typed));
        let optional = optional.then(|| t(common::OPTIONAL).to_owned());
        let lines = if field == Field::Access {
            Lines::Many
        } else {
            Lines::One
        };
        view! {
            <TextField id=id(field) label=label(field, &RegistrationSettings::default()) value on_input
                error=self.error(field) optional=optional hint=hint.map(str::to_owned) keyboard lines/>
        }
    }
}

/// All fields, as the workshop's settings ask for them.
#[component]
pub(super) fn Fields(
    app: App,
    input: RwSignal<RegistrationInput>,
    change: Callback<RegistrationInput>,
    errors: RwSignal<FormErrors<Field>>,
    settings: Memo<RegistrationSettings>,
) -> impl IntoView {
    let bound = Bound {
        input,
        change,
        errors,
    };
    let asks = move |field| settings.with_untracked(|settings| settings.fields.contains(&field));
    let titles = asks(OptionalField::Titles);
    let consents = settings.with_untracked(|settings| settings.consents.clone());
    let has_consents = !consents.is_empty();
    let consents = consents.into_iter().enumerate();
    let consents = consents
        .map(|(at, consent)| view! { <ConsentField bound at consent/> })
        .collect_view();
    view! {
        {bound.text(Field::Name, |i| &mut i.name, Keyboard::Name, false, Some(t(texts::NAME_HINT)))}
        {titles.then(|| bound.text(Field::TitlesFront, |i| &mut i.titles_front, Keyboard::Code, true, None))}
        {titles.then(|| bound.text(Field::TitlesBack, |i| &mut i.titles_back, Keyboard::Code, true, None))}
        {bound.text(Field::Position, |i| &mut i.position, Keyboard::Text, false, None)}
        <AgencyField app bound/>
        <AttendingField bound/>
        {bound.text(Field::Phone, |i| &mut i.phone, Keyboard::Phone, true, Some(t(texts::CONTACT_HINT)))}
        {bound.text(Field::Email, |i| &mut i.email, Keyboard::Email, true, None)}
        {asks(OptionalField::Nip).then(|| view! { <NipField bound/> })}
        {asks(OptionalField::Rank).then(|| bound.text(Field::Rank, |i| &mut i.rank, Keyboard::Code, true, None))}
        {asks(OptionalField::Access).then(|| bound.text(Field::Access, |i| &mut i.access, Keyboard::Text, true, None))}
        {has_consents.then(|| view! { <h2>{texts::CONSENTS}</h2> })}
        <div class="stack">{consents}</div>
    }
}

#[component]
fn AgencyField(app: App, bound: Bound) -> impl IntoView {
    let agencies = app.with_records_untracked(Agency::all);
    let option =
        |agency: &Agency| Choice::new(agency.id.to_string(), agency.name.get(lang().is_english()));
    let mut options: Vec<Choice> = agencies.iter().map(option).collect();
    options.push(Choice::new(OTHER, t(texts::AGENCY_OTHER)));
    let other = RwSignal::new(
        bound
            .input
            .with_untracked(|input| !input.agency_other.is_empty()),
    );
    let value = Signal::derive(move || match bound.input.with(|input| input.agency) {
        Some(id) => id.to_string(),
        None if other.get() => OTHER.into(),
        None => String::new(),
    });
    let choose = Callback::new(move |chosen: String| {
        other.set(chosen == OTHER);
        bound.set(|input| input.agency = RecordId::parse(&chosen));
    });
    let named = move || {
        let asked = other.get() && bound.input.with(|input| input.agency.is_none());
        asked.then(|| {
            let value =
                Signal::derive(move || bound.input.with(|input| input.agency_other.clone()));
            let on_input =
                Callback::new(move |typed: String| bound.set(|input| input.agency_other = typed));
            view! { <TextField id="reg-agency-name" label=texts::AGENCY_NAME value on_input/> }
        })
    };
    view! {
        <Select id=id(Field::Agency) label=texts::AGENCY value on_change=choose options
            empty=Some(t(texts::AGENCY_CHOOSE).to_owned()) error=bound.error(Field::Agency)/>
        {named}
    }
}

#[component]
fn AttendingField(bound: Bound) -> impl IntoView {
    let options: Vec<Choice> = Attending::ALL
        .iter()
        .map(|code| Choice::new(code.code(), codes::attending(*code)))
        .collect();
    let value = Signal::derive(move || {
        let chosen = bound.input.with(|input| input.attending);
        chosen.map(Attending::code).unwrap_or_default().to_owned()
    });
    let choose = Callback::new(move |chosen: String| {
        bound.set(|input| input.attending = Attending::parse(&chosen))
    });
    let behalf = Memo::new(move |_| {
        bound
            .input
            .with(|input| input.attending == Some(Attending::Behalf))
    });
    view! {
        <RadioChips id=id(Field::Attending) legend=texts::ATTENDING value on_change=choose options
            error=bound.error(Field::Attending)/>
        {move || behalf.get().then(|| bound.text(Field::BehalfOf, |i| &mut i.behalf_of, Keyboard::Name, true, None))}
    }
}

#[component]
fn NipField(bound: Bound) -> impl IntoView {
    let advice = Memo::new(move |_| {
        let typed = bound.input.with(|input| input.nip.clone());
        if typed.chars().filter(char::is_ascii_digit).count() < 9 {
            return None;
        }
        Some(match Nip::judge(&typed) {
            Ok(nip) if !nip.is_unusual() => return None,
            Err(NipAdvice::NineDigits) => t(texts::NIP_NINE),
            _ => t(texts::NIP_ODD),
        })
    });
    view! {
        {bound.text(Field::Nip, |i| &mut i.nip, Keyboard::Digits, true, Some(t(texts::NIP_HINT)))}
        <p class="meta" aria-live="polite">{advice}</p>
    }
}

#[component]
fn ConsentField(bound: Bound, at: usize, consent: Consent) -> impl IntoView {
    let text = consent.text.get(lang().is_english()).to_owned();
    let (key, version) = (StoredValue::new(consent.id), consent.version);
    let value = Signal::derive(move || {
        key.with_value(|key| bound.input.with(|input| input.choice(key, version)))
    });
    let choose = Callback::new(move |yes: bool| {
        let now = clock::now_ms();
        let at = Instant::new(now, clock::offset_minutes(now));
        key.with_value(|key| bound.set(|input| input.choose(key, version, yes, at)));
    });
    view! {
        <YesNo id=id(Field::Consent(at)) legend=consent_title(at, consent.required) yes=t(texts::YES)
            no=t(texts::NO) value on_change=choose error=bound.error(Field::Consent(at))>
            <p>{text}</p>
        </YesNo>
    }
}
