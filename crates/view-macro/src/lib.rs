//! The `view!` macro: the syntax of leptos, written out as calls of `gagas::render`.
//!
//! Leptos gives each shape of a view a type of its own, and each type a copy of the code that builds
//! and updates it; that was two thirds of the app's bytes. This macro writes what is fixed as a text,
//! and a call that puts the values into it: all of one type, `gagas::render::View`. Components are those of leptos: `#[component]` and its builders.
//!
//! It knows nothing of the app but the names in `gagas::render`.

mod component;
mod element;
mod node;
mod template;

use proc_macro::TokenStream;
use quote::quote;

/// Turns RSX into a `gagas::render::View`.
///
/// As in leptos: `name=value` sets an attribute (a component's property), `class:name=condition`,
/// `style:name=value`, `prop:name=value` and `on:event=handler` do what they say, `node_ref=` hands
/// the element out, and a value that is a closure is followed as its signals change.
#[proc_macro]
pub fn view(tokens: TokenStream) -> TokenStream {
    let config = rstml::ParserConfig::default().recover_block(true);
    let (nodes, errors) = rstml::Parser::new(config)
        .parse_recoverable(proc_macro2::TokenStream::from(tokens))
        .split_vec();
    let errors = errors
        .into_iter()
        .map(|error| error.emit_as_expr_tokens())
        .collect::<Vec<_>>();
    let view = node::list(&nodes);
    quote! {{
        #(#errors;)*
        #[allow(unused_braces, reason = "blocks in the source are expressions here")]
        { #view }
    }}
    .into()
}
