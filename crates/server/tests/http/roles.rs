//! Each route by everybody who may knock.

use axum::body::Body;
use axum::http::Request;
use gagas_domain::id::encode;
use gagas_domain::kind::Kind;
use gagas_domain::sync::wire::{Create, Created, Push, Rotated};
use gagas_server::http::Peer;

use crate::place::Place;
use crate::support::*;

/// What everybody gets who has no business here.
async fn nothing(server: &Server) -> Vec<u8> {
    let path = ["/api/v1/w/", &OTHER.workshop().to_string(), "/pull"].concat();
    let request = asked("GET", &path, &organiser())
        .body(Body::empty())
        .unwrap();
    let answer = server.send(request).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (404, "not_found")
    );
    answer.body
}

pub(crate) async fn every_route_for_every_role(place: Place) {
    let server = Server::with_workshop(place).await;
    let nothing = nothing(&server).await;
    let empty = Push::default();
    let (revoked, foreign) = (encode(&ORGANISER.token(7)), encode(&OTHER.token(0)));
    type Route = (&'static str, fn(&str) -> Request<Body>, [u16; 3]);
    let routes: [Route; 4] = [
        ("pull", |token| get("pull", token), [404, 200, 200]),
        ("events", |token| get("events", token), [404, 200, 200]),
        (
            "push",
            |token| post("push", token, &Push::default()),
            [404, 200, 200],
        ),
        ("rotate", |token| rotate(0, START, token), [404, 404, 200]),
    ];
    for (name, request, [none, ours, organisers]) in routes {
        for (token, status) in [
            ("", none),
            (&*participant(), ours),
            (&*organiser(), organisers),
            (&*revoked, 404),
            (&*foreign, 404),
            ("not base64url!", 404),
        ] {
            let response = server.open(request(token)).await;
            assert_eq!(response.status(), status, "{name} {token}");
            if status == 404 {
                let body = axum::body::to_bytes(response.into_body(), 9_999)
                    .await
                    .unwrap();
                assert_eq!(body, nothing, "{name} {token}");
            }
        }
    }
    for token in ["", &participant(), &revoked, &foreign] {
        let gone = asked("DELETE", of_workshop("").trim_end_matches('/'), token);
        let answer = server.send(gone.body(Body::empty()).unwrap()).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body),
            (404, &nothing),
            "{token}"
        );
    }
    // Neither a bad id nor a bad body tells whether a token holds.
    for path in ["/api/v1/w/x/pull", "/api/v1/w/x/events", "/api/v1/none"] {
        let answer = server
            .send(
                asked("GET", path, &organiser())
                    .body(Body::empty())
                    .unwrap(),
            )
            .await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body),
            (404, &nothing),
            "{path}"
        );
    }
    assert_eq!(
        server.send(post("push", &revoked, &"nonsense")).await.body,
        nothing
    );
    assert_eq!(server.send(post("push", "", &empty)).await.body, nothing);
}

pub(crate) async fn whoever_is_here_or_has_the_token_creates(place: Place) {
    let server = Server::new(place).await;
    let made: Created = server.create(&ORGANISER).await.json();
    assert_eq!(made.w, ORGANISER.workshop().to_string());
    let again = server.create(&ORGANISER).await;
    assert_eq!(again.status, 200);
    assert_eq!(again.json::<Created>().epoch, made.epoch);

    let from = |peer: &str, host: &str, token: &str| {
        let (mut parts, body) = create(&OTHER, START).into_parts();
        parts.headers.insert("host", host.parse().unwrap());
        if !token.is_empty() {
            let bearer = ["Bearer ", token].concat();
            parts
                .headers
                .insert("authorization", bearer.parse().unwrap());
        }
        parts.extensions.insert(Peer(peer.parse().unwrap()));
        Request::from_parts(parts, body)
    };
    for (peer, host, token) in [
        ("10.0.0.1", "localhost", ""),
        ("127.0.0.1", "gagas.example", ""),
        ("10.0.0.1", "gagas.example", "another token"),
        ("10.0.0.1", "gagas.example", &organiser()),
    ] {
        let answer = server.send(from(peer, host, token)).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (403, "create_closed")
        );
    }
    let mut forwarded = from("127.0.0.1", "localhost", "");
    forwarded
        .headers_mut()
        .insert("x-forwarded-for", "8.8.8.8".parse().unwrap());
    assert_eq!(server.send(forwarded).await.problem(), "create_closed");
    let mut form = from("127.0.0.1", "localhost", "");
    form.headers_mut()
        .insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(server.send(form).await.problem(), "media_type");
    let made = server
        .send(from("8.8.8.8", "gagas.example", CREATE_TOKEN))
        .await;
    assert_eq!(made.status, 201, "{}", made.text());
}

