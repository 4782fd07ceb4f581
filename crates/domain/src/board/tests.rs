use alloc::format;
use alloc::string::ToString;

use proptest::prelude::*;

use super::*;
use crate::keys::public_key;
use crate::testing::{IDEAS, Replica, board, nonce};
use crate::text::Query;
use crate::time::Instant;
use crate::value::Value;
use crate::view::{BallotError, Form, Novelty, Status};

fn person(name: &str) -> Viewer {
    Viewer {
        keys: [public_key(&Replica::person(name))].into(),
        organiser: false,
    }
}

fn idea(n: usize) -> RecordId {
    Replica::idea(IDEAS[n].0, IDEAS[n].2)
}

fn vote(replica: &mut Replica, name: &str, ballot: &Ballot) {
    let json = Value::map([("votes", ballot.to_value())]).to_json();
    replica.write(&Replica::person(name), Kind::Ballot, &[], &json);
}

fn comment(replica: &mut Replica, name: &str, on: &RecordId, text: &str) -> RecordId {
    let json = format!(r#"{{"idea":"{on}","text":"{text}"}}"#);
    replica.write(&Replica::person(name), Kind::Comment, &nonce(text), &json)
}

fn list(board: &Board, filter: &BoardFilter, sort: Sort) -> Vec<RecordId> {
    board
        .list(filter, sort, b"siti")
        .iter()
        .map(|card| card.idea.id)
        .collect()
}

#[test]
fn filters_combine() {
    let replica = board();
    let board = Board::of(&replica.records, &person("siti"));
    let count = |filter: BoardFilter| list(&board, &filter, Sort::Newest).len();
    let all = BoardFilter::default();
    assert_eq!(count(all.clone()), 6);
    let school = Some(replica.id_of(Kind::Agency, "Dinas Pendidikan"));
    assert_eq!(
        count(BoardFilter {
            agency: school,
            ..all.clone()
        }),
        4
    );
    let service = BoardFilter {
        form: Some(Form::Service),
        ..all.clone()
    };
    assert_eq!(
        count(BoardFilter {
            agency: school,
            ..service.clone()
        }),
        2
    );
    assert_eq!(
        count(BoardFilter {
            mine: true,
            ..service
        }),
        2
    );
    let query = |text| BoardFilter {
        query: Query::new(text),
        ..all.clone()
    };
    assert_eq!(
        count(query("ANTREAN rsud")),
        2,
        "title, problem and agency are searched"
    );
    assert_eq!(count(query("biro")), 0);
    assert_eq!(board.count_by_status()[0], (Status::New, 6));
}

#[test]
fn orders_follow_time_comments_and_revealed_support() {
    let mut replica = board();
    for text in ["satu", "dua"] {
        comment(&mut replica, "rina", &idea(0), text);
    }
    replica.organise(Kind::Theme, "t", r#"{"title":"Akses"}"#);
    let organiser = replica.organiser.clone();
    let tally = r#"{"votes":7,"voters":5,"at":"2020-11-11T17:00:00+07:00"}"#;
    replica.write(&organiser, Kind::Tally, &idea(2).0, tally);

    let hidden = Board::of(&replica.records, &person("siti"));
    let all = BoardFilter::default();
    assert_eq!(list(&hidden, &all, Sort::Newest)[0], idea(5));
    assert_eq!(list(&hidden, &all, Sort::FewestComments)[5], idea(0));
    assert_eq!(
        list(&hidden, &all, Sort::Support),
        list(&hidden, &all, Sort::Random)
    );
    assert_eq!(hidden.card(&idea(2)).unwrap().support, None);

    replica.settle(r#"{"board.tally":"revealed"}"#);
    let revealed = Board::of(&replica.records, &person("siti"));
    assert_eq!(list(&revealed, &all, Sort::Support)[0], idea(2));
    assert_eq!(
        revealed.card(&idea(2)).unwrap().support,
        Some(Support {
            votes: 7,
            voters: 5
        })
    );
}

#[test]
fn the_random_order_is_a_persons_own_and_stays() {
    let mut replica = board();
    let all = BoardFilter::default();
    let before = Board::of(&replica.records, &person("siti"));
    let order = before.list(&all, Sort::Random, b"siti");
    assert_ne!(order, before.list(&all, Sort::Random, b"budi"));
    let json = r#"{"title":"Gagasan baru"}"#;
    let new = replica.write(&Replica::person("x"), Kind::Idea, &[0; 8], json);
    let after = Board::of(&replica.records, &person("siti"));
    let mut kept = after.list(&all, Sort::Random, b"siti");
    kept.retain(|card| card.idea.id != new);
    assert_eq!(kept, order);
}

#[test]
fn what_is_hidden_is_seen_by_its_author_and_the_organiser_only() {
    let mut replica = board();
    let rude = comment(&mut replica, "budi", &idea(1), "kasar");
    comment(&mut replica, "rina", &idea(1), "bagus");
    replica.moderate(&idea(2), r#"{"hidden":true,"reason":"rangkap"}"#);
    replica.moderate(&rude, r#"{"hidden":true}"#);

    let siti = Board::of(&replica.records, &person("siti"));
    assert!(siti.card(&idea(2)).is_none());
    let found = siti.find(&replica.records, &idea(2));
    assert_eq!(
        found,
        Found::Hidden {
            reason: Some("rangkap".into())
        }
    );
    assert_eq!(siti.comments(&idea(1)).len(), 1);
    assert_eq!(siti.card(&idea(1)).unwrap().comments, 1);

    let budi = Board::of(&replica.records, &person("budi"));
    assert!(
        budi.card(&idea(2))
            .is_some_and(|card| card.hidden && card.mine)
    );
    assert!(!budi.can_vote(&idea(2)));
    assert!(
        budi.comments(&idea(1))
            .iter()
            .any(|row| row.hidden && row.mine)
    );

    let organiser = Viewer {
        organiser: true,
        ..Viewer::default()
    };
    assert_eq!(Board::of(&replica.records, &organiser).cards().count(), 6);
}

#[test]
fn withdrawn_and_unknown_ideas_are_told_apart() {
    let mut replica = board();
    comment(&mut replica, "rina", &idea(0), "bagus");
    replica.withdraw(&Replica::person("siti"), Kind::Idea, &nonce(IDEAS[0].2));
    let board = Board::of(&replica.records, &person("budi"));
    assert_eq!(board.find(&replica.records, &idea(0)), Found::Withdrawn);
    assert_eq!(
        board.find(&replica.records, &RecordId([1; 16])),
        Found::Unknown
    );
    assert_eq!(
        board.find(&replica.records, &replica.id_of(Kind::Session, "s02")),
        Found::Unknown
    );
    assert_eq!(board.comments(&idea(0)), []);
}

#[test]
fn votes_follow_budget_and_cap() {
    let mut replica = board();
    replica.settle(r#"{"board.budget":2,"board.cap":1}"#);
    for n in [0, 2] {
        let board = Board::of(&replica.records, &person("rina"));
        let ballot = board.cast(&idea(n)).unwrap();
        vote(&mut replica, "rina", &ballot);
    }
    let board = Board::of(&replica.records, &person("rina"));
    assert_eq!((board.votes().used, board.votes().left()), (2, 0));
    assert_eq!(board.votes().dots().collect::<Vec<_>>(), [true, true]);
    assert_eq!(board.cast(&idea(3)), Err(BallotError::NoBudget));
    assert_eq!(board.cast(&idea(0)), Err(BallotError::AtCap));
    let supported = BoardFilter {
        supported: true,
        ..BoardFilter::default()
    };
    assert_eq!(list(&board, &supported, Sort::Newest), [idea(2), idea(0)]);
    assert_eq!(
        Board::of(&replica.records, &person("siti")).votes().used,
        0,
        "others' are unseen"
    );

    vote(&mut replica, "rina", &board.undo(&idea(0)));
    replica.moderate(&idea(2), r#"{"hidden":true}"#);
    let board = Board::of(&replica.records, &person("rina"));
    assert_eq!(
        board.votes().used,
        0,
        "a vote for a hidden idea is free again"
    );
    assert!(board.can_vote(&idea(3)));
}

#[test]
fn merged_ideas_hand_on_comments_and_votes() {
    let mut replica = board();
    comment(&mut replica, "rina", &idea(1), "sama");
    let ballot = Board::of(&replica.records, &person("rina"))
        .cast(&idea(1))
        .unwrap();
    vote(&mut replica, "rina", &ballot);
    replica.moderate(&idea(1), &format!(r#"{{"merged_into":"{}"}}"#, idea(0)));
    let board = Board::of(&replica.records, &person("rina"));
    assert_eq!(board.cards().count(), 5);
    assert_eq!(
        board.find(&replica.records, &idea(1)),
        Found::Merged(idea(0))
    );
    assert_eq!(board.comments(&idea(0)).len(), 1);
    assert_eq!(board.card(&idea(0)).unwrap().my_votes, 1);

    replica.moderate(&idea(0), &format!(r#"{{"merged_into":"{}"}}"#, idea(1)));
    let circle = Board::of(&replica.records, &person("rina"));
    assert_eq!(circle.cards().count(), 6, "a circle hides nothing");
}

#[test]
fn sections_follow_the_themes() {
    let mut replica = board();
    let late = replica.organise(Kind::Theme, "b", r#"{"title":"Akses","order":2}"#);
    let early = replica.organise(Kind::Theme, "a", r#"{"title":"Data","order":1}"#);
    replica.organise(Kind::Theme, "c", r#"{"title":"Kosong","order":3}"#);
    replica.moderate(
        &idea(0),
        &format!(r#"{{"theme":"{late}","status":"adopted"}}"#),
    );
    replica.moderate(&idea(3), &format!(r#"{{"theme":"{early}"}}"#));
    replica.moderate(&idea(4), &format!(r#"{{"theme":"{}"}}"#, RecordId([1; 16])));
    let board = Board::of(&replica.records, &person("rina"));
    let all = board.list(&BoardFilter::default(), Sort::Newest, b"");
    let sections = board.sections(&all);
    let counts: Vec<usize> = sections.iter().map(|section| section.cards.len()).collect();
    assert_eq!(counts, [1, 1, 4]);
    assert_eq!(sections[0].theme.as_ref().unwrap().title, "Data");
    assert_eq!(board.card(&idea(0)).unwrap().status, Status::Adopted);
}

#[test]
fn while_ideas_are_collected_one_sees_ones_own() {
    let mut replica = board();
    replica.settle(r#"{"board.phase":"collect","board.close":"2020-11-11T17:00:00+07:00"}"#);
    let board = Board::of(&replica.records, &person("siti"));
    assert_eq!(board.cards().count(), 2);
    assert!(!board.is_voting());
    let closed = Instant::parse("2020-11-11T17:00:00+07:00").unwrap();
    assert!(board.window(closed.ms() - 1).is_open());
    assert_eq!(board.window(closed.ms()), Window::Closed { closed });
}

#[test]
fn an_edit_is_told() {
    let mut replica = board();
    let title = IDEAS[0].2;
    replica.write(
        &Replica::person("siti"),
        Kind::Idea,
        &nonce(title),
        r#"{"idea":"lebih rinci"}"#,
    );
    let board = Board::of(&replica.records, &person("rina"));
    let idea = &board.card(&idea(0)).unwrap().idea;
    assert!(idea.edited_ms > Some(idea.created_ms));
}

#[test]
fn a_refreshed_board_is_the_board() {
    let mut replica = board();
    let viewer = person("siti");
    let mut held = Board::of(&replica.records, &viewer);
    let changes: [fn(&mut Replica); 6] = [
        |r| {
            let fields = r#"{"title":"Judul lain","form":null}"#;
            r.write(
                &Replica::person("siti"),
                Kind::Idea,
                &nonce(IDEAS[0].2),
                fields,
            );
        },
        |r| r.withdraw(&Replica::person("rina"), Kind::Idea, &nonce(IDEAS[4].2)),
        |r| {
            comment(r, "rina", &idea(1), "bagus");
        },
        |r| {
            r.moderate(&idea(2), r#"{"hidden":true}"#);
        },
        |r| {
            r.moderate(&idea(2), r#"{"hidden":false,"status":"adopted"}"#);
        },
        |r| {
            r.organise(Kind::Agency, "Dinas Pendidikan", r#"{"short":"Dikbud"}"#);
        },
    ];
    for change in changes {
        change(&mut replica);
        held = held.refreshed(&replica.records, &viewer);
        assert_eq!(held, Board::of(&replica.records, &viewer));
    }
    let renamed = BoardFilter {
        query: Query::new("dikbud modul"),
        ..BoardFilter::default()
    };
    assert_eq!(list(&held, &renamed, Sort::Newest), [idea(2)]);
}

proptest! {
    /// Filters only ever leave out, and every order holds the same cards.
    #[test]
    fn orders_are_permutations(seed in any::<u64>(), sort in 0..Sort::ALL.len()) {
        let replica = board();
        let board = Board::of(&replica.records, &person("siti"));
        let mut ids: Vec<RecordId> = board
            .list(&BoardFilter::default(), Sort::ALL[sort], seed.to_string().as_bytes())
            .iter().map(|card| card.idea.id).collect();
        ids.sort_unstable();
        let all: Vec<RecordId> = board.cards().map(|card| card.idea.id).collect();
        prop_assert_eq!(ids, all);
    }

    /// Two filters together show what both show.
    #[test]
    fn filters_together_are_an_intersection(
        form in prop::option::of(0..Form::ALL.len()),
        novelty in prop::option::of(0..Novelty::ALL.len()),
        mine in any::<bool>(),
        typed in "(antrean|kota|si|klinik)?( [a-e])?",
    ) {
        let replica = board();
        let board = Board::of(&replica.records, &person("siti"));
        let one = BoardFilter { form: form.map(|n| Form::ALL[n]), mine, ..BoardFilter::default() };
        let two = BoardFilter {
            novelty: novelty.map(|n| Novelty::ALL[n]),
            query: Query::new(&typed),
            ..BoardFilter::default()
        };
        let both = BoardFilter { form: one.form, mine, ..two.clone() };
        for card in board.cards() {
            prop_assert_eq!(both.shows(card), one.shows(card) && two.shows(card));
        }
    }
}
