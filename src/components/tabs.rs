//! Tabs that are links: each view has an address. They scroll sideways when they are many.

use super::icon::{Icon, icon};
use crate::render::prelude::*;
use wasm_bindgen::JsCast;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// A second word, such as "today"; empty for none.
    pub note: String,
    /// An icon before the words.
    pub icon: Option<Icon>,
}

/// A row of tabs.
#[component]
pub fn Tabs(
    /// The accessible name of the row.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The address of the current tab.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let tab = move |tab: Tab| {
        let own = tab.href.clone();
        let here = move || current.with(|current| *current == own).then_some("page");
        view! {
            <li>
                <a class="tab" href=tab.href aria-current=here>
                    <span>{tab.icon.map(icon)} {tab.label}</span>
                    {(!tab.note.is_empty()).then(|| view! { <small>{tab.note}</small> })}
                </a>
            </li>
        }
    };
    let row = NodeRef::new();
    effect(move || {
        current.track();
        tabs.track();
        request_animation_frame(move || show_current(row));
    });
    view! {
        <nav class="tabs" aria-label=label>
            <ul node_ref=row>{move || tabs.get().into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
}

/// Scrolls the row, and only the row, until the current tab is in the middle of it.
fn show_current(row: NodeRef) {
    let Some(row) = row.get_untracked::<web_sys::HtmlElement>() else {
        return;
    };
    let tab = row.query_selector("[aria-current]").ok().flatten();
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
        let start = tab.offset_left() - row.offset_left();
        row.set_scroll_left(start - (row.client_width() - tab.offset_width()) / 2);
    }
}
