//! Texts that are JSON of the dialect, and texts that only look like it.

use gagas_domain::value::{JsonError, MAX_DEPTH, Value};

use crate::text::{list, object};

pub(crate) fn vectors() -> Value {
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    let mut texts: Vec<String> = [
        "null",
        " [ true , false ] \n",
        "9007199254740991",
        "-9007199254740991",
        "9007199254740992",
        "-9007199254740992",
        "0",
        "-0",
        "00",
        "1.0",
        "1e2",
        "+1",
        "\"\"",
        r#""\u00e9\n\"\\\/""#,
        r#""\ud83d\ude00""#,
        r#""\ud83d""#,
        r#""\ude00\ud83d""#,
        r#""\x""#,
        "\"\t\"",
        "\"\u{7f}\u{2028}\"",
        r#"{"b":1,"a":{"b":2}}"#,
        r#"{"a":1,"a":1}"#,
        r#"{"a":1,"\u0061":1}"#,
        r#"[{"a":{"b":1,"b":2}}]"#,
        r#"{a:1}"#,
        r#"{'a':1}"#,
        "[1,]",
        "{\"a\":1,}",
        "[1 2]",
        "[] []",
        "[]//",
        "NaN",
        "\u{feff}[]",
        "\u{a0}[]",
        "",
        "[",
    ]
    .map(String::from)
    .into();
    texts.extend([MAX_DEPTH, MAX_DEPTH + 1, 500].map(nested));
    list(texts.into_iter().map(|text| {
        let read = match Value::parse(&text, MAX_DEPTH) {
            Ok(value) => ("written", value.to_json().into()),
            Err(JsonError::Syntax) => ("error", "syntax".into()),
            Err(JsonError::TooDeep) => ("error", "too_deep".into()),
        };
        object([("text", text.into()), read])
    }))
}
