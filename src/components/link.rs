//! Links that look like buttons, and the link that skips to the content.

use super::button::{Variant, Width, class};
use super::focus::focus_heading;
use super::icon::{Icon, icon};
use crate::render::prelude::*;

/// Tells whether an address leaves the app, so that the other side learns nothing of this one.
fn leaves(href: &str) -> bool {
    href.starts_with("https:") || href.starts_with("http:")
}

fn rel(href: &str) -> Option<&'static str> {
    leaves(href).then_some("noopener noreferrer")
}

fn target(href: &str) -> Option<&'static str> {
    leaves(href).then_some("_blank")
}

/// A link with the weight of a button; a web address opens beside the app.
#[component]
pub fn LinkButton(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Its weight.
    #[prop(optional)]
    variant: Variant,
    /// Its width.
    #[prop(optional)]
    width: Width,
    /// An icon before the words.
    #[prop(optional, into)]
    icon_before: Option<Icon>,
    /// The file name, where the link hands out a file.
    #[prop(optional, into)]
    download: Option<String>,
) -> impl IntoView {
    view! {
        <a
            class=class(variant, width)
            href=href
            rel=href.shown(|href| rel(href))
            target=href.shown(|href| target(href))
            download=download
        >
            {icon_before.map(icon)}
            <span>{label}</span>
        </a>
    }
}

/// A link of one icon.
#[component]
pub fn IconLink(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    shows: Icon,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    view! {
        <a
            class="icon-btn"
            aria-label=label
            href=href
            rel=href.shown(|href| rel(href))
            target=href.shown(|href| target(href))
        >
            {icon(shows)}
        </a>
    }
}

/// The first link of the page, seen when focused: moves focus to the heading
/// of `main`, whose id is `main`.
#[component]
pub fn SkipLink(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    // The address stays, so that the hash keeps naming the route.
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        focus_heading();
    };
    view! { <a class="skip" href="#main" on:click=skip>{label}</a> }
}

#[cfg(test)]
mod tests {
    use super::{rel, target};

    #[test]
    fn only_web_addresses_leave() {
        assert_eq!(rel("https://wa.me/62812"), Some("noopener noreferrer"));
        assert_eq!(target("https://wa.me/62812"), Some("_blank"));
        for inside in [
            "#/agenda",
            "tel:+62812",
            "mailto:a@b.id",
            "blob:https://x/1",
        ] {
            assert_eq!(rel(inside), None);
            assert_eq!(target(inside), None);
        }
    }
}
