//! The page: readable, in two languages, and the same for all that is not published.

use crate::support::{BEFORE, One, PAGE, SAMPLE, SEED, Site, id, records};
use gagas_server::publish::{Base, Lang, Published, Template};

fn filled(files: &[&str], lang: Lang, now_ms: i64) -> String {
    let records = records(files);
    let published = Published::of(&records, SEED.workshop(), "https://a.id/g", lang).unwrap();
    Template::parse(PAGE).unwrap().fill(&published, now_ms)
}

/// The text between two marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    text.split_once(open)
        .unwrap()
        .1
        .split_once(close)
        .unwrap()
        .0
}

#[test]
fn the_agenda_is_readable_in_both_languages() {
    let page = filled(&[SAMPLE], Lang::Indonesian, BEFORE);
    for part in [
        "<html lang=\"id\" data-whole>",
        "<title>Workshop Inovasi Pelayanan Publik – Gagas</title>",
        "<h1>Workshop Inovasi Pelayanan Publik</h1>",
        "<p>Aula BPSDM Provinsi Jambi · 11–12 Nov 2020</p>",
        "<p>Semua waktu dalam WIB</p>",
        "<h2>Rabu, 11 November 2020</h2>",
        "<time datetime=\"2020-11-11T07:15:00+07:00\">07.15</time>",
        "<p class=\"now-label\">Berikutnya · 5 hari lagi</p>",
        "<a class=\"tab\" aria-current=\"page\"><span>Rabu, 11</span></a>",
        "Data contoh.",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(
        !page.contains("id=\"boot\"") && page.contains("{{boot}}") && page.contains("{{icons}}")
    );
    let page = filled(&[SAMPLE], Lang::English, BEFORE);
    for part in [
        "<html lang=\"en\" data-whole>",
        "<title>Public Service Innovation Workshop – Gagas</title>",
        "<h2>Wednesday, 11 November 2020</h2>",
        ">07:15</time>",
        "Sample data.",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn the_day_that_the_app_opens_is_shown_and_all_are_there() {
    let day = |ms| filled(&[SAMPLE], Lang::Indonesian, ms);
    let shown = "<section class=\"day\"><h2>Rabu, 11";
    let off = "<section class=\"day off\"><h2>Kamis, 12";
    assert!(day(BEFORE).contains(shown) && day(BEFORE).contains(off));
    // Thursday, 12 November 2020, 09:00 in Jambi.
    let second = day(1_605_146_400_000);
    assert!(
        second.contains("<section class=\"day off\"><h2>Rabu, 11")
            && second.contains("<section class=\"day\"><h2>Kamis, 12")
    );
    assert!(second.contains("<small>hari ini</small>") && second.contains("class=\"card now\""));
    let after = day(1_700_000_000_000);
    assert!(
        after.contains("Semua sesi sudah selesai")
            && after.contains("<section class=\"day\"><h2>Kamis, 12")
    );
}

#[test]
fn previews_and_search_engines_find_what_they_need() {
    let page = filled(&[SAMPLE], Lang::Indonesian, BEFORE);
    let address = ["https://a.id/g/?w=", &id()].concat();
    for (property, content) in [
        ("og:title", "Workshop Inovasi Pelayanan Publik"),
        ("og:url", &address),
        ("og:locale", "id_ID"),
        ("og:locale:alternate", "en_GB"),
    ] {
        let tag = format!("<meta property=\"{property}\" content=\"{content}\">");
        assert!(page.contains(&tag), "{tag}");
    }
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")));
    let description = between(&page, "<meta name=\"description\" content=\"", "\">");
    assert!(description.starts_with(
        "11–12 Nov 2020 · Aula BPSDM Provinsi Jambi · BPSDM Provinsi Jambi. Dua hari"
    ));
    assert!(description.chars().count() <= 202, "{description}");
    let picture = between(&page, "<meta property=\"og:image\" content=\"", "\">");
    assert!(picture.starts_with(&format!(
        "https://a.id/g/api/v1/w/{}/preview.png?lang=id&amp;v=",
        id()
    )));

    let data = between(&page, "<script type=\"application/ld+json\">", "</script>");
    let event: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(
        (&event["@type"], &event["url"]),
        (&"Event".into(), &address.into())
    );
    assert_eq!(event["startDate"], "2020-11-11T07:15:00+07:00");
    assert_eq!(event["location"]["name"], "Aula BPSDM Provinsi Jambi");
    let parts = event["subEvent"].as_array().unwrap();
    assert!(
        parts.len() > 10
            && parts
                .iter()
                .all(|part| part["@type"] == "Event" && part["startDate"].is_string())
    );
    assert!(
        parts
            .iter()
            .any(|part| part["performer"][0]["@type"] == "Person")
    );
}

#[test]
fn nothing_but_the_agenda_is_published() {
    let page = filled(&[SAMPLE], Lang::Indonesian, BEFORE);
    let json: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    for kind in ["ideas", "comments"] {
        for one in json[kind].as_array().unwrap() {
            for field in ["title", "text", "problem", "name"] {
                let text = one[field].as_str().filter(|text| text.len() > 25);
                assert!(text.is_none_or(|text| !page.contains(text)), "{text:?}");
            }
        }
    }
    assert!(!page.contains("panitia@contoh.example") && !page.contains("000000"));
}

#[test]
fn a_cancelled_session_stays_as_such() {
    let json: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    let first = json["sessions"][2]["id"].as_str().unwrap().to_owned();
    let mark = format!("\"id\":\"{first}\"");
    let cancelled = SAMPLE.replacen(&mark, &[&mark, ",\"state\":\"cancelled\""].concat(), 1);
    let page = filled(&[SAMPLE, &cancelled], Lang::Indonesian, BEFORE);
    assert!(
        page.contains("<a class=\"title\"><s>")
            && page.contains("<span class=\"tag bad\">Dibatalkan</span>")
    );
    assert!(page.contains("https://schema.org/EventCancelled"));
}

#[tokio::test]
async fn what_is_not_listed_is_as_if_it_were_not_there() {
    let source = One::holding(records(&[SAMPLE]));
    let site = Site::new("neutral", source.clone(), Base::default());
    let listed = site.text(&format!("/?w={}", id()), &[]).await;
    assert!(listed.contains("<div id=\"published\">"));

    source.becomes(Some(records(&[
        &SAMPLE.replace("\"listed\":true", "\"listed\":false")
    ])));
    let unlisted = site.get(&format!("/?w={}", id()), &[]).await;
    let never = SAMPLE.replace("\"listed\":true,", "");
    source.becomes(Some(records(&[&never])));
    let not_set = site.get(&format!("/?w={}", id()), &[]).await;
    let unknown = site.get("/?w=AAAAAAAAAAAAAAAAAAAAAA", &[]).await;
    let malformed = site.get("/?w=%3Cscript%3E", &[]).await;
    source.becomes(None);
    let unavailable = site.get(&format!("/?w={}", id()), &[]).await;
    for other in [&not_set, &unknown, &malformed, &unavailable] {
        assert_eq!(unlisted, *other);
    }
    assert_eq!(unlisted.2, PAGE.as_bytes());
    for file in ["agenda.ics", "preview.png"] {
        let path = crate::support::of_workshop(file);
        assert_eq!(site.get(&path, &[]).await.0, 503, "{file}");
        source.becomes(Some(records(&[&never])));
        let unlisted = site.get(&path, &[]).await;
        let unknown = site
            .get(&path.replace(&id(), "AAAAAAAAAAAAAAAAAAAAAA"), &[])
            .await;
        assert_eq!((unlisted.0.as_u16(), &unlisted), (404, &unknown), "{file}");
        assert_eq!(unlisted.1["content-type"], "application/problem+json");
        source.becomes(None);
    }
}

#[tokio::test]
async fn the_page_is_validated_compressed_and_in_the_language_asked_for() {
    let site = Site::new("page", One::holding(records(&[SAMPLE])), Base::default());
    let path = format!("/?w={}", id());
    let (status, headers, body) = site.get(&path, &[]).await;
    assert_eq!(
        (status.as_u16(), headers["content-type"].to_str().unwrap()),
        (200, "text/html; charset=utf-8")
    );
    assert_eq!(
        (
            headers["cache-control"].to_str().unwrap(),
            headers["content-language"].to_str().unwrap()
        ),
        ("no-cache", "id")
    );
    assert_eq!(headers["vary"], "accept-encoding, accept-language");
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .ends_with("frame-ancestors 'none'")
    );
    let etag = headers["etag"].to_str().unwrap();
    let (status, headers, rest) = site.get(&path, &[("if-none-match", etag)]).await;
    assert_eq!(
        (
            status.as_u16(),
            rest.len(),
            headers["etag"].to_str().unwrap()
        ),
        (304, 0, etag)
    );
    for coding in ["br", "gzip"] {
        let (_, headers, smaller) = site.get(&path, &[("accept-encoding", coding)]).await;
        assert_eq!(headers["content-encoding"], coding);
        assert!(smaller.len() * 3 < body.len());
    }
    let (_, headers, body) = site
        .get(&path, &[("accept-language", "en-US,en;q=0.9")])
        .await;
    assert_eq!(headers["content-language"], "en");
    assert!(
        String::from_utf8(body)
            .unwrap()
            .contains("Public Service Innovation Workshop")
    );
}
