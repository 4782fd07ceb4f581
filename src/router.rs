//! Follows the address: turns fragments into routes, moves focus to the new heading, and brings
//! back scroll and focus where an entry of the history is returned to.

use crate::reactive::{StoredValue, effect};
use crate::render::later::{draw_at_once, finish, when_drawn};
use leptos::prelude::request_animation_frame;

use crate::components::{focus_heading, heading, leave_focus};
use crate::i18n::{common, t};
use crate::platform::dom;
use crate::platform::history::{self, Arrival};
use crate::state::{App, Phase};

/// Names the document after the heading that is shown, whenever another one may be.
pub(crate) fn name_document(app: App) {
    effect(move || {
        app.route.track();
        app.phase.track();
        app.lang.track();
        request_animation_frame(|| {
            let words = heading().and_then(|heading| heading.text_content());
            let name = t(common::GAGAS);
            match words.as_deref() {
                Some("") | None => dom::set_title(name),
                // The first page is called as the app is.
                Some(heading) if heading == name => dom::set_title(name),
                Some(heading) => dom::set_title(&[heading, " · ", name].concat()),
            }
        });
    });
}

/// Starts following the address; called once.
pub(crate) fn follow(app: App) {
    dom::on_window("hashchange", move || {
        let arrival = history::arrive();
        let before = app.route.get_untracked();
        let route = app.arrive();
        if route == before {
            return;
        }
        // Another look at the same list: whoever chose it stays on what was pressed.
        if arrival == Arrival::New && route.is_same_list(&before) {
            app.route.set(route);
            return;
        }
        // What is pressed goes with its page. The layout is not yet touched, so this costs nothing now.
        leave_focus();
        draw_at_once(arrival == Arrival::Return);
        app.route.set(route);
        // After the page was drawn.
        request_animation_frame(move || {
            let restored = arrival == Arrival::Return && history::restore();
            draw_at_once(false);
            if arrival == Arrival::New {
                history::scroll_to(0.0);
            }
            if !restored {
                focus_heading();
            }
        });
    });
    // Paper has no first screen.
    dom::on_window("beforeprint", finish);
    // A workshop that opens takes the place of a page that the address does not name.
    let was_open = StoredValue::new(true);
    effect(move || {
        let is_open = app.phase.with(|phase| match phase {
            Phase::Loading => None,
            Phase::Open(_) => Some(true),
            _ => Some(false),
        });
        let Some(is_open) = is_open else { return };
        let was_open = was_open.try_update_value(|held| std::mem::replace(held, is_open));
        if is_open {
            request_animation_frame(move || {
                // What a server wrote into the page goes once all of the app's own page is drawn below it: who reads
                // it stays there, and focus stays where it is.
                if dom::is_there("published") {
                    when_drawn(|| dom::remove("published"));
                } else if was_open == Some(false) {
                    focus_heading();
                }
            });
        }
    });
}
