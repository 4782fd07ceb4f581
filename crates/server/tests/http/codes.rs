//! Every code of a refused patch, each of which changes nothing and stops no other.

use axum::body::Body;
use gagas_domain::id::{NodeId, WorkshopId, encode};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, MAX_BODY, Patch};
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::Limits;
use gagas_domain::sync::wire::{MAX_REQUEST, Push, Pushed, WirePatch};

use crate::place::Place;
use crate::support::*;

fn wire(patch: &Patch) -> WirePatch {
    WirePatch::of(patch.signed())
}

/// Signs any text as if it were a patch.
fn forced(key: &ed25519_dalek::SigningKey, body: String) -> WirePatch {
    use ed25519_dalek::Signer;
    let signature = key.sign(&[b"gagas-patch-v1\0", body.as_bytes()].concat());
    WirePatch {
        b: body,
        s: encode(&signature.to_bytes()),
    }
}

fn key() -> ed25519_dalek::SigningKey {
    let seed = &Person::number(1).0;
    seed.signing_key(gagas_domain::keys::AuthorRole::Named)
}

/// The body of an idea with something changed.
fn changed(from: &str, to: &str) -> WirePatch {
    let body = Person::number(1).idea(1, START).signed().body.clone();
    assert!(body.contains(from), "{from} is not in {body}");
    forced(&key(), body.replacen(from, to, 1))
}

fn refused() -> Vec<(&'static str, WirePatch)> {
    let person = Person::number(1);
    let idea = person.idea(1, START);
    let tampered = WirePatch {
        b: wire(&idea).b.replace("Gagasan 1", "Gagasan 9"),
        ..wire(&idea)
    };
    let elsewhere = Draft {
        workshop: OTHER.workshop(),
        kind: Kind::Idea,
        nonce: vec![1; 8],
        fields: vec![("title".into(), "x".into())],
    };
    let stamp = Stamp {
        ms: START,
        counter: 0,
    };
    let elsewhere = elsewhere.sign(&key(), stamp, NodeId([7; 8])).unwrap();
    let ahead = person.idea(2, START + 120_001);
    let stranger = Person::number(2).idea(1, START);
    let theirs = stranger.record().to_string();
    let mine = idea.record().to_string();
    let long = ["\"title\":\"", &"x".repeat(MAX_BODY)].concat();
    let deep = ["\"title\":", &"[".repeat(9), &"]".repeat(9), ",\"z\":\""].concat();
    let workshop = format!("\"w\":\"{}\"", ORGANISER.workshop());
    let short = format!("\"w\":\"{}\"", encode(&WorkshopId([0; 16]).0[..15]));
    vec![
        ("bad_json", forced(&key(), "{".into())),
        ("bad_json", changed("\"title\"", "\"Title\"")),
        ("bad_json", changed("{\"v\":1", "{\"v\":1,\"v\":1")),
        ("bad_json", forced(&key(), String::new())),
        ("bad_signature", tampered),
        (
            "bad_signature",
            WirePatch {
                s: "AA".into(),
                ..wire(&idea)
            },
        ),
        (
            "bad_signature",
            WirePatch {
                s: encode(&[0; 64]),
                ..wire(&idea)
            },
        ),
        ("bad_id", changed(&workshop, &short)),
        ("bad_stamp", changed(&format!("[{START},0]"), "[-1,0]")),
        ("bad_stamp", changed(&format!("[{START},0]"), "[1,65536]")),
        ("too_large", changed("\"title\":\"", &long)),
        ("too_deep", changed("\"title\":\"", &deep)),
        ("foreign_workshop", wire(&elsewhere)),
        ("not_author", changed(&mine, &theirs)),
        (
            "not_organiser",
            changed("\"k\":\"idea\"", "\"k\":\"session\""),
        ),
        ("unsupported_version", changed("\"v\":1", "\"v\":2")),
        ("clock_ahead", wire(&ahead)),
    ]
}

pub(crate) async fn each_is_answered_by_its_code_and_changes_nothing(place: Place) {
    let server = Server::with_workshop(place).await;
    let before = server.pull_all(&organiser()).await;
    for (code, patch) in refused() {
        let body = patch.b.chars().take(60).collect::<String>();
        assert_eq!(
            server.push_wire(&participant(), vec![patch]).await,
            [code],
            "{body}"
        );
    }
    let after = server.pull_all(&organiser()).await;
    assert_eq!((before.next, before.patches), (after.next, after.patches));
}

