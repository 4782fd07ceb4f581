//! Links, and what is read from what stands behind their `#`.

use gagas_domain::link::{
    Fragment, Join, bundle_link, organiser_link, participant_link, percent_encode,
};
use gagas_domain::value::Value;

use crate::keys::organiser;
use crate::text::{bytes, list, object, show};

const BASE: &str = "https://gagas.example/jambi/";

pub(crate) fn vectors() -> Value {
    let seed = organiser(0);
    let join = Join::of(&seed, 0);
    let written = [
        ("participant", participant_link(BASE, &join, None)),
        (
            "participant, to a route",
            participant_link(BASE, &join, Some("/agenda?d=2")),
        ),
        (
            "participant, after a rotation",
            participant_link(BASE, &Join::of(&seed, 1), None),
        ),
        ("organiser", organiser_link(BASE, &seed, None)),
        (
            "bundle",
            bundle_link(BASE, &seed.workshop(), b"GGS1").expect("a short link"),
        ),
    ];
    let token = participant_link(BASE, &join, None);
    let token = token.split_once('#').expect("a fragment").1;
    let read = [
        "",
        "#",
        "/agenda?d=2",
        token,
        &format!("{token}&r=%2Fideas%2Fbaru&later=1"),
        &token[..token.len() - 1],
        &format!("{token}&{token}"),
        "o=AA",
        "b=R0dTMQ",
        "b=R0dTMQ==",
        "r=agenda",
        "r=%2",
        "agenda",
        "=1",
    ];
    object([
        ("seed", bytes(&seed.0)),
        ("base", BASE.into()),
        (
            "written",
            list(
                written.map(|(name, link)| object([("name", name.into()), ("link", link.into())])),
            ),
        ),
        (
            "read",
            list(read.map(|text| object([("fragment", text.into()), fragment(text)]))),
        ),
        (
            "percent",
            list(["Ide & usul/é+", "a-z_0.9~"].map(|text| {
                object([
                    ("text", text.into()),
                    ("encoded", percent_encode(text).into()),
                ])
            })),
        ),
    ])
}

fn fragment(text: &str) -> (&'static str, Value) {
    let keys = match Fragment::parse(text) {
        Err(error) => return ("error", show(error)),
        Ok(Fragment::Route(route)) => return ("route", route.into()),
        Ok(Fragment::Keys(keys)) => keys,
    };
    let text = |text: Option<String>| text.map_or(Value::Null, Value::Text);
    (
        "keys",
        object([
            (
                "workshop",
                text(keys.join.as_ref().map(|join| join.workshop().to_string())),
            ),
            (
                "token",
                keys.join.map_or(Value::Null, |join| bytes(&join.token)),
            ),
            (
                "organiser",
                keys.organiser.map_or(Value::Null, |seed| bytes(&seed.0)),
            ),
            ("bundle", text(keys.bundle)),
            ("route", text(keys.route)),
        ]),
    )
}