pub(crate) async fn a_creation_is_signed_and_fresh(place: Place) {
    let server = Server::new(place).await;
    let late = server.send(create(&ORGANISER, START - 600_001)).await;
    assert_eq!(
        (late.status.as_u16(), late.problem().as_str()),
        (403, "clock")
    );
    let details: serde_json::Value = serde_json::from_slice(&late.body).unwrap();
    assert_eq!(details["now"], START);
    let body = axum::body::to_bytes(create(&ORGANISER, START).into_body(), 9_999)
        .await
        .unwrap();
    let signed: Create = serde_json::from_slice(&body).unwrap();
    let changed = |change: fn(&mut Create)| {
        let mut body = signed.clone();
        change(&mut body);
        let request = asked("POST", "/api/v1/w", "").header("content-type", "application/json");
        request
            .body(Body::from(serde_json::to_vec(&body).unwrap()))
            .unwrap()
    };
    for (request, problem) in [
        (changed(|body| body.t += 1), "bad_signature"),
        (
            changed(|body| body.org_token_sha256 = body.join_token_sha256.clone()),
            "bad_signature",
        ),
        (changed(|body| body.s = "AA".into()), "malformed"),
        (changed(|body| body.org_sign_pk += "="), "malformed"),
    ] {
        assert_eq!(server.send(request).await.problem(), problem);
    }
    assert_eq!(server.create(&ORGANISER).await.status, 201);
}

pub(crate) async fn rotated_tokens_replace_the_old_ones(place: Place) {
    let server = Server::with_workshop(place).await;
    let next = encode(&ORGANISER.token(1));
    assert_eq!(
        server
            .send(rotate(1, START - 600_001, &organiser()))
            .await
            .problem(),
        "clock"
    );
    let rotated: Rotated = server.send(rotate(1, START, &organiser())).await.json();
    assert_eq!(rotated.generation, 1);
    for old in [organiser(), participant()] {
        assert_eq!(server.send(get("pull", &old)).await.problem(), "not_found");
    }
    assert_eq!(server.send(get("pull", &next)).await.status, 200);
    assert_eq!(
        server
            .send(get("pull", &encode(&ORGANISER.join_token(1))))
            .await
            .status,
        200
    );
    // The answer was lost, and it is asked again.
    assert_eq!(server.send(rotate(1, START, &next)).await.status, 200);
    assert_eq!(
        server.send(rotate(0, START, &next)).await.problem(),
        "generation"
    );
}

pub(crate) async fn what_is_deleted_stays_so(place: Place) {
    let server = Server::with_workshop(place).await;
    let idea = Person::number(1).idea(1, START);
    server.push(&participant(), &[&idea]).await;
    let path = of_workshop("");
    let gone = asked("DELETE", path.trim_end_matches('/'), &organiser());
    assert_eq!(
        server.send(gone.body(Body::empty()).unwrap()).await.status,
        204
    );
    assert_eq!(
        server.send(get("pull", &organiser())).await.problem(),
        "not_found"
    );
    let again = server.create(&ORGANISER).await;
    assert_eq!(
        (again.status.as_u16(), again.problem().as_str()),
        (410, "deleted")
    );
}

pub(crate) async fn only_failed_tokens_are_counted(place: Place) {
    let server = Server::with_workshop(place).await;
    let wrong = encode(&ORGANISER.token(9));
    let mut last = 404;
    for _ in 0..1_001 {
        last = server.send(get("pull", &wrong)).await.status.as_u16();
    }
    assert_eq!(last, 429);
    let refused = server.send(get("pull", &wrong)).await;
    assert!(refused.headers.contains_key("retry-after"));
    // The same address with a token that holds, and without one, goes on as before.
    assert_eq!(server.send(get("pull", &participant())).await.status, 200);
    assert_eq!(server.send(get("pull", "")).await.status, 404);
    server.wait(1_000);
    assert_eq!(server.send(get("pull", &wrong)).await.status, 404);
}

