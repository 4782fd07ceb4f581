//! What a listed workshop publishes, read from what the store holds.

use axum::body::Body;
use gagas_domain::kind::Kind;

use crate::place::Place;
use crate::support::*;

pub(crate) async fn a_listed_workshop_has_a_calendar(place: Place) {
    let server = Server::with_workshop(place).await;
    let calendar = async || {
        let asked = asked("GET", &of_workshop("agenda.ics"), "");
        server.send(asked.body(Body::empty()).unwrap()).await
    };
    let settings = r#"{"title":"Lokakarya","zone":"Asia/Jakarta"}"#;
    let session = r#"{"title":"Antrean di loket","starts":"2026-11-05T02:00:00Z","ends":"2026-11-05T03:00:00Z"}"#;
    let workshop = decides(Kind::Workshop, &[], START, settings);
    let session = decides(Kind::Session, &[1; 8], START, session);
    server.push(&organiser(), &[&workshop, &session]).await;
    assert_eq!(calendar().await.status, 404);
    let listed = decides(Kind::Workshop, &[], START + 1, r#"{"listed":true}"#);
    server.push(&organiser(), &[&listed]).await;
    let shown = calendar().await;
    assert_eq!(
        shown.headers["content-type"],
        "text/calendar; charset=utf-8"
    );
    assert!(
        shown.text().contains("SUMMARY:Antrean di loket"),
        "{}",
        shown.text()
    );
}
