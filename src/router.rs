//! Follows the address: turns fragments into routes, moves focus to the new heading, and brings
//! back scroll and focus where an entry of the history is returned to.

use crate::reactive::effect;
use leptos::prelude::request_animation_frame;

use crate::components::focus_heading;
use crate::i18n::{common, t};
use crate::platform::dom;
use crate::platform::history::{self, Arrival};
use crate::route::Route;
use crate::state::App;

/// Names the document after the heading that is shown, whenever another one may be.
pub(crate) fn name_document(app: App) {
    effect(move || {
        app.route.track();
        app.phase.track();
        app.lang.track();
        request_animation_frame(|| {
            let heading = dom::heading();
            let name = t(common::GAGAS);
            match heading.as_deref() {
                None | Some("") => dom::set_title(name),
                Some(heading) => dom::set_title(&[heading, " · ", name].concat()),
            }
        });
    });
}

/// Starts following the address; called once.
pub(crate) fn follow(app: App) {
    dom::on_window("hashchange", move || {
        let fragment = history::fragment();
        let arrival = history::arrive();
        let before = app.route.get_untracked();
        let route = Route::parse(&fragment);
        if route == before {
            return;
        }
        app.route.set(route);
        // After the page was drawn.
        request_animation_frame(move || {
            let restored = arrival == Arrival::Return && history::restore();
            if arrival == Arrival::New {
                history::scroll_to(0.0);
            }
            if !restored {
                focus_heading();
            }
        });
    });
}
