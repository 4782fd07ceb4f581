//! The calendar to subscribe to.

use crate::support::{One, SAMPLE, SEED, Site, id, of_workshop, records};
use gagas_domain::agenda::Agenda;
use gagas_domain::ics::uid;
use gagas_server::publish::Base;

#[tokio::test]
async fn a_change_keeps_uids_and_raises_sequences() {
    let source = One::holding(records(&[SAMPLE]));
    let site = Site::new(
        "calendar",
        source.clone(),
        Base::parse("https://a.id/g/").unwrap(),
    );
    let path = of_workshop("agenda.ics");
    let (status, headers, body) = site.get(&path, &[]).await;
    assert_eq!(
        (status.as_u16(), headers["content-type"].to_str().unwrap()),
        (200, "text/calendar; charset=utf-8")
    );
    let etag = headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(site.get(&path, &[("if-none-match", &etag)]).await.0, 304);
    let first = String::from_utf8(body).unwrap().replace("\r\n ", "");
    let agenda = Agenda::of(&records(&[SAMPLE]));
    for session in agenda.sessions() {
        let line = ["UID:", &uid(&session.id, &SEED.workshop()), "\r\n"].concat();
        assert_eq!(first.matches(&line).count(), 1);
    }
    assert_eq!(
        first.matches("BEGIN:VEVENT").count(),
        agenda.sessions().len()
    );
    assert!(first.contains("METHOD:PUBLISH\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"));
    assert!(first.contains(&format!("URL:https://a.id/g/?w={}#/agenda/", id())));
    assert!(!first.contains("VALARM") && !first.contains("CANCELLED"));

    let json: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    let name = json["sessions"][2]["id"].as_str().unwrap();
    let mark = format!("\"id\":\"{name}\"");
    let changed = SAMPLE.replacen(&mark, &[&mark, ",\"state\":\"cancelled\""].concat(), 1);
    source.becomes(Some(records(&[SAMPLE, &changed])));
    let (status, headers, body) = site.get(&path, &[("if-none-match", &etag)]).await;
    assert_eq!(status, 200);
    assert_ne!(headers["etag"].to_str().unwrap(), etag);
    let second = String::from_utf8(body).unwrap().replace("\r\n ", "");
    assert_eq!(second.matches("STATUS:CANCELLED").count(), 1);
    let event = second
        .split("BEGIN:VEVENT")
        .find(|event| event.contains("STATUS:CANCELLED"))
        .unwrap();
    let line = event.lines().find(|line| line.starts_with("UID:")).unwrap();
    let before = first
        .split("BEGIN:VEVENT")
        .find(|event| event.contains(line))
        .unwrap();
    let sequence = |event: &str| {
        let line = event
            .lines()
            .find_map(|line| line.strip_prefix("SEQUENCE:"));
        line.unwrap().parse::<u32>().unwrap()
    };
    assert!(sequence(event) > sequence(before));
}

#[tokio::test]
async fn the_language_is_asked_for_in_the_address() {
    let site = Site::new(
        "calendar-lang",
        One::holding(records(&[SAMPLE])),
        Base::default(),
    );
    let path = of_workshop("agenda.ics");
    let english = site
        .text(&[&path, "?lang=en"].concat(), &[("accept-language", "id")])
        .await;
    assert!(english.contains("NAME:Public Service Innovation Workshop"));
    let calendar = site.text(&path, &[]).await;
    assert!(calendar.contains("NAME:Workshop Inovasi Pelayanan Publik"));
}
