//! Saving a table as a file.

use crate::render::prelude::*;
use gagas_domain::zone::Zone;

use super::desk::Desk;
use super::table;
use crate::components::{Button, Icon, Toaster};
use crate::i18n::{Text, organiser as texts, t};
use crate::parts::file_name;
use crate::platform::{clock, files};

/// What makes a table of what is on the desk.
pub(super) type Make = fn(Desk) -> String;

/// A button that saves a table, and what is to be known about it.
pub(super) fn download(desk: Desk, name: Text, warning: Option<Text>, make: Make) -> View {
    let toaster = Toaster::here();
    let save = move |()| {
        let csv = untrack(|| make(desk));
        let name = file_name(desk.app, &["-", t(name), ".csv"].concat());
        let saved = files::save(&name, "text/csv;charset=utf-8", csv.as_bytes());
        if let Some(toaster) = toaster {
            toaster.say(t(if saved {
                texts::CSV_SAVED
            } else {
                texts::CSV_FAILED
            }));
        }
    };
    view! {
        <section class="section">
            <p class="hint">{texts::CSV_HINT} " " {warning.map(t)}</p>
            <div class="actions">
                <Button label=texts::CSV icon_before=Icon::Download on_press=save/>
            </div>
        </section>
    }
    .into_view()
}

/// The minutes east of UTC at which times are told; elsewhere than in Indonesia the device's own are the best there is.
fn offset(desk: Desk) -> i16 {
    let known = Zone::of(&desk.app.zone());
    known.map_or_else(
        || clock::offset_minutes(clock::now_ms()),
        |zone| zone.offset_minutes,
    )
}

/// Who registered.
pub(super) fn registrations(desk: Desk) -> String {
    let asked = desk.app.workshop().map(|w| w.registration.consents.clone());
    let (roster, ideas) = (desk.roster.get(), desk.ideas.get());
    table::registrations(
        &roster,
        &ideas.board,
        &asked.unwrap_or_default(),
        offset(desk),
    )
}

/// Every agency.
pub(super) fn agencies(desk: Desk) -> String {
    table::agencies(&desk.turnout())
}

/// The ideas.
pub(super) fn ideas(desk: Desk) -> String {
    let ideas = desk.ideas.get();
    table::ideas(&ideas.board, &ideas.tally, offset(desk))
}
