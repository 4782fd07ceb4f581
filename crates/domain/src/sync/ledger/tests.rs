//! Pushes and pulls over real patches: what is taken, who sees it, under which number, and with which verdict.

use alloc::collections::BTreeSet;
use alloc::string::ToString;
use alloc::vec::Vec;

use ed25519_dalek::SigningKey;

use super::*;
use crate::id::Mark;
use crate::keys::public_key;
use crate::sync::{Cursor, Page, Paging, Reader, Shelf};
use crate::testing::{Replica, nonce};
use crate::view::OTHERS_LIMIT;

const NOW: u64 = 1_605_000_100_000;
const SEAL: &str = r#"{"box":"AAAA"}"#;

/// A server in memory, and the workshop that people write into.
struct Server {
    ledger: Ledger,
    shelf: Shelf,
    commits: u64,
    replica: Replica,
}

impl Server {
    fn new(settings: &str) -> Self {
        let mut replica = Replica::new();
        replica.settle(settings);
        let organiser = public_key(&replica.organiser);
        let settings = Settings {
            workshop: WorkshopId::of(&organiser),
            organiser,
            epoch_ms: 0,
            limits: Limits::default(),
        };
        let mut server = Self {
            ledger: Ledger::new(settings),
            shelf: Shelf::new("e".into(), Mark([0; 8])),
            commits: 0,
            replica,
        };
        server.sync(Role::Organiser);
        server
    }

    fn push(&mut self, role: Role, now: u64, patches: Vec<Patch>) -> Vec<Judgement> {
        let judged = self.ledger.push(role, now, patches);
        if let Some(commit) = self.ledger.settle() {
            self.commits += 1;
            self.shelf.apply(&commit);
            self.shelf
                .mark(self.commits, commit.head, Mark(self.commits.to_be_bytes()));
        }
        judged
    }

    /// Pushes all that was written since.
    fn sync(&mut self, role: Role) -> Vec<Judgement> {
        let missing = self
            .replica
            .records
            .patches()
            .filter(|patch| !self.ledger.records.holds(&patch.id()));
        let missing: Vec<Patch> = missing.map(|patch| Patch::clone(patch)).collect();
        self.push(role, NOW, missing)
    }

    fn page(&self, reader: &Reader, since: &Cursor) -> Page {
        let asked = Paging {
            since: since.clone(),
            epoch: Some("e".into()),
            bytes: 100_000,
        };
        self.shelf.page(reader, &asked)
    }

    fn kinds(&self, reader: &Reader) -> Vec<Kind> {
        let page = self.page(reader, &Cursor::default());
        page.patches
            .iter()
            .map(|(_, patch)| patch.kind().clone())
            .collect()
    }
}

fn person(name: &str) -> SigningKey {
    Replica::person(name)
}

fn holder(name: &str) -> Reader {
    Reader {
        keys: [public_key(&person(name))].into(),
        ..Reader::PARTICIPANT
    }
}

