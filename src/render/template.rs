//! Templates: what the macro `view!` makes of a view, and how one is filled.
//!
//! What is fixed is a text, which weighs a third of the calls that would build it. Its tokens are a
//! control character and a word; `crates/view-macro/src/template.rs` writes them.

use std::mem::{ManuallyDrop, replace};
use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::View;
use super::attribute::{Attribute, IntoValue, Kind, Value};
use super::element::{Element, Handler, NodeRef};

mod token {
    pub(super) const HTML: u8 = 0x01;
    pub(super) const SVG: u8 = 0x02;
    pub(super) const END: u8 = 0x03;
    pub(super) const TEXT: u8 = 0x04;
    pub(super) const NAME: u8 = 0x05;
    pub(super) const VALUE: u8 = 0x06;
    pub(super) const PROPERTY: u8 = 0x08;
    pub(super) const CLASS: u8 = 0x0e;
    pub(super) const STYLE: u8 = 0x0f;
    pub(super) const DIV: u8 = 0x13;
    pub(super) const PARAGRAPH: u8 = 0x14;
    pub(super) const CLASS_IS: u8 = 0x15;
    // Four more take a part, which itself says what it is: an attribute, an event, where the element is handed out, a child.
}

/// A value that a template takes. It is not dropped unless one takes it: so the arrays that hand
/// parts over need no code for that.
pub struct Part(ManuallyDrop<Held>);

enum Held {
    View(View),
    Value(Value),
    Handler(Handler),
    NodeRef(NodeRef),
}

impl Part {
    /// A child.
    pub fn view(view: View) -> Self {
        Self(ManuallyDrop::new(Held::View(view)))
    }

    /// The value of an attribute, a property, a class or a style.
    pub fn value(value: impl IntoValue) -> Self {
        Self(ManuallyDrop::new(Held::Value(value.into_value())))
    }

    /// What runs on an event; the closure takes the event's own class.
    pub fn handler<E: JsCast + 'static>(run: impl Fn(E) + 'static) -> Self {
        let handler: Handler = Rc::new(move |event: web_sys::Event| run(event.unchecked_into()));
        Self(ManuallyDrop::new(Held::Handler(handler)))
    }

    /// Where the element is handed out.
    #[must_use]
    pub fn node_ref(node_ref: NodeRef) -> Self {
        Self(ManuallyDrop::new(Held::NodeRef(node_ref)))
    }

    fn take(&mut self) -> Held {
        let held = replace(&mut self.0, ManuallyDrop::new(Held::View(View::Empty)));
        ManuallyDrop::into_inner(held)
    }
}

/// Fills a template: each token that takes a part takes the next one.
#[must_use]
pub fn fill(template: &'static str, parts: &mut [Part]) -> View {
    let mut parts = parts.iter_mut().map(Part::take);
    // The elements that are open, over one that holds what is outermost.
    let mut open = vec![Element::new("", false)];
    let mut name = "";
    let mut rest = template;
    while let Some(token) = rest.bytes().next() {
        let is_token = |byte: u8| matches!(byte, 1..=8 | 0x0e..=0x15);
        let length = rest.bytes().skip(1).position(is_token);
        let (taken, behind) = rest.split_at(length.map_or(rest.len(), |length| length + 1));
        let word = &taken[1..];
        rest = behind;
        let tag = match token {
            token::HTML | token::SVG => word,
            token::DIV => "div",
            token::PARAGRAPH => "p",
            _ => "",
        };
        if !tag.is_empty() {
            open.push(Element::new(tag, token == token::SVG));
            continue;
        }
        let done = (token == token::END).then(|| open.pop()).flatten();
        let Some(element) = open.last_mut() else {
            break;
        };
        let mut set = |kind, name, value| element.attributes.push(Attribute { kind, name, value });
        match token {
            token::END => {
                let done = done.map(|done| View::Element(Box::new(done)));
                element.children.extend(done);
            }
            token::TEXT => element.children.push(View::Static(word)),
            token::NAME => name = word,
            token::CLASS_IS => set(Kind::Attribute, "class", Value::Static(word)),
            token::VALUE => set(Kind::Attribute, name, Value::Static(word)),
            _ => match parts.next() {
                Some(Held::View(view)) => element.children.push(view),
                Some(Held::Value(value)) => {
                    let kind = match token {
                        token::PROPERTY => Kind::Property,
                        token::CLASS => Kind::Class,
                        token::STYLE => Kind::Style,
                        _ => Kind::Attribute,
                    };
                    set(kind, word, value);
                }
                Some(Held::Handler(handler)) => element.listeners.push((word, handler)),
                Some(Held::NodeRef(node_ref)) => element.node_ref = Some(node_ref),
                None => {}
            },
        }
    }
    let mut outermost = open.pop().map(|all| all.children).unwrap_or_default();
    match outermost.len() {
        1 => outermost.pop().unwrap_or_default(),
        _ => View::Many(outermost),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::prelude::view;

    /// Writes a view as HTML is written.
    fn said(view: &View) -> String {
        match view {
            View::Static(text) => (*text).to_owned(),
            View::Text(text) => text.clone(),
            View::Many(all) => all.iter().map(said).collect(),
            View::Element(element) => {
                let mut out = ["<", element.tag].concat();
                for Attribute { kind, name, value } in &element.attributes {
                    let value = match value {
                        Value::Static(text) => (*text).to_owned(),
                        Value::Text(text) => text.clone(),
                        Value::Flag(on) => on.to_string(),
                        Value::None | Value::Live(_) => "?".to_owned(),
                    };
                    out += &format!(" {kind:?}:{name}={value}");
                }
                for (event, _) in &element.listeners {
                    out += &format!(" on:{event}");
                }
                let children: String = element.children.iter().map(said).collect();
                format!("{out}>{children}</{}>", element.tag)
            }
            View::Empty | View::Live(_) | View::Each(_) => "…".to_owned(),
        }
    }

    #[test]
    fn the_macro_and_the_renderer_agree() {
        let (words, on, nothing) = (String::from("b\u{1}c"), true, ());
        let view = view! {
            <div class="page" id="a" hidden=on class:wide=on style:color="red" prop:value=words>
                "Text: "
                {"x"}
                <p/>
                <svg aria-hidden="true"><use_ href="#i"/></svg>
                {move || "y"}
            </div>
            <h2 on:click=|_| () autofocus>{nothing}</h2>
            "end"
        };
        assert_eq!(
            said(&view),
            "<div Attribute:class=page Attribute:id=a Attribute:hidden=true Class:wide=true \
             Style:color=red Property:value=b\u{1}c>Text: x<p></p>\
             <svg Attribute:aria-hidden=true><use Attribute:href=#i></use></svg>…</div>\
             <h2 Attribute:autofocus= on:click>…</h2>end"
        );
    }

    #[test]
    fn one_view_is_no_list() {
        assert!(matches!(view! { <p>"a"</p> }, View::Element(_)));
        assert!(matches!(view! {}, View::Empty));
        let nothing = ();
        assert!(matches!(view! { {nothing} }, View::Empty));
    }
}
