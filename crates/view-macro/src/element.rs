//! Elements of HTML and SVG.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::Infallible;
use rstml::node::{KeyedAttribute, NodeAttribute, NodeElement};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit};

use crate::node;

/// The elements of SVG in use; `use_` because `use` is a word of Rust.
const SVG: [&str; 8] = [
    "svg", "path", "use_", "circle", "rect", "g", "line", "polyline",
];

/// Writes the statements that build an element.
pub(crate) fn build(found: &NodeElement<Infallible>) -> TokenStream {
    let tag = found.name().to_string();
    let el = Ident::new("el", Span::mixed_site());
    let new = if SVG.contains(&tag.as_str()) {
        let tag = tag.trim_end_matches('_');
        quote! { ::gagas::render::Element::svg(#tag) }
    } else {
        quote! { ::gagas::render::Element::new(#tag) }
    };
    let attributes = found.attributes().iter().map(|found| match found {
        NodeAttribute::Attribute(found) => attribute(&el, found),
        NodeAttribute::Block(block) => {
            quote_spanned! { block.span() => ::std::compile_error!("attributes have a name here") }
        }
    });
    let children = found.children.iter().filter_map(node::one);
    quote! {{
        let mut #el = #new;
        #(#attributes)*
        #(#el.child(#children);)*
        #el.done()
    }}
}

fn attribute(el: &Ident, found: &KeyedAttribute) -> TokenStream {
    let key = found.key.to_string();
    let Some(value) = found.value() else {
        return quote! { #el.fixed(#key, ""); };
    };
    let at = value.span();
    if let Some(event) = key.strip_prefix("on:") {
        let class = event_class(event);
        return quote_spanned! { at =>
            #el.on(#event, ::gagas::render::handler::<::web_sys::#class>(#value));
        };
    }
    let kinds = [
        ("class:", quote! { Class }),
        ("style:", quote! { Style }),
        ("prop:", quote! { Property }),
    ];
    for (prefix, kind) in kinds {
        if let Some(name) = key.strip_prefix(prefix) {
            return keyed(el, &kind, &quote! { #name }, value);
        }
    }
    match (key.as_str(), value) {
        ("node_ref", value) => quote_spanned! { at => #el.node_ref(#value); },
        // style=("--name", value)
        ("style", Expr::Tuple(pair)) if pair.elems.len() == 2 => {
            let name = &pair.elems[0];
            keyed(el, &quote! { Style }, &quote! { #name }, &pair.elems[1])
        }
        (
            key,
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }),
        ) => {
            quote! { #el.fixed(#key, #text); }
        }
        (key, value) => keyed(el, &quote! { Attribute }, &quote! { #key }, value),
    }
}

fn keyed(el: &Ident, kind: &TokenStream, name: &TokenStream, value: &Expr) -> TokenStream {
    quote_spanned! { value.span() =>
        #el.set(
            ::gagas::render::Kind::#kind,
            #name,
            ::gagas::render::IntoValue::into_value(#value),
        );
    }
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
