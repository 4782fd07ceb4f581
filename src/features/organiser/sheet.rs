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

/// A button that saves a table.
#[component]
pub(super) fn Download(desk: Desk, name: Text, table: Make) -> impl IntoView {
    let toaster = use_context::<Toaster>();
    let save = move |()| {
        let csv = untrack(|| table(desk));
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
        <p class="hint">{t(texts::CSV_HINT)}</p>
        <div class="actions">
            <Button label=t(texts::CSV) icon_before=Icon::Download on_press=save/>
        </div>
    }
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
    let (roster, board) = (desk.roster.get(), desk.board.get());
    table::registrations(&roster, &board, &asked.unwrap_or_default(), offset(desk))
}

/// Every agency.
pub(super) fn agencies(desk: Desk) -> String {
    table::agencies(&desk.turnout.get())
}

/// The ideas.
pub(super) fn ideas(desk: Desk) -> String {
    table::ideas(&desk.board.get(), &desk.tally.get(), offset(desk))
}
