//! The preview picture.

use crate::support::{One, SAMPLE, Site, of_workshop, records};
use gagas_server::publish::Base;

#[tokio::test]
async fn the_picture_is_small_and_validated() {
    let site = Site::new("picture", One::holding(records(&[SAMPLE])), Base::default());
    let path = of_workshop("preview.png?lang=id&v=x");
    let (status, headers, body) = site.get(&path, &[]).await;
    assert_eq!(
        (status.as_u16(), headers["content-type"].to_str().unwrap()),
        (200, "image/png")
    );
    assert_eq!(headers["cache-control"], "public, max-age=3600");
    assert!(
        body.starts_with(b"\x89PNG") && body.len() < 100_000,
        "{}",
        body.len()
    );
    let etag = headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(site.get(&path, &[("if-none-match", &etag)]).await.0, 304);
    let (_, headers, _) = site.get(&of_workshop("preview.png?lang=en"), &[]).await;
    assert_ne!(headers["etag"].to_str().unwrap(), etag);
}
