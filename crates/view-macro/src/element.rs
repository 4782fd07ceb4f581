//! Elements of HTML and SVG.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use rstml::Infallible;
use rstml::node::{KeyedAttribute, NodeAttribute, NodeElement};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit};

use crate::node;
use crate::template::{Template, token};

/// The elements of SVG in use; `use_` because `use` is a word of Rust.
const SVG: [&str; 8] = [
    "svg", "path", "use_", "circle", "rect", "g", "line", "polyline",
];

/// Writes an element into a template.
pub(crate) fn write(found: &NodeElement<Infallible>, template: &mut Template) {
    let tag = found.name().to_string();
    match tag.as_str() {
        "div" => template.token(token::DIV, ""),
        "p" => template.token(token::PARAGRAPH, ""),
        tag if SVG.contains(&tag) => template.token(token::SVG, tag.trim_end_matches('_')),
        tag => template.token(token::HTML, tag),
    }
    for found in found.attributes() {
        match found {
            NodeAttribute::Attribute(found) => attribute(found, template),
            NodeAttribute::Block(block) => {
                let wrong = quote_spanned! { block.span() =>
                    ::std::compile_error!("attributes have a name here")
                };
                template.part(token::CHILD, "", wrong);
            }
        }
    }
    for child in &found.children {
        node::write(child, template);
    }
    template.token(token::END, "");
}

fn attribute(found: &KeyedAttribute, template: &mut Template) {
    let key = found.key.to_string();
    let Some(value) = found.value() else {
        template.token(token::NAME, &key);
        return template.token(token::VALUE, "");
    };
    let at = value.span();
    if let Some(event) = key.strip_prefix("on:") {
        let class = event_class(event);
        let handler = quote_spanned! { at =>
            ::gagas::render::Part::handler::<::web_sys::#class>(#value)
        };
        return template.part(token::EVENT, event, handler);
    }
    let kinds = [
        ("class:", token::CLASS),
        ("style:", token::STYLE),
        ("prop:", token::PROPERTY),
    ];
    for (prefix, kind) in kinds {
        if let Some(name) = key.strip_prefix(prefix) {
            return template.part(kind, name, said(value));
        }
    }
    match (key.as_str(), value) {
        ("node_ref", value) => {
            let node_ref = quote_spanned! { at => ::gagas::render::Part::node_ref(#value) };
            template.part(token::NODE_REF, "", node_ref);
        }
        // style=("--name", value)
        ("style", Expr::Tuple(pair)) if pair.elems.len() == 2 => {
            let Some(name) = text(&pair.elems[0]) else {
                let wrong = quote_spanned! { at =>
                    ::std::compile_error!("the name of a style stands in the source")
                };
                return template.part(token::STYLE, "", wrong);
            };
            template.part(token::STYLE, &name, said(&pair.elems[1]));
        }
        (key, value) => match text(value) {
            Some(text) if key == "class" => template.token(token::CLASS_IS, &text),
            Some(text) => {
                template.token(token::NAME, key);
                template.token(token::VALUE, &text);
            }
            None => template.part(token::ATTRIBUTE, key, said(value)),
        },
    }
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn said(value: &Expr) -> TokenStream {
    quote_spanned! { value.span() => ::gagas::render::Part::value(#value) }
}

/// The class of an event's object, as the standards of the DOM have it.
fn event_class(event: &str) -> Ident {
    let class = match event {
        "click" | "dblclick" | "contextmenu" => "MouseEvent",
        "submit" => "SubmitEvent",
        "keydown" | "keyup" => "KeyboardEvent",
        "pointerenter" | "pointerleave" | "pointerdown" | "pointerup" => "PointerEvent",
        _ => "Event",
    };
    Ident::new(class, Span::call_site())
}
