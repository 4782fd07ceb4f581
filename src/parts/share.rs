//! Passing one page of the workshop on: a button and its sheet. What the sheet holds is in the second part.

mod ways;

pub use ways::draw as ways;

use crate::render::prelude::*;

use crate::components::{Button, Dialog, Icon, Variant};
use crate::i18n::common;
use crate::platform::rest::Rest;
use crate::route::Route;
use crate::state::use_app;

/// A button that opens the ways to pass a page on.
#[component]
pub fn Share(
    /// What is passed on, in words.
    #[prop(into)]
    title: Signal<String>,
    /// Where the link leads.
    route: Route,
) -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    let shut = Callback::new(move |()| open.set(false));
    let link = Memo::new(move |_| {
        let href = route.href();
        let route = href.strip_prefix('#').unwrap_or(&href);
        app.invitation(Some(route)).unwrap_or_default()
    });
    let content = move || match app.rest.get() {
        Rest::Here => ways(link, title, title),
        _ => view! { <p>{common::REST_COMING}</p> },
    };
    view! {
        <Button
            label=common::SHARE
            variant=Variant::Quiet
            icon_before=Icon::Share2
            on_press=move |()| open.set(true)
        />
        <Dialog open on_close=shut title=common::SHARE close=common::CLOSE>
            {content}
        </Dialog>
    }
}
