//! Pages: whole, in order, for their reader only, and nothing skipped while others push.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use gagas_domain::kind::Kind;
use gagas_domain::patch::Patch;
use gagas_domain::sync::wire::{MAX_REQUEST, Pulled};
use gagas_domain::sync::{Limits, Rate};

use crate::place::Place;
use crate::support::*;

const FREE: Rate = Rate {
    burst: 1_000_000,
    per_minute: 1_000_000,
};
const UNLIMITED: Limits = Limits {
    author: FREE,
    workshop: FREE,
    new_authors: FREE,
    bytes: u64::MAX,
};

const WRITERS: u32 = 8;
const EACH: u64 = 60;

async fn unlimited(place: Place) -> Server {
    let server = Server::with_limits(place, UNLIMITED).await;
    server.create(&ORGANISER).await;
    server
}

pub(crate) async fn pages_are_bounded_compressed_and_whole(place: Place) {
    let server = unlimited(place).await;
    let text = "Antrean \\\"panjang\\\" di loket ".repeat(150);
    let ideas: Vec<Patch> = (0..200)
        .map(|n: u64| {
            let json = format!(r#"{{"title":"{n}","problem":"{text}"}}"#);
            Person::number(1).writes(Kind::Idea, &n.to_be_bytes(), START, &json)
        })
        .collect();
    for part in ideas.chunks(40) {
        server
            .push(&participant(), &part.iter().collect::<Vec<_>>())
            .await;
    }
    let (mut since, mut seen, mut pages) = ("0".to_owned(), Vec::new(), 0);
    loop {
        let answer = server
            .send(get(&["pull?since=", &since].concat(), &participant()))
            .await;
        assert!(answer.body.len() <= MAX_REQUEST, "{}", answer.body.len());
        let page: Pulled = answer.json();
        assert_eq!(page.now, START);
        seen.extend(page.patches.iter().map(|patch| patch.seq));
        (since, pages) = (page.next, pages + 1);
        if !page.more {
            break;
        }
    }
    assert!(
        pages > 3 && seen.is_sorted() && seen.len() == 200,
        "{pages} {}",
        seen.len()
    );

    // The same page for a browser that takes brotli, twice, with a clock that went on.
    for _ in 0..2 {
        let now = server.wait(1_234);
        let mut request = get("pull?since=0", &participant());
        request
            .headers_mut()
            .insert("accept-encoding", "gzip, br".parse().unwrap());
        let answer = server.send(request).await;
        assert_eq!(answer.headers["content-encoding"], "br");
        let mut plain = Vec::new();
        let mut reader = brotli::Decompressor::new(&*answer.body, 4_096);
        std::io::Read::read_to_end(&mut reader, &mut plain).unwrap();
        let page: Pulled = serde_json::from_slice(&plain).unwrap();
        assert_eq!((page.now, page.more), (now, true));
    }
}

pub(crate) async fn everybody_reads_their_own_and_the_organiser_all(place: Place) {
    let server = Server::with_workshop(place).await;
    let (one, two) = (Person::number(1), Person::number(2));
    let idea = one.idea(1, START);
    let (mine, theirs) = (one.votes(&idea, START), two.votes(&idea, START));
    server.push(&participant(), &[&idea, &mine, &theirs]).await;
    let bodies = async |proofs: Vec<String>| {
        let mut request = asked("GET", &of_workshop("pull"), &participant());
        for proof in proofs {
            request = request.header("gagas-author", proof);
        }
        let answer = server.send(request.body(Body::empty()).unwrap()).await;
        let page: Pulled = answer.json();
        page.patches
            .into_iter()
            .map(|patch| patch.b)
            .collect::<Vec<_>>()
    };
    let body = |patch: &Patch| patch.signed().body.clone();
    assert_eq!(bodies(vec![]).await, [body(&idea)]);
    let proof = one.proof(&Kind::Ballot, START);
    assert_eq!(
        bodies(vec![proof.clone()]).await,
        [body(&idea), body(&mine)]
    );
    let both = [&*proof, ", ", &two.proof(&Kind::Ballot, START)].concat();
    assert_eq!(
        bodies(vec![both]).await,
        [body(&idea), body(&mine), body(&theirs)]
    );
    assert_eq!(server.pull_all(&organiser()).await.patches.len(), 3);

    let stale = one.proof(&Kind::Ballot, START - 600_001);
    let other = one.proof(&Kind::Ballot, START).replacen('A', "B", 1);
    for (proofs, problem) in [
        (vec![stale], "clock"),
        (vec!["x".into()], "malformed"),
        (vec![proof.clone(); 5], "malformed"),
        (
            vec![[&other[..1], &proof[1..proof.len() - 1], "A"].concat()],
            "bad_signature",
        ),
    ] {
        let mut request = asked("GET", &of_workshop("pull"), &participant());
        for proof in proofs {
            request = request.header("gagas-author", proof);
        }
        let answer = server.send(request.body(Body::empty()).unwrap()).await;
        let found = answer.problem();
        assert!(
            found == problem || (problem == "bad_signature" && found == "malformed"),
            "{found}"
        );
    }
}

pub(crate) async fn what_is_theirs_alone_comes_in_its_place_among_pages_for_all(place: Place) {
    let server = unlimited(place).await;
    let one = Person::number(1);
    let text = "Antrean panjang di loket ".repeat(150);
    let mut own = Vec::new();
    for n in 0..160_u64 {
        let json = format!(r#"{{"title":"{n}","problem":"{text}"}}"#);
        let idea = Person::number(2).writes(Kind::Idea, &n.to_be_bytes(), START, &json);
        server.push(&participant(), &[&idea]).await;
        if n % 70 == 30 {
            let mine = one.votes(&idea, START + n);
            own.push(mine.signed().body.clone());
            server.push(&participant(), &[&mine]).await;
        }
    }
    // One register: only its last state is held.
    own.drain(..own.len() - 1);
    let (mut since, mut seen, mut pages) = ("0".to_owned(), Vec::new(), 0);
    loop {
        let request = asked(
            "GET",
            &of_workshop(&["pull?since=", &since].concat()),
            &participant(),
        );
        let request = request.header("gagas-author", one.proof(&Kind::Ballot, START));
        let page: Pulled = server
            .send(request.body(Body::empty()).unwrap())
            .await
            .json();
        seen.extend(page.patches.into_iter().map(|patch| (patch.seq, patch.b)));
        (since, pages) = (page.next, pages + 1);
        if !page.more {
            break;
        }
    }
    assert!(pages > 2, "{pages}");
    assert!(seen.is_sorted_by_key(|(seq, _)| *seq));
    assert_eq!(seen.len(), 161);
    assert!(seen.iter().any(|(_, body)| *body == own[0]));
}

pub(crate) async fn whoever_asks_reads_how_registration_stands(place: Place) {
    let server = Server::with_workshop(place).await;
    let settings = |at, json| decides(Kind::Workshop, &[], at, json);
    let first = settings(START, r#"{"title":"L","reg.capacity":1}"#);
    server.push(&organiser(), &[&first]).await;
    let (one, two) = (Person::number(1), Person::number(2));
    for person in [&one, &two] {
        let registration = person.writes(Kind::Registration, &[], START, r#"{"box":"AAAA"}"#);
        server.push(&participant(), &[&registration]).await;
    }
    let standing = async |person: Option<&Person>| {
        let mut request = asked("GET", &of_workshop("pull"), &participant());
        if let Some(person) = person {
            request = request.header("gagas-author", person.proof(&Kind::Registration, START));
        }
        let page: Pulled = server
            .send(request.body(Body::empty()).unwrap())
            .await
            .json();
        let said = page.verdicts.into_iter().map(|(_, said)| said);
        (page.taken, said.collect::<Vec<_>>())
    };
    assert_eq!(standing(None).await, (Some(1), vec![]));
    assert_eq!(
        standing(Some(&one)).await,
        (Some(1), vec!["accepted".into()])
    );
    assert_eq!(
        standing(Some(&two)).await,
        (Some(1), vec!["waiting 1".into()])
    );
    // A later word of the organiser changes what was said before.
    let more = settings(START + 1, r#"{"reg.capacity":2}"#);
    server.push(&organiser(), &[&more]).await;
    assert_eq!(
        standing(Some(&two)).await,
        (Some(2), vec!["accepted".into()])
    );
    let none = settings(START + 2, r#"{"reg.capacity":null}"#);
    server.push(&organiser(), &[&none]).await;
    assert_eq!(standing(None).await, (None, vec![]));
}

pub(crate) async fn hidden_counts_do_not_leak(place: Place) {
    let server = Server::with_workshop(place).await;
    let hidden = decides(
        Kind::Workshop,
        &[],
        START,
        r#"{"title":"L","board.budget":3,"board.cap":1,"board.tally":"hidden"}"#,
    );
    let idea = Person::number(1).idea(1, START);
    server.push(&organiser(), &[&hidden, &idea]).await;
    let before = server.pull_all(&participant()).await;
    for n in 10..20 {
        let ballot = Person::number(n).votes(&idea, START);
        let pushed = server.push(&participant(), &[&ballot]).await;
        let head = pushed.head.split('.').next().unwrap();
        assert_eq!(head, before.next.split('.').next().unwrap());
    }
    let after = server.pull_all(&participant()).await;
    assert_eq!((&after.next, after.patches.len()), (&before.next, 2));
    assert!(after.tallies.is_empty());
    let more = server
        .pull(
            &participant(),
            &format!("since={}&epoch={}", before.next, before.epoch),
        )
        .await;
    assert_eq!(
        (more.next, more.patches.len(), more.tallies.len()),
        (before.next, 0, 0)
    );
    assert_eq!(server.pull_all(&organiser()).await.tallies[0].1, 10);
    let shown = decides(
        Kind::Workshop,
        &[],
        START + 1,
        r#"{"board.tally":"revealed"}"#,
    );
    server.push(&organiser(), &[&shown]).await;
    assert_eq!(server.pull_all(&participant()).await.tallies[0].1, 10);
}

pub(crate) async fn nothing_new_costs_little(place: Place) {
    let server = unlimited(place).await;
    let ideas: Vec<Patch> = (0..200).map(|n| Person::number(1).idea(n, START)).collect();
    let pushed = ideas.iter().collect::<Vec<_>>();
    server.push(&participant(), &pushed).await;
    let held = server.pull_all(&participant()).await;
    // What a phone asks every half minute, with proofs of its keys.
    let query = format!("pull?since={}&epoch={}", held.next, held.epoch);
    let kinds = [Kind::Ballot, Kind::Registration, Kind::Idea];
    let proofs = kinds.map(|kind| Person::number(1).proof(&kind, START));
    let request = asked("GET", &of_workshop(&query), &participant())
        .header("gagas-author", proofs.join(", "))
        .body(Body::empty())
        .unwrap();
    let lines = |headers: &axum::http::HeaderMap| {
        let line = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
            name.as_str().len() + value.len() + 4
        };
        headers.iter().map(line).sum::<usize>()
    };
    let question = request.uri().to_string().len() + lines(request.headers());
    let answer = server.send(request).await;
    assert!(answer.json::<Pulled>().patches.is_empty());
    let (head, body) = (lines(&answer.headers), answer.body.len());
    println!("{question} bytes asked, {head} + {body} bytes answered");
    assert!(
        question < 1_000 && head < 1_200 && body < 150,
        "{question} {head} {body}"
    );
}

pub(crate) async fn a_cursor_of_another_timeline_begins_anew(place: Place) {
    let server = Server::with_workshop(place).await;
    server
        .push(&participant(), &[&Person::number(1).idea(1, START)])
        .await;
    let held = server.pull_all(&participant()).await;
    let same = format!("since={}&epoch={}", held.next, held.epoch);
    assert!(!server.pull(&participant(), &same).await.reset);
    for query in [
        format!("since={}&epoch=other", held.next),
        format!("since=1.AAAAAAAAAAA&epoch={}", held.epoch),
        "since=1".to_owned(),
    ] {
        let page = server.pull(&participant(), &query).await;
        assert_eq!(
            (page.reset, page.next.as_str(), page.patches.len()),
            (true, "0", 0),
            "{query}"
        );
    }
    assert_eq!(
        server
            .send(get("pull?since=x", &participant()))
            .await
            .problem(),
        "malformed"
    );
}

pub(crate) async fn two_pollers_skip_nothing_while_many_push(place: Place) {
    let server = Arc::new(unlimited(place).await);
    let mut tasks = Vec::new();
    for writer in 0..WRITERS {
        let server = Arc::clone(&server);
        tasks.push(tokio::spawn(async move {
            for n in 0..EACH {
                let idea = Person::number(writer).idea(n, START);
                let pushed = server.push(&participant(), &[&idea]).await;
                assert_eq!(pushed.results[0].st, "ok");
            }
        }));
    }
    let poll = async |server: Arc<Server>| {
        let whole = usize::try_from(EACH).unwrap() * usize::try_from(WRITERS).unwrap();
        let (mut since, mut seqs) = ("0".to_owned(), Vec::new());
        let mut ids = BTreeSet::new();
        while ids.len() < whole {
            let page = server
                .pull(&participant(), &["since=", &since].concat())
                .await;
            assert!(!page.reset);
            for patch in page.patches {
                seqs.push(patch.seq);
                assert!(ids.insert(patch.b));
            }
            since = page.next;
        }
        assert!(seqs.is_sorted());
        ids
    };
    let (one, two) = tokio::join!(
        tokio::spawn(poll(Arc::clone(&server))),
        tokio::spawn(poll(Arc::clone(&server)))
    );
    assert_eq!(one.unwrap(), two.unwrap());
    for task in tasks {
        task.await.unwrap();
    }
}
