//! The build that the binary carries: `cargo xtask build && cargo test -p gagas-server --features embed`.

#![cfg(feature = "embed")]
#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use gagas_server::publish::{Base, Nothing};
use gagas_server::site::Build;
use std::io::Read;
use tower::ServiceExt;

/// Asks the carried build; `None` where the binary was compiled before there was one.
async fn ask(
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
) -> Option<(StatusCode, HeaderMap, Bytes)> {
    let router = gagas_server::router(
        Build::embedded()?,
        Nothing,
        Base::default(),
        axum::Router::new(),
    );
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 24).await.unwrap();
    Some((parts.status, parts.headers, bytes))
}

/// The first file that the page names by its content, with this ending.
fn named(page: &str, ending: &str) -> String {
    let at = page.match_indices("gagas-").find_map(|(at, _)| {
        let name = page.get(at..at + 22 + ending.len())?;
        name.ends_with(ending).then(|| name.to_owned())
    });
    ["/", &at.unwrap()].concat()
}

#[tokio::test]
async fn the_binary_serves_what_it_carries() {
    let Some((status, headers, page)) = ask(Method::GET, "/", &[]).await else {
        return;
    };
    assert_eq!(status, 200);
    assert_eq!(headers["cache-control"], "no-cache");
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("'sha256-") && policy.ends_with("frame-ancestors 'none'"),
        "{policy}"
    );
    let page = String::from_utf8(page.to_vec()).unwrap();
    for (ending, content_type) in [
        (".js", "text/javascript; charset=utf-8"),
        (".wasm", "application/wasm"),
    ] {
        let path = named(&page, ending);
        let (status, headers, plain) = ask(Method::GET, &path, &[]).await.unwrap();
        assert_eq!(
            (status, &headers["content-type"]),
            (StatusCode::OK, &content_type.parse().unwrap())
        );
        assert_eq!(
            headers["cache-control"],
            "public, max-age=31536000, immutable"
        );
        let taken = [("accept-encoding", "br, gzip")];
        let (_, packed, bytes) = ask(Method::GET, &path, &taken).await.unwrap();
        // A build for development has no compressed files.
        if packed
            .get("content-encoding")
            .is_some_and(|coding| coding == "br")
        {
            let mut whole = Vec::new();
            brotli::Decompressor::new(&*bytes, 4096)
                .read_to_end(&mut whole)
                .unwrap();
            assert!(whole == plain && bytes.len() < plain.len());
        }
        let held = [("if-none-match", headers["etag"].to_str().unwrap())];
        let (status, _, bytes) = ask(Method::GET, &path, &held).await.unwrap();
        assert_eq!((status, bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    }
}

#[tokio::test]
async fn what_it_does_not_carry_is_never_the_page() {
    for (method, path, expected) in [
        (Method::GET, "/gagas-0123456789abcdef.wasm", 404),
        (Method::GET, "/icons", 404),
        (Method::GET, "/../Cargo.toml", 404),
        (Method::GET, "/%2e%2e/Cargo.toml", 404),
        (Method::POST, "/manifest.webmanifest", 405),
    ] {
        let Some((status, headers, body)) = ask(method, path, &[]).await else {
            return;
        };
        assert_eq!((status.as_u16(), body.len()), (expected, 0), "{path}");
        assert_eq!(headers["cache-control"], "no-store", "{path}");
    }
}
