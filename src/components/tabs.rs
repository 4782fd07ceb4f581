//! Tabs that are links: each view has an address. They scroll sideways when they are many.

use super::icon::{Icon, icon};
use leptos::prelude::*;

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
                    {tab.icon.map(icon)}
                    <span>{tab.label}</span>
                    {(!tab.note.is_empty()).then(|| view! { <small>{tab.note}</small> })}
                </a>
            </li>
        }
    };
    view! {
        <nav class="tabs" aria-label=move || label.get()>
            <ul>{move || tabs.get().into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
}
