//! Values that are worked out from signals, once for each change.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{Memo as Inner, ReadUntracked, Track};

use super::gone;

/// What every memo holds.
#[derive(Clone)]
pub(super) struct Held(Arc<dyn Any + Send + Sync>);

/// The memo behind every [`Memo`].
pub(super) type Any1 = Inner<Held>;

type Work = Box<dyn Fn(Option<&Held>) -> Held + Send + Sync>;
type Differ = fn(&Held, &Held) -> bool;

/// Returns what it holds, unless its owner has gone.
pub(super) fn look(memo: Any1, follow: bool) -> Option<Held> {
    if follow {
        memo.track();
    }
    memo.try_read_untracked().map(|held| held.clone())
}

/// A memo tells those who follow it only when `differ` says so.
fn make(work: Work, differ: Differ) -> Any1 {
    Inner::new_owning(move |before: Option<Held>| {
        let next = work(before.as_ref());
        let differs = before.is_none_or(|before| differ(&before, &next));
        (next, differs)
    })
}

impl Held {
    fn new<T: Send + Sync + 'static>(value: T) -> Self {
        Self(Arc::new(value))
    }

    pub(super) fn read<T: 'static>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

/// A value worked out from signals; it tells those who follow it when it has become another.
pub struct Memo<T>(pub(super) Any1, PhantomData<fn() -> T>);

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: Send + Sync + 'static> Memo<T> {
    /// Makes a memo from a closure that gets the value before.
    pub fn new(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::with_differ(work, |a, b| a.read::<T>() != b.read::<T>())
    }

    /// Makes a memo whose every new value counts as another.
    pub fn new_always(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self::with_differ(work, |_, _| true)
    }

    fn with_differ(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static, differ: Differ) -> Self {
        let work = move |held: Option<&Held>| Held::new(work(held.and_then(Held::read)));
        Self(make(Box::new(work), differ), PhantomData)
    }
}

impl<T: 'static> Memo<T> {
    fn read<R>(self, follow: bool, read: impl FnOnce(&T) -> R) -> R {
        let held = look(self.0, follow);
        let value = held.as_ref().and_then(Held::read);
        value.map_or_else(|| gone(), read)
    }

    /// Reads and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(true, read)
    }

    /// Reads it.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(false, read)
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
        self.0.track();
    }
}
