//! Notifications of the phone: whether they are allowed, asking for them, and showing one.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationOptions, NotificationPermission, ServiceWorkerRegistration,
};

use super::dom;

/// Whether notifications may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// They may.
    Granted,
    /// They may not, or the browser has none.
    Denied,
    /// Nobody was asked yet.
    Unasked,
}

/// Tells whether notifications may be shown.
#[must_use]
pub fn permission() -> Permission {
    if !exists() {
        return Permission::Denied;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Default => Permission::Unasked,
        _ => Permission::Denied,
    }
}

/// Asks for the permission, where nobody has been asked yet; to be called from a press.
pub async fn ask() -> Permission {
    if permission() == Permission::Unasked
        && let Ok(asked) = Notification::request_permission()
    {
        // The answer is read below; some engines refuse without one.
        drop(JsFuture::from(asked).await);
    }
    permission()
}

/// Shows a notification; answers whether the browser took it. One of the same `tag` is replaced.
pub async fn show(title: &str, tag: &str) -> bool {
    if permission() != Permission::Granted {
        return false;
    }
    let options = NotificationOptions::new();
    options.set_tag(tag);
    // Chrome on Android shows notifications of service workers only.
    match registration().await {
        Some(worker) => match worker.show_notification_with_options(title, &options) {
            Ok(shown) => JsFuture::from(shown).await.is_ok(),
            Err(_) => false,
        },
        None => Notification::new_with_options(title, &options).is_ok(),
    }
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let navigator = dom::window()?.navigator();
    // Absent on pages that are not secure.
    let there = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    if there.is_undefined() {
        return None;
    }
    let found = JsFuture::from(navigator.service_worker().get_registration()).await;
    let worker: ServiceWorkerRegistration = found.ok()?.dyn_into().ok()?;
    worker.active().is_some().then_some(worker)
}

fn exists() -> bool {
    dom::window()
        .and_then(|window| Reflect::get(&window, &"Notification".into()).ok())
        .is_some_and(|found| !found.is_undefined())
}
