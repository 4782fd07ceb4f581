//! Requests to the host's interface, with headers, bodies and answers that do not end. Only the part that a server
//! needs uses them; what the app itself is made of comes by `fetch`.

use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader};

use super::fetch::FetchError;

/// After which time a request without an answer is given up, in ms.
const PATIENCE_MS: u32 = 30_000;

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
    /// When to come again, in s (RFC 9110, 10.2.3); 0 where that is not told.
    pub wait_s: u32,
}

/// Asks, and reads the whole answer, whatever its status; gives up after half a minute.
///
/// # Errors
/// [`FetchError::Offline`].
pub async fn ask(ask: &Ask) -> Result<Answer, FetchError> {
    let patience = AbortSignal::timeout_with_u32(PATIENCE_MS);
    let answer = send(ask, Some(&patience)).await?;
    let status = answer.status();
    let wait = answer.headers().get("retry-after");
    let wait_s = wait.and_then(|text| text.parse().ok()).unwrap_or(0);
    let text = answer.text().await.map_err(offline)?;
    Ok(Answer {
        status,
        text,
        wait_s,
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
    let mut request = RequestBuilder::new(&ask.path).abort_signal(signal);
    for (name, value) in ask.headers.iter().filter(|(_, value)| !value.is_empty()) {
        request = request.header(name, value);
    }
    let request = match &ask.body {
        Some(body) => request
            .method(Method::POST)
            .header("content-type", "application/json")
            .body(body.as_str()),
        None => request.build(),
    };
    request.map_err(offline)?.send().await.map_err(offline)
}

fn offline(_: gloo_net::Error) -> FetchError {
    FetchError::Offline
}
