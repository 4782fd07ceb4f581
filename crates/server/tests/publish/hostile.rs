//! Hostile texts in every field that is published: none becomes markup, none ends a script, no address is dangerous.

use crate::support::{BEFORE, PAGE, SEED, records};
use gagas_server::publish::{Lang, Published, Template};
use proptest::prelude::*;
use serde_json::json;

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title></style></noscript></main><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "<!--<script>",
    "-->",
    "]]>",
    "&lt;script&gt;",
    "&#60;img src=x&#62;",
    "{{boot}} ${alert(1)} {{constructor.constructor('alert(1)')()}}",
    "javascript:alert(1)",
    "\u{2028}alert(1)\u{2029}",
    "\u{202e}gpj.exe",
    "<\u{0}script>",
    "＜script＞",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT",
];

fn workshop(text: &str, url: &str) -> String {
    let links = json!([{ "title": text, "url": url }]);
    let place = json!([{ "id": "a", "name": text, "name_en": text }]);
    let session = |id: &str, ends: &str| {
        json!({
            "id": id, "title": text, "title_en": text, "starts": "2020-11-11T08:00:00+07:00", "ends": ends,
            "room": "a", "track": "a", "about": text, "about_en": text, "links": links,
            "speakers": [{ "name": text, "role": text }]
        })
    };
    json!({
        "gagas": 1, "title": text, "title_en": text, "host": text, "venue": text, "about": text, "about_en": text,
        "notice": text, "notice_en": text, "zone": "Asia/Jakarta", "listed": true, "rooms": place, "tracks": place,
        "sessions": [session("s", "2020-11-11T09:00:00+07:00"), session("t", "2020-11-11T10:00:00+07:00")]
    })
    .to_string()
}

/// All tags of a page, each from `<` to `>`.
fn tags(page: &str) -> Vec<&str> {
    let tags = page.split('<').skip(1);
    tags.map(|tag| tag.split('>').next().unwrap()).collect()
}

fn pages(text: &str) -> Vec<String> {
    let records = records(&[&workshop(text, "https://a.id/?x=%22")]);
    let template = Template::parse(PAGE).unwrap();
    [
        (Lang::Indonesian, BEFORE),
        (Lang::English, 1_605_058_200_000),
    ]
    .map(|(lang, now)| {
        let published = Published::of(&records, SEED.workshop(), "https://a.id", lang).unwrap();
        template.fill(&published, now)
    })
    .into()
}

#[test]
fn hostile_texts_stay_texts() {
    let plain = pages("x");
    for text in HOSTILE {
        for (page, plain) in pages(text).iter().zip(&plain) {
            // The same tags in the same order; only what stands in quotes differs.
            let shape = |page: &str| -> Vec<String> {
                let bare = |tag: &str| tag.split('"').step_by(2).collect::<Vec<_>>().join("\"");
                tags(page).into_iter().map(bare).collect()
            };
            assert_eq!(shape(page), shape(plain), "{text}");
            let data = page
                .split_once("ld+json\">")
                .unwrap()
                .1
                .split_once("</script>")
                .unwrap()
                .0;
            let event: serde_json::Value = serde_json::from_str(data).unwrap();
            assert_eq!(event["subEvent"].as_array().unwrap().len(), 2, "{text}");
        }
    }
}

#[test]
fn only_safe_addresses_become_links() {
    for (url, safe) in [
        ("https://a.id/\"><script>", true),
        ("https://a.id/x?a='b'&c", true),
        ("mailto:a@b.id", true),
        ("tel:+62741", true),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
        ("//a.id", false),
        ("vbscript:x", false),
    ] {
        let json = workshop("x", url);
        let Ok(json) = gagas_domain::import::parse(&json) else {
            continue;
        };
        let patches = gagas_domain::import::import(&json, &SEED, None, BEFORE, false, 0);
        let Ok(patches) = patches else {
            assert!(!safe, "{url}");
            continue;
        };
        let mut records = gagas_domain::merge::RecordSet::default();
        for patch in patches {
            records.add(patch);
        }
        let published =
            Published::of(&records, SEED.workshop(), "https://a.id", Lang::Indonesian).unwrap();
        let page = Template::parse(PAGE).unwrap().fill(&published, BEFORE);
        let scheme = url.split(':').next().unwrap();
        let linked = page.contains(&format!("noreferrer\" href=\"{scheme}:"));
        assert_eq!(linked, safe, "{url}");
        assert!(!page.contains("href=\"javascript") && !page.contains("href=\"data:"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_text_changes_the_markup(text in "[ -~<>&\"'/é\u{2028}]{1,60}") {
        prop_assume!(!text.trim().is_empty());
        let count = |page: &String| tags(page).len();
        let plain: Vec<usize> = pages("x").iter().map(count).collect();
        let made: Vec<usize> = pages(&text).iter().map(count).collect();
        prop_assert_eq!(made, plain);
    }
}
