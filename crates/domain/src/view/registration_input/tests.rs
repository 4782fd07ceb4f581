use super::*;
use crate::view::Consent;

fn head() -> RegistrationInput {
    RegistrationInput {
        name: " Siti  Aminah ".into(),
        titles_front: "Dra. Hj.".into(),
        titles_back: "M.Si.".into(),
        position: "Kepala Dinas Pendidikan".into(),
        agency: Some(RecordId([1; 16])),
        attending: Some(Attending::Holder),
        phone: "0812-3456 7890".into(),
        nip: "19860926 201505 2 001".into(),
        ..RegistrationInput::default()
    }
}

fn settings() -> RegistrationSettings {
    let consent = |id: &str, required| Consent {
        id: id.into(),
        version: 2,
        text: crate::view::LocalText::default(),
        required,
    };
    RegistrationSettings {
        consents: [consent("data", true), consent("photo", false)].into(),
        ..RegistrationSettings::default()
    }
}

fn at(ms: i64) -> Instant {
    Instant::new(ms, 420)
}

#[test]
fn a_box_reads_back_and_keeps_what_it_does_not_know() {
    let made = head()
        .validate(&RegistrationSettings::default(), None, [7; 16])
        .unwrap();
    assert_eq!(made.details.phone, "081234567890");
    assert_eq!(made.details.nip, "198609262015052001");
    assert_eq!(made.full_name(), "Dra. Hj. Siti Aminah, M.Si.");
    let mut json = made.to_value().to_json();
    assert_eq!(
        Registration::from_value(&Value::parse(&json, 8).unwrap()),
        Some(made.clone())
    );

    json.insert_str(1, r#""meal":{"v":[1]},"#);
    let newer = Registration::from_value(&Value::parse(&json, 8).unwrap()).unwrap();
    let edited = RegistrationInput {
        position: "Plt. Kepala".into(),
        ..newer.details.clone()
    };
    let edited = edited.validate(&RegistrationSettings::default(), Some(&newer), [9; 16]);
    let edited = edited.unwrap();
    assert_eq!(edited.ticket, [7; 16]);
    assert!(edited.to_value().get("meal").is_some());
    assert_eq!(RegistrationInput::read(&head().draft()), head());
    assert_eq!(Registration::from_value(&head().draft()), None, "no ticket");
}

#[test]
fn errors_name_their_fields() {
    use RegistrationField::{Agency, Attending, Consent, Email, Name, Phone, Position};
    let empty = RegistrationInput::default();
    let errors = empty.validate(&settings(), None, [0; 16]).unwrap_err();
    let fields: Vec<RegistrationField> = errors.iter().map(|(field, _)| *field).collect();
    assert_eq!(
        fields,
        [Name, Position, Agency, Attending, Phone, Consent(0)]
    );
    assert_eq!(errors[4].1, FieldError::ContactRequired);
    let wrong = RegistrationInput {
        phone: "12".into(),
        email: "a@b".into(),
        ..head()
    };
    let errors = wrong
        .validate(&RegistrationSettings::default(), None, [0; 16])
        .unwrap_err();
    assert_eq!(
        errors,
        [(Phone, FieldError::BadPhone), (Email, FieldError::BadEmail)]
    );
    let by_mail = RegistrationInput {
        phone: String::new(),
        email: "a@b.id".into(),
        ..head()
    };
    assert!(
        by_mail
            .validate(&RegistrationSettings::default(), None, [0; 16])
            .is_ok()
    );
}

#[test]
fn consent_is_chosen_not_assumed_and_can_be_withdrawn() {
    let mut input = head();
    assert_eq!(input.choice("data", 2), None);
    input.choose("data", 2, true, at(1000));
    input.choose("data", 2, true, at(2000));
    assert_eq!(
        input.consents[0].at,
        Some(at(1000)),
        "the first time counts"
    );
    assert_eq!(input.choice("data", 3), None, "another text is asked anew");
    assert!(input.validate(&settings(), None, [0; 16]).is_ok());
    input.choose("data", 2, false, at(3000));
    assert_eq!(
        (input.consents.len(), input.consents[0].at),
        (1, Some(at(3000)))
    );
    assert!(input.validate(&settings(), None, [0; 16]).is_err());
}

#[test]
fn the_longest_box_fits_a_patch() {
    let full = |limit: usize| "😀".repeat(limit);
    let mut input = RegistrationInput {
        name: full(NAME_LIMIT),
        titles_front: full(TITLES_LIMIT),
        titles_back: full(TITLES_LIMIT),
        position: full(POSITION_LIMIT),
        agency: None,
        agency_other: full(NAME_LIMIT),
        attending: Some(Attending::Behalf),
        behalf_of: full(NAME_LIMIT),
        email: ["a".repeat(EMAIL_LIMIT - 5), "@b.id".into()].concat(),
        phone: "+12345678901234".into(),
        nip: full(CODE_LIMIT),
        rank: full(CODE_LIMIT),
        access: full(ACCESS_LIMIT),
        ..RegistrationInput::default()
    };
    for n in 0..CONSENT_LIMIT {
        input.choose(
            &alloc::format!("purpose_{n}"),
            12,
            true,
            at(1_605_000_000_000),
        );
    }
    let made = input
        .validate(&RegistrationSettings::default(), None, [255; 16])
        .unwrap();
    // Sealing adds the length, the key, the tag and the padding; deflate at worst 5 bytes a
    // block; base64 a third.
    let sealed = (made.to_value().to_json().len() + 4 + 5 + 63 + 32 + 16) * 4 / 3;
    assert!(sealed < crate::patch::MAX_BODY - 700, "{sealed}");
}
