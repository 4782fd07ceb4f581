//! What stands in the document, and how it comes there and goes.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Node;

use super::View;
use super::attribute::Standing;
use super::each::MountedEach;
use super::element::{Element, Handler};
use super::live::Live;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A view that has nodes.
pub(super) enum Mounted {
    /// Nothing, marked by a comment.
    Empty(Node),
    Text(web_sys::CharacterData, String),
    Element(Box<MountedElement>),
    /// At least one.
    Many(Vec<Mounted>),
    Live(Live),
    Each(Box<MountedEach>),
}

pub(super) struct MountedElement {
    pub(super) el: web_sys::Element,
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<Standing>,
    pub(super) listeners: Vec<Listener>,
    pub(super) children: Vec<Mounted>,
}

impl Mounted {
    /// Makes the nodes of a view; they stand nowhere yet.
    pub(super) fn build(view: View) -> Self {
        match view {
            View::Empty => Self::Empty(mark()),
            View::Static(text) => Self::text(text.to_owned()),
            View::Text(text) => Self::text(text),
            View::Element(element) => Self::Element(build_element(*element)),
            View::Many(views) if views.is_empty() => Self::Empty(mark()),
            View::Many(views) => Self::Many(views.into_iter().map(Self::build).collect()),
            View::Live(draw) => Self::Live(Live::new(draw)),
            View::Each(each) => Self::Each(Box::new(MountedEach::new(*each))),
        }
    }

    fn text(text: String) -> Self {
        Self::Text(document().create_text_node(&text).unchecked_into(), text)
    }

    /// Calls a function with each node of the outermost level, in order.
    pub(super) fn each_node(&self, run: &mut dyn FnMut(&Node)) {
        match self {
            Self::Empty(node) => run(node),
            Self::Text(node, _) => run(node),
            Self::Element(element) => run(&element.el),
            Self::Many(all) => all.iter().for_each(|one| one.each_node(run)),
            Self::Live(live) => {
                if let Some(drawn) = &*live.slot.borrow() {
                    drawn.each_node(run);
                }
            }
            Self::Each(each) => each.each_node(run),
        }
    }

    /// Returns the nodes of the outermost level.
    pub(super) fn nodes(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        self.each_node(&mut |node| nodes.push(node.clone()));
        nodes
    }

    /// Puts the nodes into a parent, before one of its children or at its end.
    pub(super) fn insert(&self, parent: &Node, before: Option<&Node>) {
        self.each_node(&mut |node| {
            let _ = parent.insert_before(node, before);
        });
    }

    /// Takes the nodes out of the document.
    ///
    /// The listeners go first: a browser may tell of lost focus while it takes a node out. The focus goes
    /// next: with it a browser lays the page out at once, half emptied, and may scroll.
    pub(super) fn remove(self) {
        let nodes = self.nodes();
        self.end();
        let focused = document().active_element();
        for node in nodes {
            if let Some(focused) = &focused
                && node.contains(Some(focused))
                && let Some(focused) = focused.dyn_ref::<web_sys::HtmlElement>()
            {
                let _ = focused.blur();
            }
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(&node);
            }
        }
    }

    /// Ends effects and listeners, and leaves the nodes where they are.
    pub(super) fn end(self) {
        match self {
            Self::Empty(_) | Self::Text(..) => {}
            Self::Element(element) => {
                let MountedElement {
                    attributes,
                    listeners,
                    children,
                    ..
                } = *element;
                drop((attributes, listeners));
                children.into_iter().for_each(Self::end);
            }
            Self::Many(all) => all.into_iter().for_each(Self::end),
            Self::Live(live) => {
                if let Some(drawn) = live.end() {
                    drawn.end();
                }
            }
            Self::Each(each) => each.end(),
        }
    }
}

/// A comment that holds a place.
pub(super) fn mark() -> Node {
    document().create_comment("").unchecked_into()
}

fn build_element(element: Element) -> Box<MountedElement> {
    let document = document();
    let made = if element.is_svg {
        document.create_element_ns(Some(SVG), element.tag)
    } else {
        document.create_element(element.tag)
    };
    // It fails for a name that is none, and the names stand in the source.
    let el = made.unwrap_or_else(|_| {
        document
            .create_element("span")
            .unwrap_or_else(|_| wasm_bindgen::throw_str("no element"))
    });
    let listen = |(event, handler)| Listener::new(&el, event, handler);
    let listeners = element.listeners.into_iter().map(listen).collect();
    let children: Vec<_> = element.children.into_iter().map(Mounted::build).collect();
    for child in &children {
        child.insert(&el, None);
    }
    // After the children: the value of a select names one of them.
    let attributes = element.attributes.into_iter();
    let attributes = attributes.map(|one| Standing::new(&el, one)).collect();
    if let Some(node_ref) = element.node_ref {
        node_ref.load(&el);
    }
    Box::new(MountedElement {
        el,
        tag: element.tag,
        attributes,
        listeners,
        children,
    })
}

/// A handler that listens, until it is dropped.
pub(super) struct Listener {
    target: web_sys::Element,
    pub(super) event: &'static str,
    handler: Rc<RefCell<Handler>>,
    closure: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    fn new(target: &web_sys::Element, event: &'static str, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let own = Rc::clone(&handler);
        let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| {
            // A handler may lead to itself again, so nothing is borrowed while it runs.
            let run = Rc::clone(&own.borrow());
            run(event);
        });
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self {
            target: target.clone(),
            event,
            handler,
            closure,
        }
    }

    /// Lets another handler listen in its place.
    pub(super) fn put(&self, handler: Handler) {
        self.handler.replace(handler);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, callback);
    }
}
