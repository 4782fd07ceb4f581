//! Reminders of starred sessions while the app is open: the choice, and the one that watches.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::agenda::Reminder;

use super::calendar::{self, Which};
use super::words;
use crate::components::{Button, Choice, Disclosure, Icon, RadioChips, Toaster};
use crate::i18n::{agenda as texts, t, tf};
use crate::platform::format;
use crate::platform::notify::{self, Permission};
use crate::state::App;

/// The name under which the choice is kept.
const KEPT: &str = "remind";
/// The choices, in minutes.
const LEADS: [&str; 4] = ["5", "10", "15", "30"];

/// How many minutes before a session to remind; `None` for never. Tracked.
pub(super) fn lead(app: App) -> Option<u16> {
    app.with_meta(|meta| str::from_utf8(meta.get(KEPT)?).ok()?.parse().ok())
}

/// The choice, and an honest word about it.
#[component]
pub fn ReminderChoice(
    /// The state.
    app: App,
) -> impl IntoView {
    let asked = RwSignal::new(());
    let lead = Memo::new(move |_| lead(app));
    let value = Signal::derive(move || lead.get().map_or_else(|| "0".into(), |n| n.to_string()));
    let choose = move |value: String| {
        let off = value == "0";
        app.keep(KEPT, (!off).then(|| value.into_bytes()));
        if !off {
            spawn(async move {
                notify::ask().await;
                asked.set(());
            });
        }
    };
    let before = |minutes: &str| Choice::new(minutes, tf(texts::REMIND_BEFORE, &[minutes]));
    let off = Choice::new("0", t(texts::REMIND_OFF));
    let options: Vec<Choice> = [off].into_iter().chain(LEADS.map(before)).collect();
    let options = Signal::from(options);
    let how = move || {
        asked.track();
        // Asking the browser takes it a while: only where the answer is shown.
        lead.get().map(|_| {
            let how = match notify::permission() {
                Permission::Granted => texts::REMIND_GRANTED,
                _ => texts::REMIND_INSIDE,
            };
            view! { <p class="hint">{t(how)}</p> }
        })
    };
    let ics = move |()| calendar::save(app, &Which::Starred);
    view! {
        <div class="section no-print">
            <Disclosure summary=texts::REMIND>
                <RadioChips
                    id="agenda-remind"
                    legend=texts::REMIND_WHEN
                    value
                    on_change=choose
                    options
                    hint=Some(t(texts::REMIND_TEXT).to_owned())
                />
                {how}
                <Button label=texts::ICS_STARRED icon_before=Icon::CalendarPlus on_press=ics/>
            </Disclosure>
        </div>
    }
}

/// Watches the clock on every page, and reminds once of each session.
#[component]
pub fn Reminders() -> impl IntoView {
    let app = crate::state::use_app();
    let toaster = Toaster::here();
    // What was due before the app was opened is past.
    let before = StoredValue::new(app.now.get_untracked());
    effect(move || {
        let now = app.now.get();
        let seen = before.get_value();
        before.set_value(now.max(seen));
        let Some(lead) = lead(app) else { return };
        let due = app.agenda().reminders(&app.starred(), lead, seen);
        for reminder in due.into_iter().take_while(|reminder| reminder.at_ms <= now) {
            // A phone that slept through the beginning needs no reminder any more.
            if reminder.session.ends.ms() > now {
                remind(app, toaster, &reminder);
            }
        }
    });
}

fn remind(app: App, toaster: Option<Toaster>, reminder: &Reminder) {
    let session = &reminder.session;
    let at = format::time(session.starts.ms(), &app.zone());
    let text = tf(texts::REMINDER, &[&words::title(session), &at]);
    let tag = session.id.to_string();
    spawn(async move {
        if !notify::show(&text, &tag).await
            && let Some(toaster) = toaster
        {
            toaster.say(text);
        }
    });
}
