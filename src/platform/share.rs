//! Passing something on: the phone's share sheet, and the clipboard.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, ShareData};

use super::dom;

/// Tells whether the browser has a share sheet.
#[must_use]
pub fn can_share() -> bool {
    navigator().is_some_and(|navigator| has(&navigator, "share"))
}

/// Opens the share sheet; answers whether something was shared.
pub async fn share(title: &str, text: &str, url: &str) -> bool {
    let Some(navigator) = navigator().filter(|navigator| has(navigator, "share")) else {
        return false;
    };
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    if !url.is_empty() {
        data.set_url(url);
    }
    JsFuture::from(navigator.share_with_data(&data))
        .await
        .is_ok()
}

/// Tells whether the share sheet takes text files.
#[must_use]
pub fn can_share_files() -> bool {
    let Some(navigator) = navigator().filter(|navigator| has(navigator, "canShare")) else {
        return false;
    };
    file("gagas.txt", "text/plain", &"gagas".into()).is_some_and(|file| {
        let data = ShareData::new();
        data.set_files(&Array::of1(&file));
        navigator.can_share_with_data(&data)
    })
}

/// Opens the share sheet with a file of one part, a text or a blob; answers whether it was shared.
pub async fn share_file(name: &str, media_type: &str, part: &JsValue) -> bool {
    let (Some(navigator), Some(file)) = (navigator(), file(name, media_type, part)) else {
        return false;
    };
    if !has(&navigator, "share") {
        return false;
    }
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    JsFuture::from(navigator.share_with_data(&data))
        .await
        .is_ok()
}

/// A file; of texts only `.txt` may be shared everywhere.
fn file(name: &str, media_type: &str, part: &JsValue) -> Option<JsValue> {
    let class = Reflect::get(&js_sys::global(), &"File".into()).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &media_type.into()).ok()?;
    let arguments = Array::of3(&Array::of1(part), &name.into(), &options);
    Reflect::construct(&class, &arguments).ok()
}

/// Copies a text; answers whether it was copied.
pub async fn copy(text: &str) -> bool {
    let Some(navigator) = navigator().filter(|navigator| has(navigator, "clipboard")) else {
        return false;
    };
    let written = navigator.clipboard().write_text(text);
    JsFuture::from(written).await.is_ok()
}

fn navigator() -> Option<Navigator> {
    dom::window().map(|window| window.navigator())
}

/// Insecure pages and some engines lack what web-sys takes for granted.
fn has(navigator: &JsValue, name: &str) -> bool {
    Reflect::get(navigator, &name.into()).is_ok_and(|found| !found.is_undefined())
}