pub(crate) async fn none_delays_another_and_the_order_stays(place: Place) {
    let server = Server::with_workshop(place).await;
    let mut patches = Vec::new();
    let mut expected = Vec::new();
    for (n, (code, bad)) in refused().into_iter().enumerate() {
        patches.push(bad);
        expected.push(code.to_owned());
        let good = Person::number(3).idea(u64::try_from(n).unwrap(), START);
        patches.push(wire(&good));
        expected.push("ok".into());
    }
    let ids: Vec<String> = patches.iter().map(|patch| patch.id().to_string()).collect();
    let answer: Pushed = server
        .send(post(
            "push",
            &participant(),
            &Push {
                patches: patches.clone(),
            },
        ))
        .await
        .json();
    assert_eq!(
        answer
            .results
            .iter()
            .map(|result| result.id.clone())
            .collect::<Vec<_>>(),
        ids
    );
    let codes = answer
        .results
        .into_iter()
        .map(|result| result.code.unwrap_or(result.st));
    assert_eq!(codes.collect::<Vec<_>>(), expected);
    // Replayed: what is there stays there, once.
    let again = server.push_wire(&participant(), patches).await;
    for (first, second) in expected.iter().zip(&again) {
        assert_eq!(second, if first == "ok" { "dup" } else { first });
    }
    let held = server.pull_all(&participant()).await.patches.len();
    assert_eq!(held, expected.iter().filter(|code| *code == "ok").count());
}

pub(crate) async fn a_later_kind_is_to_be_sent_again(place: Place) {
    let server = Server::with_workshop(place).await;
    let body = Person::number(1).idea(1, START).signed().body.clone();
    let record = gagas_domain::id::RecordId::of(
        "poll",
        &gagas_domain::keys::public_key(&key()),
        &1_u64.to_be_bytes(),
    );
    let mine = Person::number(1).idea(1, START).record().to_string();
    let body = body
        .replace("\"k\":\"idea\"", "\"k\":\"poll\"")
        .replace(&mine, &record.to_string());
    let push = Push {
        patches: vec![forced(&key(), body)],
    };
    let answer: Pushed = server
        .send(post("push", &participant(), &push))
        .await
        .json();
    assert_eq!(answer.results[0].code.as_deref(), Some("unknown_kind"));
    assert!(answer.results[0].retry);
    assert!(server.pull_all(&organiser()).await.patches.is_empty());
}

