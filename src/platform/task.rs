//! Work that goes on by itself: futures on the browser's own queue.

use std::future::Future;
use std::pin::Pin;

/// Starts a future; it runs until it is done or the page goes.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    start(Box::pin(future));
}

/// Once for all futures: what the queue is made of would be written out for each of them.
#[inline(never)]
fn start(future: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(future);
}
