//! One's own plan: starred sessions that overlap, and starred sessions that are gone.

use crate::render::prelude::*;
use gagas_domain::agenda::Clash;
use gagas_domain::id::RecordId;

use super::look::{Look, Shows};
use super::words;
use crate::components::{Button, Notice, Tone, Variant};
use crate::i18n::{agenda as texts, t, tf};
use crate::route::Route;

/// Warns of starred sessions that overlap, on the days that are shown.
#[component]
pub fn Clashes(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let clashes = Memo::new(move |_| {
        let starred = look.app.starred();
        let mut clashes = look.agenda.with(|agenda| agenda.clashes(&starred));
        if let Shows::Day(day) = look.shows.get() {
            clashes.retain(|clash| clash.first.day() == day || clash.second.day() == day);
        }
        clashes
    });
    let line = |clash: Clash| {
        let minutes = clash.minutes.to_string();
        let (first, second) = (words::title(&clash.first), words::title(&clash.second));
        let words = tf(texts::CLASH, &[&first, &second, &minutes]);
        view! { <li><a href=Route::Session(clash.second.id).href()>{words}</a></li> }
    };
    move || {
        let clashes = clashes.get();
        (!clashes.is_empty()).then(|| {
            view! {
                <div class="no-print">
                    <Notice tone=Tone::Wait title=Some(t(texts::CLASHES).to_owned())>
                        <ul>{clashes.into_iter().map(line).collect_view()}</ul>
                    </Notice>
                </div>
            }
        })
    }
}

/// Starred sessions that are gone; among the starred ones only.
#[component]
pub fn Gone(
    /// What the page looks at.
    look: Look,
) -> impl IntoView {
    let gone = Memo::new(move |_| {
        let starred = look.app.starred();
        look.agenda.with(|agenda| agenda.missing(&starred))
    });
    let shows = Memo::new(move |_| {
        look.shows.get() == Shows::Starred && gone.with(|gone| !gone.is_empty())
    });
    move || {
        shows.get().then(|| {
            view! {
                <section class="section no-print">
                    <h2>{texts::GONE}</h2>
                    <p class="hint">{texts::GONE_TEXT}</p>
                    <ul class="lines">
                        {each(move || gone.get(), ToString::to_string, move |id| lost(look, id))}
                    </ul>
                </section>
            }
        })
    }
}

fn lost(look: Look, id: RecordId) -> impl IntoView {
    let title = look.app.with_records_untracked(|records| {
        let title = records.find(&id).and_then(|record| record.text("title"));
        title.map(String::from)
    });
    let short: String = id.to_string().chars().take(6).collect();
    let title = title.unwrap_or_else(|| tf(texts::GONE_UNTITLED, &[&short]));
    let name = [t(texts::FORGET), ": ", &title].concat();
    let forget = move |()| {
        look.app.toggle_star(&id);
    };
    view! {
        <li class="row spread">
            <span>{title}</span>
            <Button label=texts::FORGET name=Some(name) variant=Variant::Quiet on_press=forget/>
        </li>
    }
}
