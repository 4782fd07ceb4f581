//! Comments that the author of an idea has not read yet.

use alloc::vec::Vec;

use super::Viewer;
use crate::id::{PublicKey, RecordId};
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};
use crate::sorted::SortedSet;

/// The comments of others on one's own ideas that are not among `read`, each behind its idea.
///
/// Ideas that one only supports are left out: a vote is no wish to hear of everything that is said
/// about it. It reads the records, not the board, for it is asked after every change on every page.
#[must_use]
pub fn unread(
    records: &RecordSet,
    viewer: &Viewer,
    read: &SortedSet<RecordId>,
) -> Vec<(RecordId, RecordId)> {
    let organiser = records.of_kind(&Kind::Workshop).next().map(Record::author);
    let mut found = Vec::new();
    for comment in records.of_kind(&Kind::Comment) {
        let idea = comment.text("idea").and_then(RecordId::parse);
        let Some(idea) = idea.and_then(|id| records.get(&id)) else {
            continue;
        };
        let of_others = viewer.keys.contains(&idea.author())
            && !viewer.keys.contains(&comment.author())
            && comment.text("text").is_some();
        if of_others
            && !read.contains(&comment.id())
            && !is_hidden(records, organiser.as_ref(), &comment.id())
        {
            found.push((idea.id(), comment.id()));
        }
    }
    found
}

/// Tells whether the organiser hid a record; the id of the organiser's word follows from it.
fn is_hidden(records: &RecordSet, organiser: Option<&PublicKey>, target: &RecordId) -> bool {
    let word = |key| RecordId::of(Kind::Moderation.name(), key, &target.0);
    let word = organiser.map(word).and_then(|id| records.get(&id));
    word.and_then(|word| word.flag("hidden")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::public_key;
    use crate::testing::{Replica, nonce};

    fn say(replica: &mut Replica, who: &str, idea: &RecordId, text: &str) -> RecordId {
        let json = alloc::format!(r#"{{"idea":"{idea}","text":"{text}"}}"#);
        replica.write(&Replica::person(who), Kind::Comment, &nonce(text), &json)
    }

    #[test]
    fn others_comments_on_ones_own_ideas_are_unread_until_they_were_read() {
        let mut replica = Replica::new();
        replica.settle(r#"{"title":"W"}"#);
        let viewer = Viewer {
            keys: [public_key(&Replica::person("siti"))].into(),
            organiser: false,
        };
        let idea = |replica: &mut Replica, who: &str| {
            let json = r#"{"title":"Antrean"}"#;
            replica.write(&Replica::person(who), Kind::Idea, &nonce(who), json)
        };
        let (own, other) = (idea(&mut replica, "siti"), idea(&mut replica, "budi"));
        say(&mut replica, "siti", &own, "Tambahan saya");
        say(&mut replica, "siti", &other, "Bagus");
        say(&mut replica, "tono", &other, "Setuju");
        let none = SortedSet::new();
        assert_eq!(unread(&replica.records, &viewer, &none), []);
        let first = say(&mut replica, "budi", &own, "Berapa biayanya?");
        let hidden = say(&mut replica, "tono", &own, "Iklan");
        replica.moderate(&hidden, r#"{"hidden":true,"reason":"iklan"}"#);
        assert_eq!(unread(&replica.records, &viewer, &none), [(own, first)]);
        assert_eq!(unread(&replica.records, &viewer, &[first].into()), []);
        // What was read stays read when it is edited; what is withdrawn is nothing to read.
        say(&mut replica, "budi", &own, "Berapa biayanya?");
        assert_eq!(unread(&replica.records, &viewer, &[first].into()), []);
        let budi = Replica::person("budi");
        replica.withdraw(&budi, Kind::Comment, &nonce("Berapa biayanya?"));
        assert_eq!(unread(&replica.records, &viewer, &none), []);
    }
}
