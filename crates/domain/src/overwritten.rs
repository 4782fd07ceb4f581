//! One's own words that another of one's devices wrote over.
//!
//! Two devices of one person bear the same keys, and may both change an idea or a comment while they
//! are apart. The later write wins everywhere; what the other device wrote wins nothing, and nobody
//! else would keep it. So a device keeps what was changed on it, and offers it back where the record
//! says something else. It looks at what stands now, never at the order in which patches came, and
//! holds no more than one version of each record: the last one written here.

use alloc::string::String;
use alloc::vec::Vec;

use crate::kind::Kind;
use crate::merge::Record;
use crate::value::Value;
use crate::view::IdeaDetail;

/// What is to be kept after `fields` were written here, with what was kept before.
#[must_use]
pub fn written(held: Option<Value>, fields: &[(String, Value)]) -> Value {
    let mut kept = fields.to_vec();
    if let Some(Value::Map(held)) = held {
        let stays = |name: &String| !fields.iter().any(|(changed, _)| changed == name);
        kept.extend(held.into_iter().filter(|(name, _)| stays(name)));
    }
    Value::Map(kept)
}

/// The words kept of a record in place of which it says something else, by their fields.
#[must_use]
pub fn overwritten(kept: &Value, record: &Record) -> Vec<(String, Value)> {
    let kept = kept.as_map().unwrap_or_default().iter();
    let lost = kept.filter(|(name, words)| {
        let words = words.as_text().unwrap_or_default();
        !words.is_empty()
            && is_prose(record.kind(), name)
            && record.text(name).unwrap_or_default() != words
    });
    lost.cloned().collect()
}

/// Tells whether a field holds what a person put into words: no reference, no code, no name.
fn is_prose(kind: &Kind, field: &str) -> bool {
    match kind {
        Kind::Idea => {
            ["title", "problem", "idea"].contains(&field) || IdeaDetail::parse(field).is_some()
        }
        Kind::Comment => field == "text",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Replica, nonce};

    fn fields(json: &str) -> Vec<(String, Value)> {
        match Value::parse(json, 8) {
            Ok(Value::Map(fields)) => fields,
            _ => Vec::new(),
        }
    }

    fn write(replica: &mut Replica, json: &str) -> Record {
        let key = Replica::person("siti");
        let id = replica.write(&key, Kind::Idea, &nonce("idea"), json);
        replica.records.get(&id).unwrap().clone()
    }

    #[test]
    fn the_words_that_lost_are_offered_and_no_others() {
        let mut replica = Replica::new();
        write(&mut replica, r#"{"title":"A","problem":"P","goal":"G"}"#);
        let here = r#"{"title":"Dari ponsel","goal":"10 menit","form":"service","name":"Siti"}"#;
        let kept = written(None, &fields(here));
        let record = write(&mut replica, here);
        assert_eq!(overwritten(&kept, &record), []);
        // The other device wrote without having seen it, later by its stamp.
        let record = write(&mut replica, r#"{"title":"Dari laptop","problem":"Q"}"#);
        assert_eq!(
            overwritten(&kept, &record),
            fields(r#"{"title":"Dari ponsel"}"#)
        );
        // Both agree again.
        let record = write(&mut replica, r#"{"title":"Dari ponsel"}"#);
        assert_eq!(overwritten(&kept, &record), []);
        let record = write(&mut replica, r#"{"goal":null,"form":"other"}"#);
        assert_eq!(
            overwritten(&kept, &record),
            fields(r#"{"goal":"10 menit"}"#)
        );
    }

    #[test]
    fn the_last_words_written_here_are_kept_once() {
        let first = fields(r#"{"title":"A","problem":"P"}"#);
        let kept = written(None, &first);
        let kept = written(Some(kept), &fields(r#"{"title":"B"}"#));
        assert_eq!(kept.to_json(), r#"{"title":"B","problem":"P"}"#);
        let cleared = written(Some(kept), &fields(r#"{"problem":null}"#));
        let mut replica = Replica::new();
        let record = write(&mut replica, r#"{"title":"B","problem":"Q"}"#);
        assert_eq!(overwritten(&cleared, &record), []);
        let comment = fields(r#"{"idea":"AAAAAAAAAAAAAAAAAAAAAA","text":"Ya","name":"S"}"#);
        let kept = written(None, &comment);
        let key = Replica::person("siti");
        let id = replica.write(&key, Kind::Comment, &nonce("c"), r#"{"text":"Tidak"}"#);
        let record = replica.records.get(&id).unwrap();
        assert_eq!(overwritten(&kept, record), fields(r#"{"text":"Ya"}"#));
    }
}
