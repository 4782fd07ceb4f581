//! Values without their type, and the one place that gives the type back.
//!
//! A handle such as `RwSignal<T>` is only ever made together with a value of type `T`, and its fields
//! are private, so what it opens is a `T`. `Any::downcast_ref` would compare sixteen bytes at each of
//! the app's six hundred readings; here a build with debug assertions does, and a release does not.
//! Borrows are counted as `RefCell` counts them.

#![expect(
    unsafe_code,
    reason = "a cast that the type system cannot see: 25 kB of the wasm"
)]

use std::any::Any;
use std::cell::{Cell, UnsafeCell};
use std::rc::Rc;
use std::sync::Arc;

/// A value that can be read and changed.
pub(super) struct Slot {
    /// How many read it; -1 while it is changed.
    borrows: Cell<isize>,
    value: Box<UnsafeCell<dyn Any>>,
}

impl Slot {
    pub(super) fn of<T: 'static>(value: T) -> Rc<Self> {
        Self::new(Box::new(UnsafeCell::new(value)))
    }

    fn new(value: Box<UnsafeCell<dyn Any>>) -> Rc<Self> {
        let borrows = Cell::new(0);
        Rc::new(Self { borrows, value })
    }

    /// Opens it for reading.
    pub(super) fn read(self: Rc<Self>) -> Reading {
        if self.borrows.get() < 0 {
            clash();
        }
        self.borrows.set(self.borrows.get() + 1);
        let at = self.value.get() as *const dyn Any;
        Reading {
            at,
            hold: Hold::Slot(self),
        }
    }

    /// Opens it for changing.
    pub(super) fn write(self: Rc<Self>) -> Writing {
        if self.borrows.get() != 0 {
            clash();
        }
        self.borrows.set(-1);
        Writing(self)
    }
}

#[cold]
fn clash() -> ! {
    unreachable!("a signal is changed while it is read")
}

/// A value that is open for reading.
pub(super) struct Reading {
    at: *const dyn Any,
    hold: Hold,
}

enum Hold {
    Slot(Rc<Slot>),
    Shared(#[expect(dead_code, reason = "kept alive")] Arc<dyn Any + Send + Sync>),
    Owned(#[expect(dead_code, reason = "kept alive")] Box<dyn Any>),
}

impl Reading {
    pub(super) fn shared(value: Arc<dyn Any + Send + Sync>) -> Self {
        let at = &*value as *const (dyn Any + Send + Sync) as *const dyn Any;
        Self {
            at,
            hold: Hold::Shared(value),
        }
    }

    pub(super) fn owned(value: Box<dyn Any>) -> Self {
        let at = &raw const *value;
        Self {
            at,
            hold: Hold::Owned(value),
        }
    }

    /// Returns the value; `T` is the type of the handle that was opened.
    pub(super) fn get<T: 'static>(&self) -> &T {
        // SAFETY: `hold` keeps the value where `at` points, and nobody changes it meanwhile.
        debug_assert!(
            unsafe { &*self.at }.is::<T>(),
            "another type than the handle's"
        );
        // SAFETY: as above; the handle that was opened was made with a `T`.
        unsafe { &*self.at.cast::<T>() }
    }
}

impl Drop for Reading {
    #[inline(never)]
    fn drop(&mut self) {
        if let Hold::Slot(slot) = &self.hold {
            slot.borrows.set(slot.borrows.get() - 1);
        }
    }
}

/// A value that is open for changing.
pub(super) struct Writing(Rc<Slot>);

impl Writing {
    /// Returns the value; `T` is the type of the handle that was opened.
    pub(super) fn get<T: 'static>(&mut self) -> &mut T {
        let at = self.0.value.get();
        // SAFETY: the count says that nobody else has it open.
        debug_assert!(unsafe { &*at }.is::<T>(), "another type than the handle's");
        // SAFETY: as above; the handle that was opened was made with a `T`.
        unsafe { &mut *at.cast::<T>() }
    }
}

impl Drop for Writing {
    #[inline(never)]
    fn drop(&mut self) {
        self.0.borrows.set(0);
    }
}
