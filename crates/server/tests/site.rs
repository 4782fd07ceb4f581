//! The router over a small build on disk: headers, compressed forms, caching, and 404 for what is not there.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use gagas_server::publish::{Base, Nothing};
use gagas_server::site::Build as Served;
use std::fs;
use std::path::{Path, PathBuf};
use tower::ServiceExt;

const HASHED: &str = "/gagas-0123456789abcdef.wasm";
const PAGE: &str = "<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
                    script-src 'self' 'sha256-x'\"><h1>Gagas</h1>";

fn router(directory: &Path) -> axum::Router {
    gagas_server::router(
        Served::directory(directory),
        Nothing,
        Base::default(),
        axum::Router::new(),
    )
}

struct Build(PathBuf);

impl Build {
    fn new(name: &str) -> Self {
        let directory =
            std::env::temp_dir().join(format!("gagas-site-{name}-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        for (path, text) in [
            ("index.html", PAGE),
            ("sw.js", "worker"),
            ("manifest.webmanifest", "{}"),
            (&HASHED[1..], "wasm"),
            ("gagas-0123456789abcdef.wasm.br", "brotli"),
            ("gagas-0123456789abcdef.wasm.gz", "gzip"),
        ] {
            fs::write(directory.join(path), text).unwrap();
        }
        Self(directory)
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, String) {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = router(&self.0).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 20).await.unwrap();
        (
            parts.status,
            parts.headers,
            String::from_utf8(bytes.to_vec()).unwrap(),
        )
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let build = Build::new("headers");
    for path in [
        "/",
        "/index.html",
        "/sw.js",
        HASHED,
        "/missing",
        "/api/workshops",
        "/%2e%2e/etc/passwd",
    ] {
        let (_, headers, _) = build.get(path, &[]).await;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert_eq!(
            policy, "default-src 'none'; script-src 'self' 'sha256-x'; frame-ancestors 'none'",
            "{path}"
        );
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(headers[name], value, "{path}");
        }
        assert!(headers.contains_key("strict-transport-security"), "{path}");
        assert!(
            headers["permissions-policy"]
                .to_str()
                .unwrap()
                .starts_with("camera=(self), "),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_files_named_by_content_are_kept_for_ever() {
    let build = Build::new("caching");
    let (_, headers, _) = build.get(HASHED, &[]).await;
    assert_eq!(
        headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
    for path in ["/", "/index.html", "/sw.js", "/manifest.webmanifest"] {
        let (status, headers, _) = build.get(path, &[]).await;
        assert_eq!(
            (status, headers["cache-control"].to_str().unwrap()),
            (StatusCode::OK, "no-cache"),
            "{path}"
        );
        let etag = headers["etag"].to_str().unwrap();
        let (status, headers, body) = build.get(path, &[("if-none-match", etag)]).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{path}"
        );
        assert_eq!(headers["cache-control"], "no-cache", "{path}");
    }
}

#[tokio::test]
async fn compressed_forms_are_served_to_those_who_take_them() {
    let build = Build::new("compressed");
    for (accepted, coding, body) in [
        ("gzip, deflate, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("identity", None, "wasm"),
    ] {
        let (_, headers, is) = build.get(HASHED, &[("accept-encoding", accepted)]).await;
        assert_eq!(is, body);
        assert_eq!(
            headers
                .get("content-encoding")
                .map(|value| value.to_str().unwrap()),
            coding
        );
        assert_eq!(headers["content-type"], "application/wasm");
        assert_eq!(headers["vary"], "accept-encoding");
    }
}

#[tokio::test]
async fn what_is_not_there_is_never_the_page() {
    let build = Build::new("missing");
    for path in [
        "/gagas-ffffffffffffffff.js",
        "/agenda",
        "/api/",
        "/icons/",
        "/../Cargo.toml",
    ] {
        let (status, headers, body) = build.get(path, &[]).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::NOT_FOUND, ""),
            "{path}"
        );
        assert_eq!(headers["cache-control"], "no-store", "{path}");
    }
    let (status, _, body) = build.get("/?from=poster", &[]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, PAGE));
}

#[tokio::test]
async fn a_new_build_brings_its_own_policy() {
    let build = Build::new("policy");
    let router = router(&build.0);
    let policy = |router: axum::Router| async move {
        let response = router
            .oneshot(Request::get("/").body(Body::empty()).unwrap())
            .await
            .unwrap();
        response.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert!(policy(router.clone()).await.contains("sha256-x"));
    let page = build.0.join("index.html");
    fs::write(&page, PAGE.replace("sha256-x", "sha256-y")).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(2);
    fs::File::options()
        .write(true)
        .open(&page)
        .unwrap()
        .set_modified(later)
        .unwrap();
    assert!(policy(router).await.contains("sha256-y"));
}
