//! Futures over the events of IndexedDB, without promises, and the names of what went wrong.
//!
//! Everything that waits here has a limit: some browsers never fire the event, and a visible "cannot
//! save" is better than a hang.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransaction};

use super::backend::{StorageError, Store};

/// The only version of a database there will ever be.
const VERSION: u32 = 1;
/// How long opening and deleting may wait for other tabs, in ms.
const PATIENCE_MS: i32 = 5_000;
/// How long a transaction may take, in ms.
const TRANSACTION_MS: i32 = 20_000;

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Good,
    Bad,
    TimedOut,
}

/// Waits for the first of some events, or for a time to pass.
struct Watch {
    slot: Rc<Slot>,
    on_event: Closure<dyn FnMut(Event)>,
    _on_time: Closure<dyn FnMut()>,
    timer: Option<i32>,
}

#[derive(Default)]
struct Slot {
    end: Cell<Option<End>>,
    waker: RefCell<Option<Waker>>,
}

impl Slot {
    fn settle(&self, end: End) {
        if self.end.get().is_none() {
            self.end.set(Some(end));
            if let Some(waker) = self.waker.take() {
                waker.wake();
            }
        }
    }
}

impl Watch {
    fn new(limit_ms: i32) -> Self {
        let slot = Rc::new(Slot::default());
        let at_event = Rc::clone(&slot);
        let on_event = Closure::new(move |event: Event| {
            at_event.settle(match event.type_().as_str() {
                "success" | "complete" => End::Good,
                _ => End::Bad,
            });
        });
        let at_time = Rc::clone(&slot);
        let on_time = Closure::new(move || at_time.settle(End::TimedOut));
        let timer = web_sys::window().and_then(|window| {
            let handler = on_time.as_ref().unchecked_ref();
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(handler, limit_ms)
                .ok()
        });
        Self {
            slot,
            on_event,
            _on_time: on_time,
            timer,
        }
    }

    fn handler(&self) -> Option<&Function> {
        Some(self.on_event.as_ref().unchecked_ref())
    }

    async fn end(&self) -> End {
        poll_fn(|context| match self.slot.end.get() {
            Some(end) => Poll::Ready(end),
            None => {
                self.slot.waker.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The timer goes before the closure it would call.
        if let (Some(timer), Some(window)) = (self.timer, web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// The browser's database factory.
pub(super) fn factory() -> Result<IdbFactory, StorageError> {
    web_sys::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(StorageError::Unavailable)
}

/// Opens a database, making its stores where it is new; answers whether it was.
pub(super) async fn open(name: &str) -> Result<(IdbDatabase, bool), StorageError> {
    let request = factory()?.open_with_u32(name, VERSION).map_err(opening)?;
    let created = Rc::new(Cell::new(false));
    let is_new = Rc::clone(&created);
    let upgrade = Closure::once_into_js(move |event: Event| {
        is_new.set(true);
        make_stores(&event);
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let end = settle(&request).await;
    match end {
        End::Good => {
            let database = request.result().map_err(opening)?;
            let database = database.dyn_into().map_err(opening)?;
            Ok((database, created.get()))
        }
        End::Bad => Err(opening(reason(&request))),
        End::TimedOut => {
            // It may still open: then it must not stand in another tab's way.
            let late = Closure::once_into_js(|event: Event| {
                if let Some(database) = opened(&event) {
                    database.close();
                }
            });
            request.set_onsuccess(Some(late.unchecked_ref()));
            Err(StorageError::Blocked)
        }
    }
}

/// Deletes a database.
pub(super) async fn delete(name: &str) -> Result<(), StorageError> {
    let request = factory()?.delete_database(name).map_err(fault)?;
    match settle(&request).await {
        End::Good => Ok(()),
        End::Bad => Err(fault(reason(&request))),
        End::TimedOut => Err(StorageError::Blocked),
    }
}

/// Begins a transaction; a writing one is durable only when the disk says so.
pub(super) fn begin(
    database: &IdbDatabase,
    stores: &[Store],
    write: bool,
) -> Result<IdbTransaction, StorageError> {
    let names: Array = stores
        .iter()
        .map(|store| JsValue::from_str(store.name()))
        .collect();
    let mode = if write { "readwrite" } else { "readonly" };
    let options = Object::new();
    if write {
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(fault)?;
    }
    // web-sys has the options only as an unstable interface.
    let function = Reflect::get(database, &"transaction".into()).map_err(fault)?;
    function
        .dyn_into::<Function>()
        .and_then(|function| function.call3(database, &names, &mode.into(), &options))
        .and_then(JsCast::dyn_into)
        .map_err(fault)
}

/// Waits until a transaction is complete.
pub(super) async fn complete(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let watch = Watch::new(TRANSACTION_MS);
    transaction.set_oncomplete(watch.handler());
    transaction.set_onabort(watch.handler());
    let end = watch.end().await;
    transaction.set_oncomplete(None);
    transaction.set_onabort(None);
    match end {
        End::Good => Ok(()),
        End::Bad => Err(transaction
            .error()
            .map_or(StorageError::Lost, |error| fault(error.into()))),
        End::TimedOut => {
            // So that it cannot land late, over something newer; one that has just ended refuses.
            transaction.abort().ok();
            Err(StorageError::Lost)
        }
    }
}

/// Names an error of the browser.
pub(super) fn fault(error: JsValue) -> StorageError {
    let name = match error.dyn_ref::<DomException>() {
        Some(error) => error.name(),
        None => Reflect::get(&error, &"name".into())
            .ok()
            .and_then(|name| name.as_string())
            .unwrap_or_default(),
    };
    match name.as_str() {
        "QuotaExceededError" => StorageError::Full,
        "SecurityError" | "NotAllowedError" => StorageError::Unavailable,
        "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" => {
            StorageError::Lost
        }
        _ => StorageError::Failed(name),
    }
}

/// Names an error of opening: there, a private window of Firefox says `InvalidStateError`.
fn opening(error: JsValue) -> StorageError {
    let private = error
        .dyn_ref::<DomException>()
        .is_some_and(|error| error.name() == "InvalidStateError");
    if private {
        StorageError::Unavailable
    } else {
        fault(error)
    }
}

async fn settle(request: &IdbOpenDbRequest) -> End {
    let watch = Watch::new(PATIENCE_MS);
    request.set_onsuccess(watch.handler());
    request.set_onerror(watch.handler());
    let end = watch.end().await;
    request.set_onsuccess(None);
    request.set_onerror(None);
    end
}

fn reason(request: &IdbOpenDbRequest) -> JsValue {
    match request.error() {
        Ok(Some(error)) => error.into(),
        Ok(None) => JsValue::UNDEFINED,
        Err(error) => error,
    }
}

fn opened(event: &Event) -> Option<IdbDatabase> {
    let request: IdbOpenDbRequest = event.target()?.dyn_into().ok()?;
    request.result().ok()?.dyn_into().ok()
}

fn make_stores(event: &Event) {
    let made = opened(event).is_some_and(|database| {
        Store::ALL
            .iter()
            .all(|store| database.create_object_store(store.name()).is_ok())
    });
    if !made && let Some(transaction) = upgrading(event) {
        // A database without its stores would stay so; an aborted upgrade is made anew.
        transaction.abort().ok();
    }
}

fn upgrading(event: &Event) -> Option<IdbTransaction> {
    let request: IdbOpenDbRequest = event.target()?.dyn_into().ok()?;
    request.transaction()
}
