//! Passing something on: the phone's share sheet, and the clipboard.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
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