pub(crate) async fn caps_floods_and_retention_refuse_by_code(place: Place) {
    let server = Server::with_workshop(place).await;
    let capped = decides(
        Kind::Workshop,
        &[],
        START,
        r#"{"title":"L","sync.author_cap":1}"#,
    );
    server.push(&organiser(), &[&capped]).await;
    let (one, two) = (Person::number(1), Person::number(2));
    let codes = [wire(&one.idea(1, START)), wire(&two.idea(1, START))];
    assert_eq!(
        server.push_wire(&participant(), codes.into()).await,
        ["ok", "author_cap"]
    );

    let flood: Vec<WirePatch> = (2..70).map(|n| wire(&one.idea(n, START))).collect();
    let answer: Pushed = server
        .send(post("push", &participant(), &Push { patches: flood }))
        .await
        .json();
    let limited: Vec<_> = answer
        .results
        .iter()
        .filter(|result| result.st == "rejected")
        .collect();
    assert_eq!(limited.len(), 9);
    for result in limited {
        assert_eq!(result.code.as_deref(), Some("rate_limited"));
        assert!(
            result.retry
                && result
                    .retry_after
                    .is_some_and(|ms| (1..5_000).contains(&ms))
        );
    }

    let ended = decides(
        Kind::Workshop,
        &[],
        START + 1,
        r#"{"sync.author_cap":99,"reg.retain_until":"2020-01-01"}"#,
    );
    server.push(&organiser(), &[&ended]).await;
    let registration = two.writes(Kind::Registration, &[], START, r#"{"box":"AAAA"}"#);
    assert_eq!(
        server
            .push_wire(&participant(), vec![wire(&registration)])
            .await,
        ["purged"]
    );
}

pub(crate) async fn a_full_workshop_refuses_by_code_and_has_room_again(place: Place) {
    let limits = Limits {
        bytes: 2_000,
        ..Limits::default()
    };
    let server = Server::with_limits(place, limits).await;
    assert_eq!(server.create(&ORGANISER).await.status, 201);
    let person = Person::number(1);
    let long = |n: u8, ms| {
        let json = [r#"{"title":"t","problem":""#, &"a".repeat(900), r#""}"#].concat();
        wire(&person.writes(Kind::Idea, &[n; 8], ms, &json))
    };
    let pushed = [long(1, START), long(2, START), long(3, START)];
    let answer: Pushed = server
        .send(post(
            "push",
            &participant(),
            &Push {
                patches: pushed.into(),
            },
        ))
        .await
        .json();
    let codes: Vec<_> = answer
        .results
        .iter()
        .map(|result| (result.code.as_deref(), result.retry))
        .collect();
    let full = (Some("workshop_full"), true);
    assert_eq!(codes, [(None, false), full, full]);
    // The organiser's word is taken still, by whoever brings it, and so is what makes room.
    let words = decides(Kind::Workshop, &[], START, r#"{"title":"L"}"#);
    let gone = person.writes(Kind::Idea, &[1; 8], START + 1, r#"{"_del":true}"#);
    let pushed = vec![wire(&words), long(2, START), wire(&gone), long(2, START)];
    assert_eq!(
        server.push_wire(&participant(), pushed).await,
        ["ok", "workshop_full", "ok", "ok"]
    );
}

pub(crate) async fn the_late_are_superseded_and_verdicts_are_told(place: Place) {
    let server = Server::with_workshop(place).await;
    let settings = r#"{"title":"L","reg.capacity":1,"board.close":"2026-01-01T00:00:00Z"}"#;
    server
        .push(
            &organiser(),
            &[&decides(Kind::Workshop, &[], START, settings)],
        )
        .await;
    let person = Person::number(1);
    let newer = person.writes(Kind::Idea, &[1; 8], START, r#"{"title":"b"}"#);
    let older = person.writes(Kind::Idea, &[1; 8], START - 1, r#"{"title":"a"}"#);
    let answer = server.push(&participant(), &[&newer, &older]).await;
    assert_eq!(answer.results[0].verdict.as_deref(), Some("late"));
    assert_eq!(answer.results[1].st, "superseded");
    let box_of = |n| Person::number(n).writes(Kind::Registration, &[], START, r#"{"box":"AAAA"}"#);
    let answer = server.push(&participant(), &[&box_of(1), &box_of(2)]).await;
    let verdicts: Vec<_> = answer
        .results
        .iter()
        .map(|result| result.verdict.as_deref())
        .collect();
    assert_eq!(verdicts, [Some("accepted"), Some("waiting 1")]);
}

pub(crate) async fn bodies_counts_and_shapes_are_bounded(place: Place) {
    let server = Server::with_workshop(place).await;
    let raw = |body: Vec<u8>, length: Option<usize>| {
        let mut request = asked("POST", &of_workshop("push"), &participant())
            .header("content-type", "application/json");
        if let Some(length) = length {
            request = request.header("content-length", length);
        }
        request.body(Body::from(body)).unwrap()
    };
    let patch = wire(&Person::number(1).idea(1, START));
    let many = Push {
        patches: vec![
            WirePatch {
                b: "x".into(),
                s: "y".into()
            };
            501
        ],
    };
    let most = Push {
        patches: vec![patch; 100],
    };
    for (request, status, problem) in [
        (
            raw(vec![b' '; MAX_REQUEST + 1], Some(MAX_REQUEST + 1)),
            413,
            "too_large",
        ),
        (raw(vec![b' '; MAX_REQUEST + 1], None), 413, "too_large"),
        (raw(vec![b' '; 100], Some(10)), 413, "too_large"),
        (post("push", &participant(), &many), 413, "too_many"),
        (raw(b"{\"patches\":1}".into(), None), 400, "malformed"),
        (raw(b"".into(), None), 400, "malformed"),
        (
            raw("[".repeat(100_000).into_bytes(), None),
            400,
            "malformed",
        ),
        (
            raw(b"{\"patches\":[{\"b\":1,\"s\":\"\"}]}".into(), None),
            400,
            "malformed",
        ),
        (raw(b"\xff".into(), None), 400, "malformed"),
    ] {
        let answer = server.send(request).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (status, problem)
        );
    }
    let answer: Pushed = server
        .send(post("push", &participant(), &most))
        .await
        .json();
    assert_eq!(answer.results[0].st, "ok");
    assert!(answer.results[1..].iter().all(|result| result.st == "dup"));
}

pub(crate) async fn a_repeated_patch_with_another_signature_is_verified(place: Place) {
    let server = Server::with_workshop(place).await;
    let idea = wire(&Person::number(1).idea(1, START));
    let forged = WirePatch {
        s: encode(&[1; 64]),
        ..idea.clone()
    };
    assert_eq!(
        server.push_wire(&participant(), vec![idea.clone()]).await,
        ["ok"]
    );
    let again = server.push_wire(&participant(), vec![forged, idea]).await;
    assert_eq!(again, ["bad_signature", "dup"]);
}
