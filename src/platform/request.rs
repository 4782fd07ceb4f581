//! Requests to the host's interface, with headers, bodies and answers that do not end. Only the part that a server
//! needs uses them; what the app itself is made of comes by `fetch`.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, ReadableStream, ReadableStreamDefaultReader};

use super::clock;
use super::fetch::FetchError;

/// After which silence a request is given up, in ms. It is no bound on the whole: on a slow network a page of a
/// quarter of a megabyte takes longer, and cut off it would begin at its first byte again, for ever. What is sent is
/// not heard on its way, so for a push it bounds that; one that was given up is tried again with half as much.
const SILENCE_MS: i64 = 30_000;
/// How often it is looked whether there is silence, in ms.
const LOOK_MS: u64 = 5_000;

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

/// Asks, and reads the whole answer, whatever its status; gives up once nothing came for half a minute.
///
/// # Errors
/// [`FetchError::Offline`].
pub async fn ask(ask: &Ask) -> Result<Answer, FetchError> {
    let stop = AbortController::new().map_err(|_| FetchError::Offline)?;
    let watch = Watch::over(&stop, SILENCE_MS);
    let answer = send(ask, &watch).await?;
    let status = answer.status();
    let wait = answer.headers().get("retry-after");
    let wait_s = wait.and_then(|text| text.parse().ok()).unwrap_or(0);
    let text = whole(answer.body(), &watch).await?;
    Ok(Answer {
        status,
        text,
        wait_s,
    })
}

/// Asks for an answer that does not end, and gives `heard` each piece of it as text (none where it is no UTF-8) until
/// the host or `stop` ends it, or nothing came for `silence_ms`; answers the status.
///
/// # Errors
/// [`FetchError::Offline`] where it did not begin.
pub async fn listen(
    ask: &Ask,
    stop: &AbortController,
    silence_ms: i64,
    mut heard: impl FnMut(String),
) -> Result<u16, FetchError> {
    let watch = Watch::over(stop, silence_ms);
    let answer = send(ask, &watch).await?;
    let status = answer.status();
    if let Some(body) = answer.body().filter(|_| answer.ok()) {
        // How it ended says nothing.
        let _ = pieces(body, |piece| {
            watch.heard();
            heard(String::from_utf8(piece).unwrap_or_default());
        })
        .await;
    }
    Ok(status)
}

/// Gives each piece of a body as it comes.
async fn pieces(body: ReadableStream, mut heard: impl FnMut(Vec<u8>)) -> Result<(), FetchError> {
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let step = JsFuture::from(reader.read()).await;
        let step = step.map_err(|_| FetchError::Offline)?;
        let piece = Reflect::get(&step, &"value".into()).ok();
        let Some(piece) = piece.and_then(|piece| piece.dyn_into::<Uint8Array>().ok()) else {
            return Ok(());
        };
        heard(piece.to_vec());
    }
}

/// Reads a body to its end, for as long as some of it comes; bytes that are no UTF-8 make it empty.
async fn whole(body: Option<ReadableStream>, watch: &Watch) -> Result<String, FetchError> {
    let mut bytes = Vec::new();
    if let Some(body) = body {
        pieces(body, |piece| {
            watch.heard();
            bytes.extend(piece);
        })
        .await?;
    }
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Watches a request, and gives it up after a silence.
struct Watch {
    stop: AbortController,
    /// When something was last heard (ms, this device); for ever once there is nothing to wait for.
    heard: Rc<Cell<i64>>,
}

impl Watch {
    fn over(stop: &AbortController, silence_ms: i64) -> Self {
        let heard = Rc::new(Cell::new(clock::now_ms()));
        look(stop.clone(), Rc::clone(&heard), silence_ms);
        Self {
            stop: stop.clone(),
            heard,
        }
    }

    fn signal(&self) -> AbortSignal {
        self.stop.signal()
    }

    fn heard(&self) {
        self.heard.set(clock::now_ms());
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.heard.set(i64::MAX);
    }
}

/// Looks now and then, by the clock: a timer stands still while a phone sleeps.
fn look(stop: AbortController, heard: Rc<Cell<i64>>, silence_ms: i64) {
    clock::after(LOOK_MS, move || {
        if clock::now_ms() - heard.get() > silence_ms {
            stop.abort();
        } else if heard.get() != i64::MAX {
            look(stop, heard, silence_ms);
        }
    });
}

/// Asks, and waits for the head of the answer.
async fn send(ask: &Ask, watch: &Watch) -> Result<Response, FetchError> {
    let mut request = RequestBuilder::new(&ask.path).abort_signal(Some(&watch.signal()));
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
    let answer = request.map_err(offline)?.send().await.map_err(offline)?;
    watch.heard();
    Ok(answer)
}

fn offline(_: gloo_net::Error) -> FetchError {
    FetchError::Offline
}
