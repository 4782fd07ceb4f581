//! Requests to the host that the app came from. There are none to anywhere else.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Headers, ReadableStreamDefaultReader, RequestInit, Response,
};

use super::dom;

/// After which time a request without an answer is given up, in ms.
const PATIENCE_MS: u32 = 30_000;

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

/// What is asked of the host.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The address, relative to the app.
    pub path: String,
    /// Headers by name; those of an empty value are left out.
    pub headers: Vec<(&'static str, String)>,
    /// JSON to post; without it the address is only read.
    pub body: Option<String>,
}

/// An answer whose body was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status (RFC 9110).
    pub status: u16,
    /// The body as text.
    pub text: String,
}

/// Fetches a file beside the app; `path` is relative to it.
///
/// # Errors
/// [`FetchError`].
pub async fn bytes(path: &str) -> Result<Vec<u8>, FetchError> {
    let ask = Ask {
        path: path.into(),
        ..Ask::default()
    };
    let answer = send(&ask, None).await?;
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

/// Asks, and reads the whole answer, whatever its status; gives up after half a minute.
///
/// # Errors
/// [`FetchError::Offline`].
pub async fn ask(ask: &Ask) -> Result<Answer, FetchError> {
    let patience = AbortSignal::timeout_with_u32(PATIENCE_MS);
    let answer = send(ask, Some(&patience)).await?;
    let status = answer.status();
    let text = JsFuture::from(answer.text().map_err(offline)?).await;
    Ok(Answer {
        status,
        text: text.map_err(offline)?.as_string().unwrap_or_default(),
    })
}

/// Asks for an answer that does not end, and gives `heard` each piece of it as text (none where it is no
/// UTF-8) until the host or `stop` ends it;
/// answers the status.
///
/// # Errors
/// [`FetchError::Offline`] where it did not begin.
pub async fn listen(
    ask: &Ask,
    stop: &AbortController,
    mut heard: impl FnMut(String),
) -> Result<u16, FetchError> {
    let answer = send(ask, Some(&stop.signal())).await?;
    let status = answer.status();
    if let Some(body) = answer.body().filter(|_| answer.ok()) {
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        while let Ok(step) = JsFuture::from(reader.read()).await {
            let piece = Reflect::get(&step, &"value".into()).ok();
            let Some(piece) = piece.and_then(|piece| piece.dyn_into::<Uint8Array>().ok()) else {
                break;
            };
            heard(String::from_utf8(piece.to_vec()).unwrap_or_default());
        }
    }
    Ok(status)
}

async fn send(ask: &Ask, signal: Option<&AbortSignal>) -> Result<Response, FetchError> {
    let request = RequestInit::new();
    request.set_signal(signal);
    let headers = Headers::new().map_err(offline)?;
    for (name, value) in ask.headers.iter().filter(|(_, value)| !value.is_empty()) {
        headers.set(name, value).map_err(offline)?;
    }
    if let Some(body) = &ask.body {
        request.set_method("POST");
        request.set_body(&body.as_str().into());
        headers
            .set("content-type", "application/json")
            .map_err(offline)?;
    }
    request.set_headers(&headers);
    let window = dom::window().ok_or(FetchError::Offline)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(&ask.path, &request)).await;
    answer.map_err(offline)?.dyn_into().map_err(offline)
}

fn offline(_: JsValue) -> FetchError {
    FetchError::Offline
}
