//! Under a path, behind a proxy that takes it off or leaves it.

use crate::support::{One, SAMPLE, Site, id, records};
use gagas_server::publish::Base;

#[tokio::test]
async fn a_configured_path_is_served_with_and_without_it() {
    let base = Base::parse("https://a.id/x/gagas").unwrap();
    let site = Site::new("below", One::holding(records(&[SAMPLE])), base);
    let canonical = format!(
        "<link rel=\"canonical\" href=\"https://a.id/x/gagas/?w={}\">",
        id()
    );
    for prefix in ["", "/x/gagas"] {
        let page = site
            .text(&format!("{prefix}/?w={}", id()), &[("host", "other.id")])
            .await;
        assert!(page.contains(&canonical), "{prefix}");
        for file in ["/manifest.webmanifest", "/api/v1/noscript.css", "/"] {
            let (status, headers, _) = site.get(&[prefix, file].concat(), &[]).await;
            assert_eq!(status, 200, "{prefix}{file}");
            assert!(headers.contains_key("content-security-policy"));
        }
        let (status, ..) = site.get(&[prefix, "/nothing"].concat(), &[]).await;
        assert_eq!(status, 404, "{prefix}");
    }
    let (status, headers, _) = site.get("/x/gagas?w=1", &[]).await;
    assert_eq!(
        (status.as_u16(), headers["location"].to_str().unwrap()),
        (308, "/x/gagas/?w=1")
    );
}

#[tokio::test]
async fn a_proxy_tells_the_address() {
    let site = Site::new("proxy", One::holding(records(&[SAMPLE])), Base::default());
    let path = format!("/?w={}", id());
    let headers = [
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "a.id"),
        ("x-forwarded-prefix", "/g"),
    ];
    let page = site.text(&path, &headers).await;
    assert!(page.contains(&format!(
        "<meta property=\"og:url\" content=\"https://a.id/g/?w={}\">",
        id()
    )));
    assert!(
        site.text(&path, &[])
            .await
            .contains("content=\"http://gagas.example/?w=")
    );
    let evil = site
        .text(
            &path,
            &[
                ("x-forwarded-host", "a.id/\"><script>"),
                ("x-forwarded-prefix", "/\"'"),
            ],
        )
        .await;
    assert!(evil.contains("content=\"http://gagas.example/?w="));
}
