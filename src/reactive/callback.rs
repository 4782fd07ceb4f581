//! What components call.

use std::marker::PhantomData;

use super::slot::Slot;
use super::stored::{Place, place, try_open};

/// A closure as a handle.
pub struct Callback<A>(Place, PhantomData<fn(A)>);

type Run<A> = Box<dyn Fn(A)>;

handle!(Callback<A>);

impl<A: 'static> Callback<A> {
    /// Makes a handle of a closure.
    pub fn new(run: impl Fn(A) + 'static) -> Self {
        let run: Run<A> = Box::new(run);
        Self(place(Slot::of(run)), PhantomData)
    }

    /// Runs it, unless its owner has gone.
    pub fn run(self, with: A) {
        if let Some(held) = try_open(self.0) {
            held.get::<Run<A>>()(with);
        }
    }
}

impl<A: 'static, F: Fn(A) + 'static> From<F> for Callback<A> {
    fn from(run: F) -> Self {
        Self::new(run)
    }
}