fn idea(server: &mut Server, author: &str, title: &str) -> RecordId {
    let json = [r#"{"title":""#, title, r#"","problem":"p"}"#].concat();
    server
        .replica
        .write(&person(author), Kind::Idea, &nonce(title), &json)
}

fn ballot(server: &mut Server, voter: &str, idea: &RecordId) {
    let json = [r#"{"votes":[[""#, &idea.to_string(), r#"",1]]}"#].concat();
    server
        .replica
        .write(&person(voter), Kind::Ballot, &[], &json);
}

const VOTING: &str = r#"{"title":"w","board.budget":5,"board.cap":1,"board.tally":"hidden"}"#;

#[test]
fn a_push_is_numbered_once_and_pulled_in_order() {
    let mut server = Server::new(VOTING);
    for title in ["a", "b", "c"] {
        idea(&mut server, "Siti", title);
    }
    let judged = server.sync(Role::Participant);
    assert!(judged.iter().all(|judged| judged.outcome == Ok(Taken::New)));
    let seqs: Vec<u64> = judged.iter().map(|judged| judged.seq).collect();
    assert_eq!(seqs, [2, 3, 4]);
    let again: Vec<Patch> = server
        .replica
        .records
        .patches()
        .map(|patch| Patch::clone(patch))
        .collect();
    let again = server.push(Role::Participant, NOW, again);
    assert!(
        again
            .iter()
            .all(|judged| judged.outcome == Ok(Taken::Duplicate))
    );
    let page = server.page(&Reader::PARTICIPANT, &Cursor::default());
    let pulled: Vec<u64> = page.patches.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(
        (pulled, page.more, page.next.seq),
        ([1, 2, 3, 4].into(), false, 4)
    );
    assert!(
        server
            .page(&Reader::PARTICIPANT, &page.next)
            .patches
            .is_empty()
    );
}

#[test]
fn small_pages_give_everything_once_while_others_push() {
    let mut server = Server::new(VOTING);
    let mut since = Cursor::default();
    let mut seen = BTreeSet::new();
    for n in 0..60 {
        idea(&mut server, "Siti", &n.to_string());
        server.sync(Role::Organiser);
        if n % 3 == 0 {
            let asked = Paging {
                since: since.clone(),
                epoch: None,
                bytes: 700,
            };
            let page = server.shelf.page(&Reader::PARTICIPANT, &asked);
            assert!(!page.reset);
            for (_, patch) in &page.patches {
                assert!(seen.insert(patch.id()), "twice");
            }
            since = page.next;
        }
    }
    loop {
        let page = server.page(&Reader::PARTICIPANT, &since);
        assert!(
            page.patches
                .iter()
                .all(|(_, patch)| seen.insert(patch.id()))
        );
        since = page.next;
        if !page.more {
            break;
        }
    }
    assert_eq!(seen.len(), 61);
}

#[test]
fn an_older_write_is_superseded_and_a_deletion_is_final() {
    let mut server = Server::new(VOTING);
    let key = person("Siti");
    idea(&mut server, "Siti", "a");
    let old: Vec<Patch> = server
        .replica
        .records
        .patches()
        .map(|patch| Patch::clone(patch))
        .collect();
    server.replica.write(
        &key,
        Kind::Idea,
        &nonce("a"),
        r#"{"title":"later","problem":"q"}"#,
    );
    server.sync(Role::Participant);
    let judged = server.push(Role::Participant, NOW, old.clone());
    let outcomes: Vec<_> = judged.iter().map(|judged| judged.outcome).collect();
    assert!(outcomes.contains(&Ok(Taken::Superseded)) && outcomes.contains(&Ok(Taken::Duplicate)));
    server.replica.withdraw(&key, Kind::Idea, &nonce("a"));
    server.sync(Role::Participant);
    let page = server.page(&Reader::ORGANISER, &Cursor::default());
    assert_eq!(
        page.patches
            .iter()
            .filter(|(_, patch)| *patch.kind() == Kind::Idea)
            .count(),
        1
    );
    let late = server.push(Role::Participant, NOW, old);
    assert!(
        late.iter()
            .any(|judged| judged.outcome == Ok(Taken::Superseded))
    );
}

#[test]
fn private_records_are_read_by_the_organiser_and_their_author() {
    let mut server = Server::new(VOTING);
    let shown = idea(&mut server, "Siti", "a");
    ballot(&mut server, "Budi", &shown);
    server
        .replica
        .write(&person("Budi"), Kind::Registration, &[], SEAL);
    server.sync(Role::Participant);
    assert_eq!(
        server.kinds(&Reader::PARTICIPANT),
        [Kind::Workshop, Kind::Idea]
    );
    for reader in [Reader::ORGANISER, holder("Budi")] {
        let kinds: BTreeSet<Kind> = server.kinds(&reader).into_iter().collect();
        assert_eq!(
            kinds,
            [Kind::Workshop, Kind::Idea, Kind::Ballot, Kind::Registration].into()
        );
    }
    assert_eq!(server.kinds(&holder("Siti")), [Kind::Workshop, Kind::Idea]);
}

#[test]
fn hidden_counts_show_neither_in_answers_nor_in_heads_until_they_are_revealed() {
    let mut server = Server::new(VOTING);
    let voted = idea(&mut server, "Siti", "a");
    server.sync(Role::Participant);
    let before = server.shelf.head_of(&Reader::PARTICIPANT);
    let cursor = server.page(&Reader::PARTICIPANT, &Cursor::default()).next;
    ballot(&mut server, "Budi", &voted);
    server.sync(Role::Participant);
    assert_eq!(server.shelf.head_of(&Reader::PARTICIPANT), before);
    let page = server.page(&Reader::PARTICIPANT, &cursor);
    assert_eq!((page.tallies.len(), page.next), (0, cursor.clone()));
    let organiser = server.page(&Reader::ORGANISER, &Cursor::default());
    assert_eq!(
        organiser
            .tallies
            .iter()
            .map(|(_, support, _)| support.votes)
            .collect::<Vec<_>>(),
        [1]
    );
    server.replica.settle(r#"{"board.tally":"revealed"}"#);
    server.sync(Role::Organiser);
    let page = server.page(&Reader::PARTICIPANT, &cursor);
    let counts: Vec<_> = page
        .tallies
        .iter()
        .map(|(id, support, _)| (*id, support.voters))
        .collect();
    assert_eq!(counts, [(voted, 1)]);
}

#[test]
fn what_is_shown_again_comes_under_a_new_number() {
    let mut server = Server::new(VOTING);
    let hidden = idea(&mut server, "Siti", "a");
    server.replica.moderate(&hidden, r#"{"hidden":true}"#);
    server.sync(Role::Organiser);
    assert!(!server.kinds(&Reader::PARTICIPANT).contains(&Kind::Idea));
    assert!(server.kinds(&holder("Siti")).contains(&Kind::Idea));
    let cursor = server.page(&Reader::PARTICIPANT, &Cursor::default()).next;
    server.replica.moderate(&hidden, r#"{"hidden":false}"#);
    server.sync(Role::Organiser);
    let page = server.page(&Reader::PARTICIPANT, &cursor);
    assert!(
        page.patches
            .iter()
            .any(|(_, patch)| patch.record() == hidden)
    );
}

#[test]
fn who_sees_nothing_new_is_not_sent_back_to_the_beginning() {
    let mut server = Server::new(r#"{"title":"w"}"#);
    let seen = server.page(&Reader::PARTICIPANT, &Cursor::default()).next;
    // More than as many marks as are kept, of changes that only the organiser sees.
    for n in 1..=10_200 {
        let forgotten = server.shelf.forgets(server.commits + 1);
        assert_ne!(forgotten, Some(1), "the mark that participants hold");
        server.commits += 1;
        let mark = Mark(server.commits.to_be_bytes());
        server
            .shelf
            .mark(server.commits, server.ledger.head() + n, mark);
    }
    assert_eq!(
        server.shelf.forgets(server.commits + 1),
        Some(server.commits + 1 - 10_000)
    );
    assert!(!server.page(&Reader::PARTICIPANT, &seen).reset);
}

#[test]
fn a_timeline_that_is_gone_is_told_by_its_marks() {
    let mut server = Server::new(VOTING);
    idea(&mut server, "Siti", "a");
    server.sync(Role::Participant);
    let next = server.page(&Reader::PARTICIPANT, &Cursor::default()).next;
    assert!(!server.page(&Reader::PARTICIPANT, &next).reset);
    let foreign = Cursor {
        marks: [Mark([9; 8])].into(),
        ..next.clone()
    };
    assert!(server.page(&Reader::PARTICIPANT, &foreign).reset);
    let unmarked = Cursor {
        marks: Vec::new(),
        ..next.clone()
    };
    assert!(server.page(&Reader::PARTICIPANT, &unmarked).reset);
    let elsewhere = Paging {
        since: next,
        epoch: Some("f".into()),
        bytes: 1_000,
    };
    assert!(server.shelf.page(&Reader::PARTICIPANT, &elsewhere).reset);
}

#[test]
fn what_is_refused_says_why_and_changes_nothing() {
    let mut server =
        Server::new(r#"{"title":"w","sync.author_cap":1,"reg.retain_until":"2020-11-01"}"#);
    let head = server.ledger.head();
    let has = |judged: &[Judgement], outcome| judged.iter().any(|judged| judged.outcome == outcome);
    server
        .replica
        .write(&person("Siti"), Kind::Registration, &[], SEAL);
    assert!(has(&server.sync(Role::Participant), Err(Code::Purged)));
    let mut late = Server::new(VOTING);
    idea(&mut late, "Siti", "a");
    let ahead: Vec<Patch> = late
        .replica
        .records
        .patches()
        .map(|patch| Patch::clone(patch))
        .collect();
    let early = late.push(Role::Participant, 1_000_000, ahead);
    assert!(has(&early, Err(Code::ClockAhead)));
    server.replica = Replica::new();
    idea(&mut server, "Siti", "a");
    server.sync(Role::Participant);
    idea(&mut server, "Budi", "b");
    assert!(has(&server.sync(Role::Participant), Err(Code::AuthorCap)));
    assert_eq!(server.ledger.head(), head + 1);
    // The cap is the organiser's own choice, and binds nobody with the organiser's token.
    assert!(has(&server.sync(Role::Organiser), Ok(Taken::New)));
}

#[test]
fn after_retention_a_registration_can_only_be_deleted() {
    let mut server = Server::new(r#"{"title":"w"}"#);
    let key = person("Siti");
    server.replica.write(&key, Kind::Registration, &[], SEAL);
    server.sync(Role::Participant);
    server
        .replica
        .settle(r#"{"reg.retain_until":"2020-11-01"}"#);
    server.sync(Role::Organiser);
    server
        .replica
        .write(&key, Kind::Registration, &[], r#"{"cancelled":true}"#);
    let judged = server.sync(Role::Participant);
    assert_eq!(judged[0].outcome, Err(Code::Purged));
    server.replica.withdraw(&key, Kind::Registration, &[]);
    let judged = server.sync(Role::Participant);
    assert_eq!(judged[0].outcome, Ok(Taken::New));
}

#[test]
fn one_phone_takes_no_more_places_than_it_may() {
    let mut server = Server::new(r#"{"title":"w"}"#);
    let mut hand_in = |n: usize| {
        let nonce = if n == 0 {
            Vec::new()
        } else {
            nonce(&n.to_string())
        };
        server
            .replica
            .write(&person("Siti"), Kind::Registration, &nonce, SEAL);
        server.sync(Role::Participant)[0].verdict
    };
    for n in 1..=OTHERS_LIMIT {
        assert_eq!(hand_in(n), Some(Verdict::Accepted), "{n}");
    }
    assert_eq!(hand_in(OTHERS_LIMIT + 1), Some(Verdict::Waiting(1)));
    assert_eq!(hand_in(0), Some(Verdict::Accepted), "their own");
}

#[test]
fn what_is_held_is_counted_in_bytes() {
    let mut server = Server::new(VOTING);
    idea(&mut server, "Siti", "a");
    server.sync(Role::Participant);
    let held = |server: &Server| {
        let patches = server.ledger.records.patches();
        patches.map(|patch| size(patch)).sum::<u64>()
    };
    let before = server.ledger.bytes();
    assert_eq!(before, held(&server));
    // Takes the place of the one before, moves to a new number, and goes.
    server.replica.write(
        &person("Siti"),
        Kind::Idea,
        &nonce("a"),
        r#"{"title":"b","problem":"q, and more of it"}"#,
    );
    server.sync(Role::Participant);
    assert_eq!(server.ledger.bytes(), held(&server));
    assert!(server.ledger.bytes() > before);
    let id = RecordId::of("idea", &public_key(&person("Siti")), &nonce("a"));
    for json in [r#"{"hidden":true}"#, r#"{"hidden":false}"#] {
        server.replica.moderate(&id, json);
        server.sync(Role::Organiser);
        assert_eq!(server.ledger.bytes(), held(&server));
    }
    server
        .replica
        .withdraw(&person("Siti"), Kind::Idea, &nonce("a"));
    server.sync(Role::Participant);
    assert_eq!(server.ledger.bytes(), held(&server));
}

#[test]
fn places_go_by_arrival_and_the_organiser_outranks_them() {
    let mut server = Server::new(r#"{"title":"w","reg.capacity":1}"#);
    let mut verdicts = Vec::new();
    for name in ["Siti", "Budi", "Tuti"] {
        server
            .replica
            .write(&person(name), Kind::Registration, &[], SEAL);
        verdicts.extend(
            server
                .sync(Role::Participant)
                .iter()
                .map(|judged| judged.verdict),
        );
    }
    let waiting = |n| Some(Verdict::Waiting(n));
    assert_eq!(verdicts, [Some(Verdict::Accepted), waiting(1), waiting(2)]);
    let tuti = RecordId::of("registration", &public_key(&person("Tuti")), &[]);
    let organiser = server.replica.organiser.clone();
    server.replica.write(
        &organiser,
        Kind::Admission,
        &tuti.0,
        r#"{"state":"accepted"}"#,
    );
    server.sync(Role::Organiser);
    server.replica.write(
        &person("Tuti"),
        Kind::Registration,
        &[],
        r#"{"box":"BBBB"}"#,
    );
    let judged = server.sync(Role::Participant);
    assert_eq!(judged[0].verdict, Some(Verdict::Accepted));
    assert!(server.kinds(&holder("Tuti")).contains(&Kind::Admission));
    assert!(!server.kinds(&holder("Budi")).contains(&Kind::Admission));
}

#[test]
fn how_registration_stands_follows_the_settings() {
    let mut server = Server::new(r#"{"title":"w","reg.capacity":1}"#);
    let key = |name| public_key(&person(name));
    for name in ["Siti", "Budi"] {
        let author = person(name);
        server.replica.write(&author, Kind::Registration, &[], SEAL);
        server.sync(Role::Participant);
    }
    let of = |server: &Server, name| {
        let said = server.ledger.standing().of(&[key(name)]);
        said.into_iter().map(|(_, said)| said).collect::<Vec<_>>()
    };
    assert_eq!(server.ledger.standing().taken, Some(1));
    assert_eq!(of(&server, "Siti"), [Verdict::Accepted]);
    assert_eq!(of(&server, "Budi"), [Verdict::Waiting(1)]);
    assert_eq!(of(&server, "Tuti"), []);
    server.replica.settle(r#"{"reg.capacity":2}"#);
    server.sync(Role::Organiser);
    assert_eq!(server.ledger.standing().taken, Some(2));
    assert_eq!(of(&server, "Budi"), [Verdict::Accepted]);
}

#[test]
fn a_clock_that_is_years_behind_gives_no_place() {
    let mut server = Server::new(r#"{"title":"w","reg.capacity":1}"#);
    // The data began anew, after all that was written so far.
    server.ledger.settings.epoch_ms = NOW;
    server
        .replica
        .write(&person("Siti"), Kind::Registration, &[], SEAL);
    let verdict = |judged: Vec<Judgement>| judged[0].verdict;
    assert_eq!(
        verdict(server.sync(Role::Participant)),
        Some(Verdict::Accepted)
    );
    let mut old = Replica::new();
    old.put_clock(NOW - 5 * 365 * 86_400_000);
    old.write(&person("Budi"), Kind::Registration, &[], SEAL);
    let patches: Vec<Patch> = old
        .records
        .patches()
        .map(|patch| Patch::clone(patch))
        .collect();
    let judged = server.push(Role::Participant, NOW + 1_000, patches);
    assert_eq!(verdict(judged), Some(Verdict::Waiting(1)));
    let siti = server.ledger.standing().of(&[public_key(&person("Siti"))]);
    assert_eq!(siti[0].1, Verdict::Accepted);
}

#[test]
fn a_receipt_gives_and_takes_no_place() {
    let mut server = Server::new(r#"{"title":"w","reg.capacity":1}"#);
    let organiser = server.replica.organiser.clone();
    let hand_in = |server: &mut Server, name: &str, json: &str| {
        let id = server
            .replica
            .write(&person(name), Kind::Registration, &[], json);
        (id, server.sync(Role::Participant)[0].verdict)
    };
    let (_, first) = hand_in(&mut server, "Siti", SEAL);
    assert_eq!(first, Some(Verdict::Accepted));
    let (budi, second) = hand_in(&mut server, "Budi", SEAL);
    let waiting = |n| Some(Verdict::Waiting(n));
    assert_eq!(second, waiting(1));
    let word = r#"{"received":"AAAAAAAAAAAAAAAAAAAAAA"}"#;
    server
        .replica
        .write(&organiser, Kind::Admission, &budi.0, word);
    server.sync(Role::Organiser);
    // It is still where it was on the list, and who comes next is behind it.
    let again = r#"{"box":"BBBB"}"#;
    assert_eq!(hand_in(&mut server, "Budi", again).1, waiting(1));
    assert_eq!(hand_in(&mut server, "Tuti", SEAL).1, waiting(2));
    // A word that this version does not know is a decision all the same: no place, and no hope of one.
    let word = r#"{"state":"declined"}"#;
    server
        .replica
        .write(&organiser, Kind::Admission, &budi.0, word);
    server.sync(Role::Organiser);
    assert_eq!(hand_in(&mut server, "Budi", SEAL).1, None);
    assert_eq!(hand_in(&mut server, "Tuti", again).1, waiting(1));
}

#[test]
fn a_flood_is_refused_patch_by_patch() {
    let mut server = Server::new(VOTING);
    for n in 0..70 {
        idea(&mut server, "Siti", &n.to_string());
    }
    idea(&mut server, "Budi", "b");
    let judged = server.sync(Role::Participant);
    let limited = judged
        .iter()
        .filter(|judged| judged.outcome == Err(Code::RateLimited));
    assert_eq!(limited.clone().count(), 10);
    assert!(
        limited
            .clone()
            .all(|judged| judged.retry_after_ms.is_some())
    );
    let budi = RecordId::of("idea", &public_key(&person("Budi")), &nonce("b"));
    assert!(server.ledger.records().get(&budi).is_some());
}

#[test]
fn a_visitor_sees_the_programme_alone() {
    let mut server = Server::new(VOTING);
    let organiser = server.replica.organiser.clone();
    let of = |server: &Server| server.shelf.head_of(&Reader::VISITOR);
    let before = of(&server);
    let first = idea(&mut server, "Siti", "Antrean");
    ballot(&mut server, "Budi", &first);
    server.sync(Role::Participant);
    server.replica.write(
        &organiser,
        Kind::Workshop,
        &[],
        r#"{"board.tally":"revealed"}"#,
    );
    let told = server.sync(Role::Organiser);
    assert_eq!(of(&server), told[0].seq);
    assert!(before < told[0].seq);
    idea(&mut server, "Tuti", "Loket");
    server.sync(Role::Participant);
    assert_eq!(of(&server), told[0].seq);
    server.replica.write(
        &organiser,
        Kind::Session,
        &nonce("s"),
        r#"{"title":"Buka"}"#,
    );
    server.sync(Role::Organiser);
    assert!(of(&server) > told[0].seq);
    let page = server.page(&Reader::VISITOR, &Cursor::default());
    let kinds: Vec<&Kind> = page.patches.iter().map(|(_, patch)| patch.kind()).collect();
    assert!(
        kinds
            .iter()
            .all(|kind| matches!(kind, Kind::Workshop | Kind::Session))
    );
    assert!(page.tallies.is_empty() && kinds.contains(&&Kind::Session));
}
