//! Elements as they are written.

use std::rc::Rc;

use crate::reactive::RwSignal;
use wasm_bindgen::JsCast;

use super::View;
use super::attribute::Attribute;

/// What runs on an event.
pub(super) type Handler = Rc<dyn Fn(web_sys::Event)>;

/// An element with its attributes, its listeners and its children.
pub struct Element {
    pub(super) tag: &'static str,
    pub(super) is_svg: bool,
    pub(super) attributes: Vec<Attribute>,
    pub(super) listeners: Vec<(&'static str, Handler)>,
    pub(super) children: Vec<View>,
    pub(super) node_ref: Option<NodeRef>,
}

impl Element {
    /// Begins an element without anything.
    pub(super) fn new(tag: &'static str, is_svg: bool) -> Self {
        Self {
            tag,
            is_svg,
            attributes: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
            node_ref: None,
        }
    }
}

/// Where an element is to be found once it is built. Reading it follows it.
#[derive(Clone, Copy)]
pub struct NodeRef(RwSignal<Option<web_sys::Element>>);

impl NodeRef {
    /// Returns one that holds no element yet.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "it belongs to the owner at this place"
    )]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Returns the element, as the class that it is of.
    #[must_use]
    pub fn get<E: JsCast>(&self) -> Option<E> {
        self.0.get().map(JsCast::unchecked_into)
    }

    /// Returns the element without following it; `None` too when its owner has gone.
    #[must_use]
    pub fn get_untracked<E: JsCast>(&self) -> Option<E> {
        let element = self.0.try_get_untracked().flatten();
        element.map(JsCast::unchecked_into)
    }

    pub(super) fn load(&self, element: &web_sys::Element) {
        self.0.set(Some(element.clone()));
    }
}
