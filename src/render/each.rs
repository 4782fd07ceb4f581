//! Lists whose entries keep their nodes, their focus and their signals while their keys stay.

use std::cell::RefCell;
use std::rc::Rc;

use gagas_domain::sorted::SortedMap;
use leptos::prelude::{Owner, RenderEffect, document, untrack};
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::build::{Mounted, mark};
use super::{IntoView, View};

/// The entries that are to stand: their keys, and how each is drawn where it is new.
type Entries = Vec<(String, Box<dyn FnOnce() -> View>)>;

/// A list that is drawn again when its signals change.
pub struct Each {
    /// Signals that entries make live as long as the entry: they belong to an owner below this one.
    owner: Owner,
    list: Box<dyn FnMut() -> Entries>,
}

/// Draws a list. Keys are unique in it; an entry whose key stays is not drawn again.
pub fn each<T: 'static, V: IntoView>(
    mut items: impl FnMut() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    draw: impl Fn(T) -> V + 'static,
) -> View {
    let draw = Rc::new(draw);
    let list = move || {
        let entry = |item: T| {
            let (key, draw) = (key(&item), Rc::clone(&draw));
            let draw: Box<dyn FnOnce() -> View> = Box::new(move || draw(item).into_view());
            (key, draw)
        };
        items().into_iter().map(entry).collect()
    };
    View::Each(Box::new(Each {
        owner: Owner::current().unwrap_or_default(),
        list: Box::new(list),
    }))
}

struct Entry {
    key: String,
    owner: Owner,
    drawn: Mounted,
}

/// The entries that stand, with a comment after the last.
pub(super) struct MountedEach {
    entries: Rc<RefCell<Vec<Entry>>>,
    end: Node,
    effect: RenderEffect<()>,
}

impl MountedEach {
    pub(super) fn new(each: Each) -> Self {
        Self::over(Rc::default(), mark(), each)
    }

    /// Lets another list go on with what stands.
    pub(super) fn replace(self, each: Each) -> Self {
        drop(self.effect);
        // Its entries belong to an owner that goes with the old list.
        for entry in self.entries.take() {
            entry.remove();
        }
        Self::over(self.entries, self.end, each)
    }

    fn over(entries: Rc<RefCell<Vec<Entry>>>, end: Node, mut each: Each) -> Self {
        let (own, last) = (Rc::clone(&entries), end.clone());
        let effect = RenderEffect::new(move |_| {
            let next = (each.list)();
            let standing = own.take();
            let next = untrack(|| arrange(standing, next, &each.owner, &last));
            own.replace(next);
        });
        Self {
            entries,
            end,
            effect,
        }
    }

    pub(super) fn each_node(&self, run: &mut dyn FnMut(&Node)) {
        for entry in &*self.entries.borrow() {
            entry.drawn.each_node(run);
        }
        run(&self.end);
    }

    pub(super) fn end(self) {
        drop(self.effect);
        for entry in self.entries.take() {
            entry.drawn.end();
        }
    }
}

impl Entry {
    fn new(key: String, draw: Box<dyn FnOnce() -> View>, within: &Owner) -> Self {
        let owner = within.with(Owner::new);
        let drawn = owner.with(|| Mounted::build(draw()));
        Self { key, owner, drawn }
    }

    fn remove(self) {
        self.drawn.remove();
        self.owner.cleanup();
    }
}

/// Takes out what is gone, draws what is new, and moves as little as the order asks for.
fn arrange(standing: Vec<Entry>, next: Entries, owner: &Owner, end: &Node) -> Vec<Entry> {
    let mut held: SortedMap<String, Entry> = standing
        .into_iter()
        .map(|entry| (entry.key.clone(), entry))
        .collect();
    let entries: Vec<Entry> = next
        .into_iter()
        .map(|(key, draw)| match held.remove(&key) {
            Some(entry) => entry,
            None => Entry::new(key, draw, owner),
        })
        .collect();
    held.into_values().for_each(Entry::remove);
    let Some(parent) = end.parent_node() else {
        return entries;
    };
    let focused = document().active_element();
    let mut after = end.clone();
    for entry in entries.iter().rev() {
        let nodes = entry.drawn.nodes();
        let last = nodes.last();
        if last.is_some_and(|last| last.next_sibling().as_ref() != Some(&after)) {
            for node in &nodes {
                let _ = parent.insert_before(node, Some(&after));
            }
        }
        if let Some(first) = nodes.into_iter().next() {
            after = first;
        }
    }
    give_back_focus(focused);
    entries
}

/// A node that moves loses the focus; whoever types in it did not ask for that.
fn give_back_focus(focused: Option<web_sys::Element>) {
    let Some(focused) = focused.filter(|focused| focused.is_connected()) else {
        return;
    };
    if document().active_element().as_ref() != Some(&focused)
        && let Some(focused) = focused.dyn_ref::<web_sys::HtmlElement>()
    {
        let _ = focused.focus();
    }
}
