//! Calendar files of one session, of the starred ones and of all; the calendar that a server keeps; and the deep link
//! of a session.

use crate::render::prelude::*;
use gagas_domain::ics::Calendar;
use gagas_domain::id::RecordId;
use gagas_domain::kind::Kind;

use super::reminders;
use crate::components::{Icon, MenuItem, MenuLink, Toaster};
use crate::i18n::{agenda as texts, common, lang, t};
use crate::parts::copy;
use crate::platform::{files, history, rest::Rest};
use crate::route::Route;
use crate::state::App;

/// Which sessions go into a file.
#[derive(Clone, Copy)]
pub(super) enum Which {
    One(RecordId),
    Starred,
    All,
}

/// Makes the file and hands it to the phone, once the second part is here, which writes it.
pub(super) fn save(app: App, which: &Which) {
    let wait = match app.rest.get_untracked() {
        Rest::Here => return write(app, which),
        Rest::Coming => common::REST_COMING,
        Rest::Failed => common::REST_FAILED,
    };
    if let Some(toaster) = Toaster::here() {
        toaster.say(t(wait));
    }
}

/// A door to the second part.
#[inline(never)]
fn write(app: App, which: &Which) {
    let (Some(workshop), Some(id)) = (untrack(|| app.workshop()), app.workshop_id()) else {
        return;
    };
    let toaster = Toaster::here();
    let say = |text| {
        if let Some(toaster) = toaster {
            toaster.say(t(text));
        }
    };
    let (agenda, starred) = untrack(|| (app.agenda(), app.starred()));
    let (name, sessions) = match which {
        Which::One(id) => (
            texts::ICS_ONE_FILE,
            agenda.get(id).cloned().into_iter().collect(),
        ),
        Which::Starred => (texts::ICS_STARRED_FILE, agenda.starred(&starred)),
        Which::All => (texts::ICS_ALL_FILE, agenda.sessions().to_vec()),
    };
    if sessions.is_empty() {
        return say(match which {
            Which::Starred => texts::NO_STARS,
            _ => texts::EMPTY,
        });
    }
    let calendar = Calendar {
        id,
        workshop: &workshop,
        agenda: &agenda,
        english: lang().is_english(),
        alarm_minutes: untrack(|| reminders::lead(app)).map(u32::from),
        url: &|session| link(app, session),
    };
    let text = calendar.write(sessions.iter().map(AsRef::as_ref));
    let saved = files::save(t(name), "text/calendar;charset=utf-8", text.as_bytes());
    say(if saved {
        texts::ICS_DONE
    } else {
        texts::ICS_FAILED
    });
}

/// The address of the calendar to subscribe to, where a server publishes this workshop.
fn feed(app: App) -> Option<String> {
    let is_listed = app.with_records_untracked(|records| {
        let workshop = records.of_kind(&Kind::Workshop).next()?;
        workshop.flag("listed")
    });
    let id = app.workshop_id().filter(|_| is_listed == Some(true))?;
    // A server may be there that does not know this workshop.
    let served = untrack(|| app.is_connected());
    served.then(|| {
        [
            &history::base(),
            "api/v1/w/",
            &id.to_string(),
            "/agenda.ics",
        ]
        .concat()
    })
}

/// The ways to subscribe to the calendar, where there is one; a door to the part that a server needs.
#[inline(never)]
pub(super) fn subscribe(app: App) -> View {
    let Some(feed) = feed(app) else {
        return View::Empty;
    };
    let webcal = feed
        .trim_start_matches("https:")
        .trim_start_matches("http:");
    let href = ["webcal:", webcal].concat();
    let toaster = Toaster::here();
    let copy = move |()| copy(toaster, feed.clone());
    view! {
        <MenuLink label=texts::SUBSCRIBE shows=Icon::CalendarPlus href/>
        <MenuItem label=texts::COPY_FEED shows=Icon::Copy on_press=copy/>
    }
}

/// The address of a session, with the workshop that it belongs to.
fn link(app: App, session: &RecordId) -> String {
    let workshop = app
        .workshop_id()
        .map(|id| id.to_string())
        .unwrap_or_default();
    let route = Route::Session(*session).href();
    [&history::base(), "?w=", &workshop, &route].concat()
}
