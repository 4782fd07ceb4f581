//! The head of a page: the way back, the heading, what stands under it, and its tools.

use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// The way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// Where it leads.
    pub href: String,
    /// The name of that page.
    pub label: String,
}

/// The head of a page. Its `h1` takes focus after a change of route.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The way back.
    #[prop(optional, into)]
    back: Option<Back>,
    /// A line or two below the heading.
    #[prop(optional)]
    subtitle: Option<View>,
    /// How saving stands, as a `SaveState`.
    #[prop(optional)]
    status: Option<View>,
    /// Icon buttons or a menu beside the heading.
    #[prop(optional)]
    tools: Option<View>,
) -> impl IntoView {
    view! {
        <header class="head">
            {back.map(|Back { href, label }| {
                view! { <a class="back" href=href>{icon(Icon::ChevronLeft)}<span>{label}</span></a> }
            })}
            <div class="row">
                <h1 tabindex="-1">{title}</h1>
                {tools.map(|tools| view! { <div class="tools">{tools}</div> })}
            </div>
            {subtitle.map(|subtitle| view! { <div class="meta">{subtitle}</div> })}
            {status}
        </header>
    }
}
