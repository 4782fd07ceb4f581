//! Anything that can be followed: what components take.

use std::any::Any;
use std::marker::PhantomData;

use super::slot::{Reading, Slot};
use super::stored::{self, Place, place};
use super::{Memo, RwSignal, memo, rw};

/// A closure that works a value out at each reading.
type Work = Box<dyn Fn() -> Box<dyn Any>>;

/// A value that can be followed, wherever it comes from.
pub struct Signal<T>(Source, PhantomData<fn() -> T>);

#[derive(Clone, Copy)]
enum Source {
    Fixed(Place),
    Derived(Place),
    Memo(memo::Node),
    Rw(rw::Cell),
}

#[inline(never)]
fn open(source: Source, follow: bool) -> Reading {
    match source {
        Source::Fixed(at) => stored::open(at),
        Source::Derived(at) => {
            let held = stored::open(at);
            let work = held.get::<Work>();
            Reading::owned(if follow {
                work()
            } else {
                leptos::prelude::untrack(work)
            })
        }
        Source::Memo(at) => memo::open(at, follow),
        Source::Rw(at) => rw::open(at, follow),
    }
}

fn derived(work: Work) -> Source {
    Source::Derived(place(Slot::of(work)))
}

handle!(Signal<T>);
readable!(Signal, open);

impl<T: 'static> Signal<T> {
    /// Makes a signal from a closure, which runs at each reading.
    pub fn derive(work: impl Fn() -> T + 'static) -> Self {
        let source = derived(Box::new(move || Box::new(work())));
        Self(source, PhantomData)
    }

    /// Follows it.
    pub fn track(self) {
        drop(open(self.0, true));
    }

    /// Tells whether it never changes, so that nobody need follow it.
    pub fn is_fixed(self) -> bool {
        matches!(self.0, Source::Fixed(_))
    }
}

impl<T: 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self(Source::Fixed(place(Slot::of(value))), PhantomData)
    }
}

impl From<&str> for Signal<String> {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}

impl From<&str> for Signal<Option<String>> {
    fn from(value: &str) -> Self {
        Some(value.to_owned()).into()
    }
}

impl From<String> for Signal<Option<String>> {
    fn from(value: String) -> Self {
        Some(value).into()
    }
}

impl<T: 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self(Source::Memo(memo.0), PhantomData)
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(Source::Rw(signal.0), PhantomData)
    }
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        T::default().into()
    }
}
