//! Values that are worked out from signals, once for each change.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{Memo as Inner, ReadUntracked, Track};

use super::gone;
use super::slot::Reading;

/// What every memo holds.
type Held = Arc<dyn Any + Send + Sync>;

/// The memo behind every [`Memo`].
pub(super) type Node = Inner<Shared>;

/// What every memo holds, as leptos's memo needs it.
#[derive(Clone)]
pub(super) struct Shared(Held);

type Work = Box<dyn Fn(Option<&Reading>) -> Held + Send + Sync>;
type Differ = fn(&Reading, &Reading) -> bool;

/// Opens it, and follows it or not.
#[inline(never)]
pub(super) fn open(memo: Node, follow: bool) -> Reading {
    if follow {
        memo.track();
    }
    let held = memo.try_read_untracked().map(|held| Arc::clone(&held.0));
    held.map_or_else(|| gone(), Reading::shared)
}

/// A memo tells those who follow it only when `differ` says so.
#[inline(never)]
fn make(work: Work, differ: Differ) -> Node {
    Inner::new_owning(move |before: Option<Shared>| {
        let before = before.map(|before| Reading::shared(before.0));
        let next = work(before.as_ref());
        let reading = Reading::shared(Arc::clone(&next));
        let differs = before.is_none_or(|before| differ(&before, &reading));
        (Shared(next), differs)
    })
}

/// A value worked out from signals; it tells those who follow it when it has become another.
pub struct Memo<T>(pub(super) Node, PhantomData<fn() -> T>);

handle!(Memo<T>);
readable!(Memo, open);

impl<T: Send + Sync + 'static> Memo<T> {
    /// Makes a memo from a closure that gets the value before.
    pub fn new(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::with_differ(work, |a, b| a.get::<T>() != b.get::<T>())
    }

    /// Makes a memo whose every new value counts as another.
    pub fn new_always(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self::with_differ(work, |_, _| true)
    }

    fn with_differ(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static, differ: Differ) -> Self {
        let work = move |held: Option<&Reading>| -> Held { Arc::new(work(held.map(Reading::get))) };
        Self(make(Box::new(work), differ), PhantomData)
    }
}

impl<T: 'static> Memo<T> {
    /// Follows it.
    pub fn track(self) {
        self.0.track();
    }
}
