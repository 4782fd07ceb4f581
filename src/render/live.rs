//! Parts that are drawn again when signals change.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::RenderEffect;

use super::View;
use super::build::Mounted;
use super::patch::patch;

/// A live part of the page.
pub(super) struct Live {
    /// What it has drawn; `None` only while it draws.
    pub(super) slot: Rc<RefCell<Option<Mounted>>>,
    effect: RenderEffect<()>,
}

impl Live {
    /// Draws a live part for the first time.
    pub(super) fn new(draw: Box<dyn FnMut() -> View>) -> Self {
        Self::over(Rc::default(), draw)
    }

    /// Lets another closure go on with what stands.
    pub(super) fn replace(self, draw: Box<dyn FnMut() -> View>) -> Self {
        drop(self.effect);
        Self::over(self.slot, draw)
    }

    fn over(slot: Rc<RefCell<Option<Mounted>>>, mut draw: Box<dyn FnMut() -> View>) -> Self {
        let own = Rc::clone(&slot);
        let effect = RenderEffect::new(move |_| {
            let view = draw();
            let standing = own.borrow_mut().take();
            let next = match standing {
                None => Mounted::build(view),
                Some(standing) => patch(standing, view),
            };
            own.replace(Some(next));
        });
        Self { slot, effect }
    }

    /// Ends it and returns what it has drawn.
    pub(super) fn end(self) -> Option<Mounted> {
        drop(self.effect);
        self.slot.take()
    }
}
