//! Live streams: prompt, rare, silent about what their reader may not know, and over when they should be.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use gagas_domain::id::encode;
use gagas_domain::kind::Kind;
use gagas_domain::sync::wire::Poke;
use tokio::time::{Instant, timeout};

use crate::place::Place;
use crate::support::*;

/// A phone that listens.
struct Stream(BodyDataStream);

impl Stream {
    async fn open(server: &Server, token: &str) -> Self {
        let response = server.open(get("events", token)).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "private, no-store");
        Self(response.into_body().into_data_stream())
    }

    /// What comes next within a time; `Err` for silence, `Ok(None)` for the end.
    async fn next(&mut self, within: Duration) -> Result<Option<String>, ()> {
        let next = timeout(within, self.0.next()).await.map_err(|_| ())?;
        Ok(next.map(|part| String::from_utf8(part.unwrap().to_vec()).unwrap()))
    }

    async fn poke(&mut self) -> Poke {
        let text = self.next(SOON).await.unwrap().unwrap();
        let data = text
            .strip_prefix("data:")
            .unwrap()
            .strip_suffix("\n\n")
            .unwrap();
        serde_json::from_str(data).unwrap()
    }

    async fn is_silent(&mut self) -> bool {
        self.next(Duration::from_millis(900)).await.is_err()
    }
}

const SOON: Duration = Duration::from_secs(5);

pub(crate) async fn a_change_is_told_at_once_and_many_together(place: Place) {
    let server = Server::with_workshop(place).await;
    let mut stream = Stream::open(&server, &participant()).await;
    let first = stream.poke().await;
    assert_eq!(first.head, 0);
    assert!(stream.is_silent().await);
    server
        .push(&participant(), &[&Person::number(1).idea(0, START)])
        .await;
    let pushed = Instant::now();
    let second = stream.poke().await;
    assert!(pushed.elapsed() < Duration::from_millis(400));
    let begun = Instant::now();
    for n in 1..10 {
        server
            .push(&participant(), &[&Person::number(1).idea(n, START)])
            .await;
    }
    assert_eq!((first.head, second.head), (0, 1));
    // However long a store takes for them, there is one poke in half a second.
    let (mut last, mut pokes) = (second, 0);
    while last.head < 10 {
        last = stream.poke().await;
        pokes += 1;
        assert!(begun.elapsed() >= Duration::from_millis(450) * pokes);
    }
    assert_eq!(last.epoch, first.epoch);
    assert!(stream.is_silent().await);
}

pub(crate) async fn many_are_told_to_spread_what_they_ask_for(place: Place) {
    let server = Server::with_workshop(place).await;
    let mut streams = Vec::new();
    for _ in 0..101 {
        let mut stream = Stream::open(&server, &participant()).await;
        stream.poke().await;
        streams.push(stream);
    }
    let mut first = streams.swap_remove(0);
    let idea = |n| Person::number(1).idea(n, START);
    server.push(&participant(), &[&idea(1)]).await;
    assert_eq!(first.poke().await.spread, 200);
    drop(streams.pop());
    server.push(&participant(), &[&idea(2)]).await;
    assert_eq!(first.poke().await.spread, 0);
}

pub(crate) async fn a_hidden_ballot_is_not_heard(place: Place) {
    let server = Server::with_workshop(place).await;
    let idea = Person::number(1).idea(1, START);
    server.push(&participant(), &[&idea]).await;
    let mut stream = Stream::open(&server, &participant()).await;
    let mut hears = Stream::open(&server, &organiser()).await;
    let (told, all) = (stream.poke().await, hears.poke().await);
    server
        .push(&participant(), &[&Person::number(2).votes(&idea, START)])
        .await;
    assert!(hears.poke().await.head > all.head);
    assert!(stream.is_silent().await);
    // Whose ballot it is, hears of it.
    let proof = Person::number(2).proof(&Kind::Ballot, START);
    let request =
        asked("GET", &of_workshop("events"), &participant()).header("gagas-author", proof);
    let response = server.open(request.body(Body::empty()).unwrap()).await;
    let mut own = Stream(response.into_body().into_data_stream());
    assert!(own.poke().await.head > told.head);
}

pub(crate) async fn silence_is_broken_every_15_seconds(place: Place) {
    let server = Server::with_workshop(place).await;
    let mut stream = Stream::open(&server, &participant()).await;
    stream.poke().await;
    tokio::time::pause();
    let begun = Instant::now();
    for beat in 1..4 {
        let next = stream.next(Duration::from_secs(60)).await;
        assert_eq!(next.unwrap().unwrap(), ":\n\n");
        assert!(begun.elapsed() <= Duration::from_secs(15 * beat + 1));
    }
}

pub(crate) async fn a_stream_ends_with_what_let_it_in(place: Place) {
    let server = Server::with_workshop(place).await;
    let mut old = Stream::open(&server, &participant()).await;
    old.poke().await;
    server.send(rotate(1, START, &organiser())).await;
    assert_eq!(old.next(SOON).await, Ok(None));

    let next = encode(&ORGANISER.token(1));
    let mut kept = Stream::open(&server, &next).await;
    kept.poke().await;
    let path = of_workshop("");
    let gone = asked("DELETE", path.trim_end_matches('/'), &next);
    assert_eq!(
        server.send(gone.body(Body::empty()).unwrap()).await.status,
        204
    );
    assert_eq!(kept.next(SOON).await, Ok(None));
}

pub(crate) async fn a_stream_ends_when_the_server_stops(place: Place) {
    let server = Server::with_workshop(place).await;
    let mut stream = Stream::open(&server, &participant()).await;
    stream.poke().await;
    server.stop.send_replace(true);
    assert_eq!(stream.next(SOON).await, Ok(None));
}

pub(crate) async fn a_visitors_stream_ends_when_nothing_is_listed_any_more(place: Place) {
    let server = Server::with_workshop(place).await;
    let listed = |flag, ms| decides(Kind::Workshop, &[], ms, flag);
    server
        .push(
            &organiser(),
            &[&listed(r#"{"title":"L","listed":true}"#, START)],
        )
        .await;
    let mut stream = Stream::open(&server, "").await;
    stream.poke().await;
    server
        .push(&organiser(), &[&listed(r#"{"listed":false}"#, START + 1)])
        .await;
    assert_eq!(stream.next(SOON).await, Ok(None));
    assert_eq!(server.send(get("events", "")).await.status, 404);
}
