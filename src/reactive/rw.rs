//! Signals that are set.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, Notify, ReadUntracked, RwSignal as Inner, Track};

use super::gone;

/// The signal behind every [`RwSignal`]; its value is a `RefCell`.
pub(super) type Cell = Inner<Rc<dyn Any>, LocalStorage>;

/// Returns the cell, unless its owner has gone.
pub(super) fn look(signal: Cell, follow: bool) -> Option<Rc<dyn Any>> {
    if follow {
        signal.track();
    }
    signal.try_read_untracked().map(|value| Rc::clone(&value))
}

/// A value that can be set and followed.
pub struct RwSignal<T>(pub(super) Cell, PhantomData<fn() -> T>);

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: 'static> RwSignal<T> {
    /// Makes a signal with its first value.
    pub fn new(value: T) -> Self {
        Self(Inner::new_local(Rc::new(RefCell::new(value))), PhantomData)
    }

    fn read<R>(self, follow: bool, read: impl FnOnce(&T) -> R) -> Option<R> {
        let held = look(self.0, follow)?;
        let cell = held.downcast_ref::<RefCell<T>>()?;
        let value = cell.borrow();
        Some(read(&value))
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

    /// Returns a copy, unless its owner has gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.read(false, T::clone)
    }

    /// Follows it.
    pub fn track(self) {
        self.0.track();
    }

    /// Changes it and tells nobody.
    pub fn update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let held = look(self.0, false)?;
        let cell = held.downcast_ref::<RefCell<T>>()?;
        let mut value = cell.borrow_mut();
        Some(change(&mut value))
    }

    /// Changes it and tells those who follow it.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if self.update_untracked(change).is_some() {
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
