//! Nodes of any sort, and lists of them.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use rstml::Infallible;
use rstml::node::NodeBlock;
use syn::spanned::Spanned;

use crate::{component, element};

/// Nodes without extensions.
pub(crate) type Node = rstml::node::Node<Infallible>;

/// Writes a list as one view.
pub(crate) fn list(nodes: &[Node]) -> TokenStream {
    let mut views = nodes.iter().filter_map(one).collect::<Vec<_>>();
    match views.len() {
        0 => quote! { ::gagas::render::View::Empty },
        1 => views.remove(0),
        _ => quote! { ::gagas::render::View::Many(::std::vec![#(#views),*]) },
    }
}

/// Writes one node as a view; comments leave nothing.
pub(crate) fn one(node: &Node) -> Option<TokenStream> {
    Some(match node {
        Node::Element(found) if component::is_component(found) => component::call(found),
        Node::Element(found) => element::build(found),
        Node::Fragment(fragment) => list(&fragment.children),
        Node::Text(text) => {
            let text = &text.value;
            quote! { ::gagas::render::View::Static(#text) }
        }
        Node::RawText(text) => {
            let text = text.to_string_best();
            quote! { ::gagas::render::View::Static(#text) }
        }
        Node::Block(block) => {
            let value = match block {
                NodeBlock::ValidBlock(block) => quote! { #block },
                NodeBlock::Invalid(block) => quote! { #block },
            };
            quote_spanned! { block.span() => ::gagas::render::IntoView::into_view(#value) }
        }
        Node::Comment(_) | Node::Doctype(_) | Node::Custom(_) => return None,
    })
}
