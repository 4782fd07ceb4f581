//! The bar at the bottom of phones, which is a rail at the left of wide screens.

use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// One place of the app.
#[derive(Clone)]
pub struct BarItem {
    /// Its icon.
    pub icon: Icon,
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether the current page belongs to it.
    pub current: Signal<bool>,
    /// A count or a mark on the icon, and the words a screen reader says for it.
    pub badge: Signal<Option<(String, String)>>,
}

/// The main navigation. Stands before `main`, which keeps room for it.
#[component]
pub fn Bar(
    /// The accessible name of the navigation.
    #[prop(into)]
    label: Signal<String>,
    /// The places, in order.
    items: Vec<BarItem>,
) -> impl IntoView {
    view! {
        <nav class="bar" aria-label=label>
            <ul>{items.into_iter().map(place).collect_view()}</ul>
        </nav>
    }
}

fn place(item: BarItem) -> impl IntoView {
    let BarItem {
        icon: shown,
        label,
        href,
        current,
        badge,
    } = item;
    let mark = move || {
        badge
            .get()
            .map(|(short, _)| view! { <b aria-hidden="true">{short}</b> })
    };
    let words = move || {
        badge
            .get()
            .map(|(_, full)| view! { <i class="sr-only">", "{full}</i> })
    };
    view! {
        <li>
            <a href=href aria-current=move || current.get().then_some("page")>
                <span>{icon(shown)}{mark}</span>
                {label}
                {words}
            </a>
        </li>
    }
}
