//! An answer that is kept in memory: its compressed forms, its validator, and which of them a request gets.

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderValue as Value, StatusCode};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::Write;

/// Bytes with all that is told about them.
pub(crate) struct Answer {
    content_type: &'static str,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    etag: HeaderValue,
}

/// How hard to compress: 11 for what is made once a build, 5 for what is made once a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    Once,
    Often,
}

impl Answer {
    /// Bytes as they are.
    pub(crate) fn plain(content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let plain = bytes.into();
        Self {
            etag: etag(&plain),
            content_type,
            plain,
            brotli: None,
            gzip: None,
        }
    }

    /// Bytes that get smaller.
    pub(crate) fn compressed(
        content_type: &'static str,
        bytes: impl Into<Bytes>,
        effort: Effort,
    ) -> Self {
        let mut made = Self::plain(content_type, bytes);
        made.brotli = brotli(&made.plain, effort).ok().map(Bytes::from);
        made.gzip = gzip(&made.plain, effort).ok().map(Bytes::from);
        made
    }

    /// Bytes whose compressed forms are there already.
    #[cfg(feature = "embed")]
    pub(crate) fn precompressed(
        content_type: &'static str,
        plain: Bytes,
        brotli: Option<Bytes>,
        gzip: Option<Bytes>,
    ) -> Self {
        Self {
            brotli,
            gzip,
            ..Self::plain(content_type, plain)
        }
    }

    /// Answers a request: nothing where the asker has it already, else the smallest form that the asker takes.
    pub(crate) fn to(&self, request: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(ETAG, self.etag.clone());
        headers.insert(VARY, Value::from_static("accept-encoding"));
        if matches(request, &self.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, Value::from_static(self.content_type));
        let (coding, bytes) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if takes(request, "br") => (Some("br"), brotli),
            (_, Some(gzip)) if takes(request, "gzip") => (Some("gzip"), gzip),
            _ => (None, &self.plain),
        };
        if let Some(coding) = coding {
            headers.insert(CONTENT_ENCODING, Value::from_static(coding));
        }
        *response.body_mut() = Body::from(bytes.clone());
        response
    }
}

/// A weak validator (RFC 9110, 8.8.1): all codings of the same bytes are the same to whoever asks.
fn etag(bytes: &[u8]) -> HeaderValue {
    let digest = gagas_domain::id::encode(&Sha256::digest(bytes)[..16]);
    HeaderValue::from_str(&["W/\"", &digest, "\""].concat())
        .unwrap_or(HeaderValue::from_static("W/\"\""))
}

fn matches(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let own = etag.to_str().map(opaque).unwrap_or_default();
    listed(request, &IF_NONE_MATCH).any(|tag| tag == "*" || opaque(tag) == own)
}

/// Tells whether a coding is taken: named without a weight of nought (RFC 9110, 12.5.3).
pub(crate) fn takes(request: &HeaderMap, coding: &str) -> bool {
    listed(request, &ACCEPT_ENCODING).any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .and_then(|q| q.trim().parse::<f32>().ok())
            == Some(0.0);
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

fn listed<'a>(request: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    let values = request
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    values.flat_map(|text| text.split(',')).map(str::trim)
}

pub(crate) fn brotli(bytes: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let quality = if effort == Effort::Once { 11 } else { 5 };
    let mut out = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
    out.write_all(bytes)?;
    Ok(out.into_inner())
}

pub(crate) fn gzip(bytes: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let level = if effort == Effort::Once {
        Compression::best()
    } else {
        Compression::default()
    };
    let mut out = GzEncoder::new(Vec::new(), level);
    out.write_all(bytes)?;
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(name: HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        headers
    }

    #[test]
    fn each_gets_what_it_takes() {
        let answer =
            Answer::compressed("text/html; charset=utf-8", "<p>".repeat(500), Effort::Often);
        for (accepted, coding) in [
            ("gzip, br", Some("br")),
            ("gzip, br;q=0", Some("gzip")),
            ("GZIP;q=0.5", Some("gzip")),
            ("identity", None),
            ("brx", None),
        ] {
            let response = answer.to(&request(ACCEPT_ENCODING, accepted));
            let is = response
                .headers()
                .get(CONTENT_ENCODING)
                .map(|value| value.to_str().unwrap());
            assert_eq!(is, coding, "{accepted}");
        }
    }

    #[test]
    fn who_has_it_gets_nothing() {
        let answer = Answer::plain("image/png", "x");
        let etag = answer.etag.to_str().unwrap();
        for (held, status) in [
            (etag.to_owned(), 304),
            (["\"a\", ", etag].concat(), 304),
            (etag.trim_start_matches("W/").to_owned(), 304),
            ("*".into(), 304),
            ("\"a\"".into(), 200),
        ] {
            assert_eq!(
                answer.to(&request(IF_NONE_MATCH, &held)).status(),
                status,
                "{held}"
            );
        }
    }
}
