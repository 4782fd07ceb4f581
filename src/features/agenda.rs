//! The agenda: days, now and next, stars, one session, calendar files and print.

pub mod calendar;
pub mod coming;
pub mod content;
pub mod detail;
pub mod filters;
pub mod head;
pub mod list;
pub mod look;
pub mod news;
pub mod now_card;
pub mod plan;
pub mod reminders;
pub mod row;
pub mod tabs;
pub mod words;

pub use reminders::Reminders;

use crate::render::prelude::*;

use crate::state::use_app;
use detail::Detail;
use filters::Filters;
use head::Head;
use list::List;
use look::Look;
use news::Changed;
use now_card::NowCard;
use plan::{Clashes, Gone};
use reminders::ReminderChoice;
use tabs::DayTabs;

/// The list of sessions, and one session beside it or in its place.
#[component]
pub fn AgendaPage() -> impl IntoView {
    let app = use_app();
    let look = Look::new(app);
    let show = move || {
        if look.chosen.with(Option::is_some) {
            "detail"
        } else {
            "list"
        }
    };
    view! {
        <div class="split agenda" data-show=show>
            <div class="stack">
                <Head look/>
                <NowCard look/>
                <Changed look/>
                <DayTabs look/>
                <Filters look/>
                <Clashes look/>
                <List look/>
                <Gone look/>
                <ReminderChoice app/>
            </div>
            <div><Detail look/></div>
        </div>
    }
}
