//! Requests to the host that the app came from. There are none to anywhere else.

use gloo_net::http::Request;

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No network, or no host.
    #[error("no answer")]
    Offline,
    /// The host has no such file.
    #[error("status {0}")]
    Status(u16),
}

/// Fetches a file beside the app; `path` is relative to it.
///
/// # Errors
/// [`FetchError`].
pub async fn bytes(path: &str) -> Result<Vec<u8>, FetchError> {
    let answer = Request::get(path)
        .send()
        .await
        .map_err(|_| FetchError::Offline)?;
    if !answer.ok() {
        return Err(FetchError::Status(answer.status()));
    }
    answer.binary().await.map_err(|_| FetchError::Offline)
}

/// Fetches a text beside the app; bytes that are no UTF-8 are replaced.
///
/// # Errors
/// [`FetchError`].
pub async fn text(path: &str) -> Result<String, FetchError> {
    let bytes = bytes(path).await?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}
