//! The web build inside the binary: `dist` as it was when the binary was compiled.

use crate::answer::Answer;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;
use std::borrow::Cow;

#[derive(Embed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Dist;

/// The bytes of a file.
pub(super) fn read(name: &str) -> Option<Cow<'static, [u8]>> {
    Dist::get(name).map(|file| file.data)
}

/// Answers a request for a file.
pub(super) async fn file(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let name = request.uri().path().trim_start_matches('/');
    let Some(plain) = bytes(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let other = |ending| bytes(&[name, ending].concat());
    Answer::precompressed(content_type(name), plain, other(".br"), other(".gz"))
        .to(request.headers())
}

fn bytes(name: &str) -> Option<Bytes> {
    read(name).map(|data| match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    })
}

/// The types of all that a build holds.
fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "wasm" => "application/wasm",
        "js" => "text/javascript; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
