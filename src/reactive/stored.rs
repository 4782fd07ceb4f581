//! Values that nobody follows.

use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, ReadValue, StoredValue as Inner};

use super::gone;
use super::slot::{Reading, Slot, Writing};

/// A place in the arena of the present owner.
pub(super) type Place = Inner<Rc<Slot>, LocalStorage>;

/// Puts something into the arena.
pub(super) fn place(value: Rc<Slot>) -> Place {
    Inner::new_local(value)
}

fn look(place: Place) -> Option<Rc<Slot>> {
    place.try_read_value().map(|slot| Rc::clone(&slot))
}

/// Opens what is there.
#[inline(never)]
pub(super) fn open(place: Place) -> Reading {
    look(place).map_or_else(|| gone(), Slot::read)
}

/// Opens what is there, unless its owner has gone.
#[inline(never)]
pub(super) fn try_open(place: Place) -> Option<Reading> {
    look(place).map(Slot::read)
}

#[inline(never)]
fn change(place: Place) -> Option<Writing> {
    look(place).map(Slot::write)
}

/// A value that lives as long as its owner; changing it tells nobody.
pub struct StoredValue<T>(Place, PhantomData<fn() -> T>);

handle!(StoredValue<T>);

impl<T: 'static> StoredValue<T> {
    /// Stores a value.
    pub fn new(value: T) -> Self {
        Self(place(Slot::of(value)), PhantomData)
    }

    /// Reads it.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(open(self.0).get())
    }

    /// Returns a copy of it.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Changes it, unless its owner has gone.
    pub fn try_update_value<R>(self, with: impl FnOnce(&mut T) -> R) -> Option<R> {
        change(self.0).map(|mut value| with(value.get()))
    }

    /// Changes it.
    pub fn update_value(self, with: impl FnOnce(&mut T)) {
        self.try_update_value(with);
    }

    /// Replaces it.
    pub fn set_value(self, value: T) {
        // What was there is dropped when nothing is borrowed any more.
        drop(self.try_update_value(|held| std::mem::replace(held, value)));
    }
}
