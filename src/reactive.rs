//! Signals of any type over leptos's signals of one type.
//!
//! Leptos writes its reactive graph out once for each type of value; an app with some ninety types
//! carries ninety copies. These handles have the names and the meaning of its own (`RwSignal`, `Memo`,
//! `Signal`, `StoredValue`, `Callback`), are `Copy`, belong to the owner they are made under, and keep
//! their values without their types (see `slot`), so that the graph is in the wasm once.
//!
//! Reading one whose owner has gone is an error of the program, as in leptos; `try_*` ask first.

mod callback;
mod memo;
mod rw;
mod signal;
mod slot;
mod stored;

pub use callback::Callback;
pub use memo::Memo;
pub use rw::RwSignal;
pub use signal::Signal;
pub use stored::StoredValue;

/// Runs something at once after this turn, and again whenever a signal changes that it read.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    leptos::prelude::Effect::new(move |_| run());
}

/// What a handle does whose owner has gone.
#[cold]
fn gone() -> ! {
    unreachable!("a signal was used after its owner had gone")
}
