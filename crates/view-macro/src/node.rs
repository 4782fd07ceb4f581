//! Nodes of any sort, and lists of them.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use rstml::Infallible;
use rstml::node::NodeBlock;
use syn::spanned::Spanned;

use crate::template::{Template, token};
use crate::{component, element};

/// Nodes without extensions.
pub(crate) type Node = rstml::node::Node<Infallible>;

/// Writes a list as one view.
pub(crate) fn list(nodes: &[Node]) -> TokenStream {
    let drawn: Vec<&Node> = nodes.iter().filter(|node| is_drawn(node)).collect();
    match drawn.as_slice() {
        [] => quote! { ::gagas::render::View::Empty },
        [Node::Element(found)] if component::is_component(found) => component::call(found),
        [Node::Block(block)] => view_of(block),
        drawn => {
            let mut template = Template::default();
            drawn.iter().for_each(|node| write(node, &mut template));
            template.fill()
        }
    }
}

/// Writes one node into a template.
pub(crate) fn write(node: &Node, template: &mut Template) {
    match node {
        Node::Element(found) if component::is_component(found) => {
            let view = component::call(found);
            template.part(
                token::CHILD,
                "",
                quote! { ::gagas::render::Part::view(#view) },
            );
        }
        Node::Element(found) => element::write(found, template),
        Node::Fragment(fragment) => {
            let view = list(&fragment.children);
            template.part(
                token::CHILD,
                "",
                quote! { ::gagas::render::Part::view(#view) },
            );
        }
        Node::Text(text) => template.token(token::TEXT, &text.value_string()),
        Node::RawText(text) => template.token(token::TEXT, &text.to_string_best()),
        Node::Block(block) => {
            let view = view_of(block);
            template.part(
                token::CHILD,
                "",
                quote! { ::gagas::render::Part::view(#view) },
            );
        }
        Node::Comment(_) | Node::Doctype(_) | Node::Custom(_) => {}
    }
}

fn is_drawn(node: &Node) -> bool {
    !matches!(node, Node::Comment(_) | Node::Doctype(_) | Node::Custom(_))
}

fn view_of(block: &NodeBlock) -> TokenStream {
    let value = match block {
        NodeBlock::ValidBlock(block) => quote! { #block },
        NodeBlock::Invalid(block) => quote! { #block },
    };
    quote_spanned! { block.span() => ::gagas::render::IntoView::into_view(#value) }
}
