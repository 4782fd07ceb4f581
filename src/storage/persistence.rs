//! Whether the browser promises to keep the site's storage, and how much room there is.
//!
//! Promises only: Safari deletes after seven days without use whatever it has answered.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// What the browser says about keeping the site's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// It is kept until a person deletes it.
    Kept,
    /// It may go when room is needed.
    BestEffort,
    /// The browser does not say.
    Unknown,
}

/// How much the site stores and may store, in bytes; rough on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Stored now.
    pub usage: u64,
    /// Allowed at most.
    pub quota: u64,
}

/// Asks whether storage is kept.
pub async fn persisted() -> Persistence {
    judge(manager().map(|manager| manager.persisted())).await
}

/// Asks for storage to be kept; some browsers ask the person, so this may take long.
pub async fn persist() -> Persistence {
    judge(manager().map(|manager| manager.persist())).await
}

/// Asks how much room there is; `None` where the browser does not say.
pub async fn estimate() -> Option<Estimate> {
    let answer = answer(Some(manager()?.estimate())).await?;
    Some(Estimate {
        usage: number(&answer, "usage")?,
        quota: number(&answer, "quota")?,
    })
}

fn manager() -> Option<StorageManager> {
    let manager = web_sys::window()?.navigator().storage();
    // Insecure pages and some engines have none, which web-sys does not know.
    (!AsRef::<JsValue>::as_ref(&manager).is_undefined()).then_some(manager)
}

async fn judge(asked: Option<Result<Promise, JsValue>>) -> Persistence {
    match answer(asked).await.and_then(|answer| answer.as_bool()) {
        Some(true) => Persistence::Kept,
        Some(false) => Persistence::BestEffort,
        None => Persistence::Unknown,
    }
}

async fn answer(asked: Option<Result<Promise, JsValue>>) -> Option<JsValue> {
    JsFuture::from(asked?.ok()?).await.ok()
}

fn number(answer: &JsValue, name: &str) -> Option<u64> {
    let bytes = Reflect::get(answer, &name.into()).ok()?.as_f64()?;
    // Rust clamps what is out of range.
    (bytes >= 0.0).then_some(bytes as u64)
}
