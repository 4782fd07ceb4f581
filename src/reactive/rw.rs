//! Signals that are set.

use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, Notify, ReadUntracked, RwSignal as Inner, Track};

use super::gone;
use super::slot::{Reading, Slot, Writing};

/// The signal behind every [`RwSignal`].
pub(super) type Cell = Inner<Rc<Slot>, LocalStorage>;

fn look(signal: Cell) -> Option<Rc<Slot>> {
    signal.try_read_untracked().map(|slot| Rc::clone(&slot))
}

/// Opens it, and follows it or not.
#[inline(never)]
pub(super) fn open(signal: Cell, follow: bool) -> Reading {
    if follow {
        signal.track();
    }
    look(signal).map_or_else(|| gone(), Slot::read)
}

#[inline(never)]
fn change(signal: Cell) -> Option<Writing> {
    look(signal).map(Slot::write)
}

/// A value that can be set and followed.
pub struct RwSignal<T>(pub(super) Cell, PhantomData<fn() -> T>);

handle!(RwSignal<T>);
readable!(RwSignal, open);

impl<T: 'static> RwSignal<T> {
    /// Makes a signal with its first value.
    pub fn new(value: T) -> Self {
        Self(Inner::new_local(Slot::of(value)), PhantomData)
    }

    /// Returns a copy, unless its owner has gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        look(self.0).map(|slot| slot.read().get::<T>().clone())
    }

    /// Follows it.
    pub fn track(self) {
        self.0.track();
    }

    /// Changes it and tells nobody; `None` when its owner has gone.
    pub fn update_untracked<R>(self, with: impl FnOnce(&mut T) -> R) -> Option<R> {
        change(self.0).map(|mut value| with(value.get()))
    }

    /// Changes it and tells those who follow it.
    pub fn update(self, with: impl FnOnce(&mut T)) {
        if self.update_untracked(with).is_some() {
            self.0.notify();
        }
    }

    /// Sets it, unless its owner has gone.
    pub fn set(self, value: T) {
        // What was there is dropped when nothing is borrowed any more.
        if self
            .update_untracked(|held| std::mem::replace(held, value))
            .is_some()
        {
            self.0.notify();
        }
    }
}
