//! Reads bodies, with a bound on each and on all together.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use futures_util::StreamExt;
use gagas_domain::sync::wire::MAX_REQUEST;
use serde::de::DeserializeOwned;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::{Api, Problem};
use crate::store::Store;

/// How long a body may pause.
const PAUSE: Duration = Duration::from_secs(10);
/// How long a body may take.
const WHOLE: Duration = Duration::from_secs(60);

/// A body that was read, and the room that it takes until it is dropped.
pub(super) struct Read<T> {
    pub(super) value: T,
    pub(super) room: OwnedSemaphorePermit,
}

impl<S: Store> Api<S> {
    /// Reads JSON.
    ///
    /// # Errors
    /// [`Problem`].
    pub(super) async fn json<T: DeserializeOwned>(
        &self,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Read<T>, Problem> {
        if !is_json(headers) {
            return Err(Problem::MediaType);
        }
        let told = headers
            .get(CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok());
        let length = told
            .and_then(|text| text.parse().ok())
            .unwrap_or(MAX_REQUEST);
        if length > MAX_REQUEST {
            return Err(Problem::TooLarge);
        }
        let kib = u32::try_from(length.div_ceil(1_024)).map_err(|_| Problem::TooLarge)?;
        let room = Arc::clone(&self.reading).acquire_many_owned(kib);
        let room = match timeout(PAUSE, room).await {
            Ok(Ok(room)) => room,
            _ => return Err(Problem::Busy),
        };
        let bytes = timeout(WHOLE, read(body, length)).await;
        let bytes = bytes.map_err(|_| Problem::Slow)??;
        let value = serde_json::from_slice(&bytes);
        let value = value.map_err(|_| Problem::Malformed("the body has another shape"))?;
        Ok(Read { value, room })
    }
}

async fn read(body: Body, length: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut parts = body.into_data_stream();
    while let Some(part) = timeout(PAUSE, parts.next())
        .await
        .map_err(|_| Problem::Slow)?
    {
        let part = part.map_err(|_| Problem::Malformed("the body broke off"))?;
        if bytes.len() + part.len() > length {
            return Err(Problem::TooLarge);
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

/// No form of another site can send this without being asked first.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|text| text.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
