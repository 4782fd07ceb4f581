//! Elements as they are written.

use std::rc::Rc;

use crate::reactive::RwSignal;
use wasm_bindgen::JsCast;

use super::View;
use super::attribute::{Attribute, Kind, Value};

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
    /// Begins an element of HTML.
    #[must_use]
    pub fn new(tag: &'static str) -> Box<Self> {
        Box::new(Self {
            tag,
            is_svg: false,
            attributes: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
            node_ref: None,
        })
    }

    /// Begins an element of SVG.
    #[must_use]
    pub fn svg(tag: &'static str) -> Box<Self> {
        let mut element = Self::new(tag);
        element.is_svg = true;
        element
    }

    /// Sets an attribute that stays as it is.
    pub fn fixed(&mut self, name: &'static str, value: &'static str) {
        self.set(Kind::Attribute, name, Value::Static(value));
    }

    /// Sets an attribute, a property, a class or a style.
    pub fn set(&mut self, kind: Kind, name: &'static str, value: Value) {
        self.attributes.push(Attribute { kind, name, value });
    }

    /// Listens to an event; see [`handler`].
    pub fn on(&mut self, event: &'static str, handler: Rc<dyn Fn(web_sys::Event)>) {
        self.listeners.push((event, handler));
    }

    /// Hands the element out once it is built.
    pub fn node_ref(&mut self, node_ref: NodeRef) {
        self.node_ref = Some(node_ref);
    }

    /// Adds a child.
    pub fn child(&mut self, child: View) {
        self.children.push(child);
    }

    /// Returns the element as a view.
    #[must_use]
    pub fn done(self: Box<Self>) -> View {
        View::Element(self)
    }
}

/// Makes what runs on an event from a closure that takes the event's own class.
pub fn handler<E: JsCast + 'static>(run: impl Fn(E) + 'static) -> Rc<dyn Fn(web_sys::Event)> {
    Rc::new(move |event| run(event.unchecked_into()))
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
