//! Signals of any type over leptos's signals of one type.
//!
//! Leptos writes its reactive graph out once for each type of value; an app with some ninety types
//! carries ninety copies. These handles have the names and the meaning of its own (`RwSignal`, `Memo`,
//! `Signal`, `StoredValue`, `Callback`), are `Copy`, belong to the owner they are made under, and keep
//! their values without their types (see `slot`), so that the graph is in the wasm once.
//!
//! Reading one whose owner has gone is an error of the program, as in leptos; `try_*` ask first.

/// Makes a handle `Copy`, whatever its value is: it holds a place, not the value.
macro_rules! handle {
    ($handle:ident<$value:ident>) => {
        impl<$value> Clone for $handle<$value> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<$value> Copy for $handle<$value> {}
    };
}

/// Lets a handle be read; `$open` opens its place, and follows it or not.
macro_rules! readable {
    ($handle:ident, $open:ident) => {
        impl<T: 'static> $handle<T> {
            /// Reads and follows it.
            pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
                read($open(self.0, true).get())
            }

            /// Reads it.
            pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
                read($open(self.0, false).get())
            }

            /// Returns a copy, and follows it.
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.with(T::clone)
            }

            /// Returns a copy.
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.with_untracked(T::clone)
            }
        }
    };
}

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

/// Runs something when this turn is over, and again whenever a signal changes that it read.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    leptos::prelude::Effect::new(move |_| run());
}

/// What a handle does whose owner has gone.
#[cold]
fn gone() -> ! {
    unreachable!("a signal was used after its owner had gone")
}
