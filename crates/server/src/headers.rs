//! Headers on every answer, errors included: what browsers must refuse, and how long files may be kept.

use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};

const SECURE: [(HeaderName, &str); 6] = [
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (REFERRER_POLICY, "no-referrer"),
    (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// Sets the security headers, all but the Content Security Policy.
pub(crate) fn secure(headers: &mut HeaderMap) {
    for (name, value) in SECURE {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Sets `Cache-Control`: files named by their content may be kept for ever, all others are asked for again.
pub(crate) fn caching(headers: &mut HeaderMap, path: &str, status: StatusCode) {
    let value = match status {
        StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT if hashed(path) => {
            "public, max-age=31536000, immutable"
        }
        _ if status.is_client_error() || status.is_server_error() => "no-store",
        _ => "no-cache",
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(value));
}

/// Tells whether a file is named by its content: `NAME-0123456789abcdef.EXTENSION`.
fn hashed(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or("", |(stem, _)| stem);
    let digits = stem.rsplit_once('-').map_or("", |(_, digits)| digits);
    digits.len() == 16
        && digits
            .bytes()
            .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::hashed;

    #[test]
    fn only_names_with_a_digest_are_hashed() {
        assert!(hashed("/gagas-0123456789abcdef.wasm"));
        for path in [
            "/",
            "/sw.js",
            "/index.html",
            "/gagas-0123456789abcdeF.js",
            "/0123456789abcdef.js",
        ] {
            assert!(!hashed(path), "{path}");
        }
    }
}
