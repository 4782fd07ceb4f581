//! How the files are written: two levels opened, the rest a line each, so that changes read well.

use gagas_domain::value::Value;

/// A map of `name: value` pairs, in order.
pub(crate) fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::map(entries)
}

/// A list of whatever can be a value.
pub(crate) fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Value {
    Value::List(items.into_iter().map(Into::into).collect())
}

/// A text of whatever can be shown.
pub(crate) fn show(what: impl ToString) -> Value {
    Value::Text(what.to_string())
}

/// Bytes as base64url.
pub(crate) fn bytes(bytes: &[u8]) -> Value {
    show(gagas_domain::id::encode(bytes))
}

/// A number that is known to fit.
pub(crate) fn number(number: impl TryInto<i64>) -> Value {
    Value::Int(number.try_into().ok().expect("a number that fits"))
}

pub(crate) fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, value: &Value, level: usize) {
    let items: Vec<(Option<&str>, &Value)> = match value {
        Value::List(items) if level < 2 => items.iter().map(|item| (None, item)).collect(),
        Value::Map(items) if level < 3 => items.iter().map(|(k, v)| (Some(&**k), v)).collect(),
        flat => return out.push_str(&flat.to_json()),
    };
    let (open, close) = match value {
        Value::List(_) => ('[', ']'),
        _ => ('{', '}'),
    };
    out.push(open);
    for (at, (key, item)) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(level + 1));
        if let Some(key) = key {
            out.push_str(&Value::from(*key).to_json());
            out.push_str(": ");
        }
        write(out, item, level + 1);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(level));
    out.push(close);
}
