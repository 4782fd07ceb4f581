//! Raw deflate (RFC 1951) by the browser's own streams, with a cap on what comes out.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStream, ReadableStreamDefaultReader, WritableStream, WritableStreamDefaultWriter,
};

/// Why bytes could not be inflated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeflateError {
    /// They are no deflated stream, or the browser has no streams of that kind.
    #[error("cannot be inflated")]
    Broken,
    /// More comes out than is allowed.
    #[error("too large")]
    TooLarge,
}

/// Deflates bytes.
///
/// # Errors
/// [`DeflateError::Broken`] where the browser cannot.
pub async fn deflate(bytes: &[u8]) -> Result<Vec<u8>, DeflateError> {
    pump(&stream("CompressionStream")?, bytes, usize::MAX).await
}

/// Inflates bytes, at most `limit` of them.
///
/// # Errors
/// [`DeflateError`].
pub async fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, DeflateError> {
    pump(&stream("DecompressionStream")?, bytes, limit).await
}

/// A stream of that class; web-sys has them behind an unstable flag only.
fn stream(class: &str) -> Result<JsValue, DeflateError> {
    let class = Reflect::get(&js_sys::global(), &class.into()).map_err(broken)?;
    let class: Function = class.dyn_into().map_err(broken)?;
    let arguments = Array::of1(&"deflate-raw".into());
    Reflect::construct(&class, &arguments).map_err(broken)
}

async fn pump(stream: &JsValue, bytes: &[u8], limit: usize) -> Result<Vec<u8>, DeflateError> {
    let end = |name: &str| Reflect::get(stream, &name.into()).map_err(broken);
    let readable: ReadableStream = end("readable")?.unchecked_into();
    let writable: WritableStream = end("writable")?.unchecked_into();
    let writer: WritableStreamDefaultWriter = writable.get_writer().map_err(broken)?;
    let chunk = Uint8Array::from(bytes);
    // Awaiting these before reading would wait for ever once the stream's buffer is full; their
    // failure shows at the reading end too, so it is heard there and only silenced here.
    let wrote = [writer.write_with_chunk(&chunk), writer.close()];
    for promise in wrote {
        super::task::spawn(async move { drop(JsFuture::from(promise).await) });
    }
    let reader: ReadableStreamDefaultReader = readable.get_reader().unchecked_into();
    let mut out = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(broken)?;
        let done = Reflect::get(&step, &"done".into()).map_err(broken)?;
        if done.is_truthy() {
            return Ok(out);
        }
        let chunk = Reflect::get(&step, &"value".into()).map_err(broken)?;
        let chunk: Uint8Array = chunk.dyn_into().map_err(broken)?;
        if out.len().saturating_add(chunk.length() as usize) > limit {
            super::task::spawn(async move {
                drop(JsFuture::from(reader.cancel()).await);
            });
            return Err(DeflateError::TooLarge);
        }
        out.extend(chunk.to_vec());
    }
}

fn broken(_: JsValue) -> DeflateError {
    DeflateError::Broken
}
