//! Anything that can be followed: what components take.

use std::marker::PhantomData;
use std::rc::Rc;

use super::stored::{Place, look, place};
use super::{Memo, RwSignal, gone, memo};

/// A closure that works a value out at each reading.
type Work<T> = Box<dyn Fn() -> T>;

/// A value that can be followed, wherever it comes from.
pub struct Signal<T>(Source<T>);

enum Source<T> {
    Fixed(Place, PhantomData<fn() -> T>),
    Derived(Place),
    Memo(memo::Any1),
    Rw(RwSignal<T>),
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> Clone for Source<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Source<T> {}

impl<T: 'static> Signal<T> {
    /// Makes a signal from a closure, which runs at each reading.
    pub fn derive(work: impl Fn() -> T + 'static) -> Self {
        let work: Work<T> = Box::new(work);
        Self(Source::Derived(place(Rc::new(work))))
    }

    fn read<R>(self, follow: bool, read: impl FnOnce(&T) -> R) -> Option<R> {
        match self.0 {
            Source::Fixed(at, _) => look(at)?.downcast_ref().map(read),
            Source::Derived(at) => {
                let held = look(at)?;
                let work = held.downcast_ref::<Work<T>>()?;
                let value = if follow {
                    work()
                } else {
                    leptos::prelude::untrack(work)
                };
                Some(read(&value))
            }
            Source::Memo(at) => memo::look(at, follow)?.read().map(read),
            Source::Rw(signal) if follow => Some(signal.with(read)),
            Source::Rw(signal) => Some(signal.with_untracked(read)),
        }
    }

    /// Reads and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(true, read).unwrap_or_else(|| gone())
    }

    /// Reads it.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(false, read).unwrap_or_else(|| gone())
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

    /// Follows it.
    pub fn track(self) {
        self.with(|_| ());
    }
}

impl<T: 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self(Source::Fixed(place(Rc::new(value)), PhantomData))
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
        Self(Source::Memo(memo.0))
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(Source::Rw(signal))
    }
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        T::default().into()
    }
}
