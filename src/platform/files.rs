//! Files: handing one out, and reading one that a person chose.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use super::{clock, dom};

/// Saves bytes as a file of that name; answers whether the browser took it.
#[must_use]
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    blob(media_type, bytes).is_some_and(|blob| save_blob(name, &blob))
}

/// Saves a blob as a file of that name.
#[must_use]
pub fn save_blob(name: &str, blob: &Blob) -> bool {
    let Ok(url) = Url::create_object_url_with_blob(blob) else {
        return false;
    };
    let link = dom::document().and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return false;
    };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Browsers read it after the click; a minute is long enough for all of them.
    clock::after(60_000, move || drop(Url::revoke_object_url(&url)));
    true
}

/// Makes a blob.
#[must_use]
pub fn blob(media_type: &str, bytes: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// Reads a file that a person chose; `None` where it cannot be read or is larger than `limit`.
pub async fn read(file: &File, limit: f64) -> Option<Vec<u8>> {
    if file.size() > limit {
        return None;
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
