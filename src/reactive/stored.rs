//! Values that nobody follows.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, ReadValue, StoredValue as Inner};

use super::gone;

/// A place in the arena of the present owner.
pub(super) type Place = Inner<Rc<dyn Any>, LocalStorage>;

/// Puts something into the arena.
pub(super) fn place(value: Rc<dyn Any>) -> Place {
    Inner::new_local(value)
}

/// Returns what is there, unless its owner has gone.
pub(super) fn look(place: Place) -> Option<Rc<dyn Any>> {
    place.try_read_value().map(|value| Rc::clone(&value))
}

/// A value that lives as long as its owner; changing it tells nobody.
pub struct StoredValue<T>(Place, PhantomData<fn() -> T>);

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// Stores a value.
    pub fn new(value: T) -> Self {
        Self(place(Rc::new(RefCell::new(value))), PhantomData)
    }

    /// Reads it.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let held = look(self.0);
        let cell = held
            .as_ref()
            .and_then(|held| held.downcast_ref::<RefCell<T>>());
        cell.map_or_else(|| gone(), |cell| read(&cell.borrow()))
    }

    /// Returns a copy of it.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Changes it, unless its owner has gone.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let held = look(self.0)?;
        let cell = held.downcast_ref::<RefCell<T>>()?;
        let mut value = cell.borrow_mut();
        Some(change(&mut value))
    }

    /// Changes it.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Replaces it.
    pub fn set_value(self, value: T) {
        // What was there is dropped when nothing is borrowed any more.
        drop(self.try_update_value(|held| std::mem::replace(held, value)));
    }
}