/// Phones of a hall, behind one address.
const PHONES: u32 = 400;
/// How often each asks before the organiser comes.
const TRIES: u32 = 4;

pub(crate) async fn a_hall_whose_workshop_was_lost_does_not_keep_its_organiser_out(place: Place) {
    // What this server held is gone, and everybody comes with the tokens of before.
    let server = Server::new(place).await;
    let lost = async |request| {
        let answer = server.send(request).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (404, "not_found")
        );
    };
    for _ in 0..PHONES * TRIES {
        lost(get("pull", &participant())).await;
        lost(get("events", &participant())).await;
    }
    lost(get("pull", &organiser())).await;
    assert_eq!(server.create(&ORGANISER).await.status, 201);
    for n in 0..PHONES {
        let idea = Person::number(n).idea(1, START);
        let pushed = server.push(&participant(), &[&idea]).await;
        assert_eq!(pushed.results[0].st, "ok");
    }
    // Who guesses tokens of what is there now is still held up.
    let wrong = encode(&ORGANISER.token(9));
    let mut refused = 0;
    for _ in 0..1_010 {
        refused += u32::from(server.send(get("pull", &wrong)).await.status == 429);
    }
    assert_eq!(refused, 10);
}

pub(crate) async fn a_listed_workshop_shows_its_programme_to_all(place: Place) {
    let server = Server::with_workshop(place).await;
    let idea = Person::number(1).idea(1, START);
    let open = decides(
        Kind::Workshop,
        &[],
        START,
        r#"{"title":"Lokakarya","board.tally":"revealed"}"#,
    );
    server
        .push(
            &organiser(),
            &[&open, &idea, &Person::number(2).votes(&idea, START)],
        )
        .await;
    assert_eq!(server.send(get("pull", "")).await.problem(), "not_found");
    let listed = decides(Kind::Workshop, &[], START + 1, r#"{"listed":true}"#);
    server.push(&organiser(), &[&listed]).await;
    let seen = server.pull("", "").await;
    assert_eq!((seen.patches.len(), seen.tallies.len()), (2, 0));
    assert_eq!(server.pull_all(&participant()).await.patches.len(), 3);
    // A token that does not hold is told so; the phone then asks without one.
    let old = encode(&ORGANISER.join_token(3));
    assert_eq!(server.send(get("pull", &old)).await.problem(), "not_found");
    assert_eq!(
        server
            .send(post("push", "", &Push::default()))
            .await
            .problem(),
        "not_found"
    );
    let proof = Person::number(2).proof(&Kind::Ballot, START);
    let request = asked("GET", &of_workshop("pull"), "").header("gagas-author", proof);
    let seen = server.send(request.body(Body::empty()).unwrap()).await;
    assert!(!seen.text().contains("ballot"));
}

pub(crate) async fn every_answer_carries_the_headers(place: Place) {
    let server = Server::with_workshop(place).await;
    for (path, status, caching) in [
        ("/healthz", 200, "no-cache"),
        ("/version", 200, "no-cache"),
        (&*of_workshop("pull"), 404, "no-store"),
        ("/api/v1/w", 405, "no-store"),
    ] {
        let answer = server
            .send(asked("GET", path, "").body(Body::empty()).unwrap())
            .await;
        assert_eq!(answer.status, status, "{path}");
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
        ] {
            assert!(answer.headers.contains_key(name), "{path} {name}");
        }
        assert_eq!(answer.headers["cache-control"], caching, "{path}");
    }
    let pulled = server.send(get("pull", &participant())).await;
    assert_eq!(pulled.headers["cache-control"], "private, no-store");
    let page = server
        .send(asked("GET", "/", "").body(Body::empty()).unwrap())
        .await;
    assert!(
        page.text()
            .contains("<meta name=\"gagas-api\" content=\"api/v1\">")
    );
}
