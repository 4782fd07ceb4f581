//! One request of a phone over a connection of its own.

use axum::body::Body;
use axum::http::request::Builder;
use futures_util::StreamExt;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use std::io::Read;
use std::time::Duration;
use tokio::net::TcpStream;

use crate::Outcome;

/// What a phone heard.
pub(crate) enum Heard {
    /// A whole answer: its status and text.
    Whole(u16, String),
    /// The connection failed or nothing more came; this is what had come of the body.
    Broken(Vec<u8>),
}

/// Where a phone sends its requests, and how long it waits for each answer.
pub(crate) struct Way {
    pub(crate) proxy: String,
    pub(crate) patience: Duration,
}

/// Sends a request.
pub(crate) async fn ask(way: &Way, request: Builder, body: Option<String>) -> Heard {
    let mut came = Vec::new();
    let exchange = exchange(&way.proxy, request, body, &mut came);
    match tokio::time::timeout(way.patience, exchange).await {
        Ok(Ok((status, text))) => Heard::Whole(status, text),
        _ => Heard::Broken(came),
    }
}

async fn exchange(
    address: &str,
    request: Builder,
    body: Option<String>,
    came: &mut Vec<u8>,
) -> Outcome<(u16, String)> {
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let request = request
        .header("host", "localhost")
        .header("connection", "close")
        .header("content-type", "application/json")
        .body(Body::from(body.unwrap_or_default()))?;
    let answer = sender.send_request(request).await?.map(Body::new);
    let coding = answer.headers().get("content-encoding").cloned();
    let status = answer.status().as_u16();
    let mut pieces = answer.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        came.extend(piece?);
    }
    let mut text = String::new();
    match coding.as_ref().map(|coding| coding.as_bytes()) {
        Some(b"gzip") => flate2::read::GzDecoder::new(&came[..]).read_to_string(&mut text)?,
        Some(b"br") => brotli::Decompressor::new(&came[..], 4_096).read_to_string(&mut text)?,
        _ => (&came[..]).read_to_string(&mut text)?,
    };
    Ok((status, text))
}
