//! Files beside the app, from the host that it came from. There are no requests to anywhere else.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::dom;

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
    let window = dom::window().ok_or(FetchError::Offline)?;
    let answer = JsFuture::from(window.fetch_with_str(path)).await;
    let answer: Response = answer.map_err(offline)?.dyn_into().map_err(offline)?;
    if !answer.ok() {
        return Err(FetchError::Status(answer.status()));
    }
    let buffer = answer.array_buffer().map_err(offline)?;
    let buffer = JsFuture::from(buffer).await.map_err(offline)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Fetches a text beside the app; bytes that are no UTF-8 are replaced.
///
/// # Errors
/// [`FetchError`].
pub async fn text(path: &str) -> Result<String, FetchError> {
    let bytes = bytes(path).await?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn offline(_: JsValue) -> FetchError {
    FetchError::Offline
}
