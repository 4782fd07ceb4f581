//! Calls of components.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::Infallible;
use rstml::node::{KeyedAttribute, NodeAttribute, NodeElement, NodeName};
use syn::spanned::Spanned;

use crate::node;

/// Whether a tag names a component: its last part begins with a capital.
pub(crate) fn is_component(found: &NodeElement<Infallible>) -> bool {
    let NodeName::Path(path) = found.name() else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|part| part.ident.to_string().starts_with(char::is_uppercase))
}

/// Writes the call; properties go through the builder that `#[component]` makes.
pub(crate) fn call(found: &NodeElement<Infallible>) -> TokenStream {
    let name = found.name();
    let properties = found.attributes().iter().map(|found| match found {
        NodeAttribute::Attribute(found) => property(found),
        NodeAttribute::Block(block) => {
            quote_spanned! { block.span() => ::std::compile_error!("properties have a name here") }
        }
    });
    let children = (!found.children.is_empty()).then(|| {
        let children = node::list(&found.children);
        quote! { .children(::gagas::render::IntoChildren::into_children(move || { #children })) }
    });
    let component = Ident::new("component", Span::mixed_site());
    quote_spanned! { name.span() => {
        let #component = #name;
        ::gagas::render::IntoView::into_view(::leptos::component::component_view(
            #component,
            ::leptos::component::component_props_builder(&#component)
                #(#properties)*
                #children
                .build(),
        ))
    }}
}

fn property(found: &KeyedAttribute) -> TokenStream {
    let name = &found.key;
    let value = found
        .value()
        .map_or_else(|| quote! { #name }, |value| quote! { #value });
    quote_spanned! { name.span() => .#name(#value) }
}
