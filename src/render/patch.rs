//! Fits a new view into what stands, so that what has not changed keeps its nodes.

use web_sys::Node;

use super::View;
use super::build::{Mounted, MountedElement};
use super::element::Element;

/// Fits a view into what stands, or replaces it where the shapes differ.
pub(super) fn patch(standing: Mounted, view: View) -> Mounted {
    match (standing, view) {
        (Mounted::Empty(node), View::Empty) => Mounted::Empty(node),
        (Mounted::Text(node, old), View::Static(new)) => patch_text(node, old, new.to_owned()),
        (Mounted::Text(node, old), View::Text(new)) => patch_text(node, old, new),
        (Mounted::Element(old), View::Element(new)) if is_alike(&old, &new) => {
            Mounted::Element(patch_element(old, *new))
        }
        (Mounted::Many(old), View::Many(new)) if !new.is_empty() => {
            Mounted::Many(patch_list(old, new, None))
        }
        (Mounted::Live(live), View::Live(draw)) => Mounted::Live(live.replace(draw)),
        (Mounted::Each(old), View::Each(new)) => Mounted::Each(Box::new(old.replace(*new))),
        (standing, view) => replace(standing, view),
    }
}

fn replace(standing: Mounted, view: View) -> Mounted {
    let next = Mounted::build(view);
    let mut last = None;
    standing.each_node(&mut |node| last = Some(node.clone()));
    let parent = last.as_ref().and_then(Node::parent_node);
    let before = last.and_then(|last| last.next_sibling());
    standing.remove();
    if let Some(parent) = parent {
        next.insert(&parent, before.as_ref());
    }
    next
}

fn patch_text(node: web_sys::CharacterData, old: String, new: String) -> Mounted {
    if old != new {
        node.set_data(&new);
    }
    Mounted::Text(node, new)
}

/// Whether two elements differ in their values only.
fn is_alike(old: &MountedElement, new: &Element) -> bool {
    let attributes = old.attributes.iter().map(|one| (one.kind, one.name));
    let listeners = old.listeners.iter().map(|one| one.event);
    old.tag == new.tag
        && attributes.eq(new.attributes.iter().map(|one| (one.kind, one.name)))
        && listeners.eq(new.listeners.iter().map(|one| one.0))
}

fn patch_element(mut old: Box<MountedElement>, new: Element) -> Box<MountedElement> {
    for (listener, (_, handler)) in old.listeners.iter().zip(new.listeners) {
        listener.put(handler);
    }
    let children = std::mem::take(&mut old.children);
    old.children = patch_list(children, new.children, Some(&old.el));
    for (standing, next) in old.attributes.iter_mut().zip(new.attributes) {
        standing.put(&old.el, next.value);
    }
    if let Some(node_ref) = new.node_ref {
        node_ref.load(&old.el);
    }
    old
}

/// Fits a list one by one; `within` is the element whose only content it is.
fn patch_list(old: Vec<Mounted>, new: Vec<View>, within: Option<&Node>) -> Vec<Mounted> {
    let mut old = old.into_iter();
    let mut new = new.into_iter();
    let mut list = Vec::with_capacity(new.len());
    while old.len() > 0 && new.len() > 0 {
        if let (Some(standing), Some(view)) = (old.next(), new.next()) {
            list.push(patch(standing, view));
        }
    }
    // Out only now: the first of them may have marked the place of the list.
    old.for_each(Mounted::remove);
    if new.len() == 0 {
        return list;
    }
    let last = list.last().and_then(|last| last.nodes().pop());
    let parent = last.as_ref().and_then(Node::parent_node);
    let before = last.and_then(|last| last.next_sibling());
    for view in new {
        let next = Mounted::build(view);
        if let Some(parent) = within.or(parent.as_ref()) {
            next.insert(parent, before.as_ref());
        }
        list.push(next);
    }
    list
}
