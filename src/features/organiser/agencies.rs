//! "One agency, one innovation": who has not registered, who has no idea, and what came from each agency.

use crate::render::prelude::*;
use gagas_domain::roster::{Presence, Turnout};

use super::back;
use super::desk::Desk;
use super::remind::Remind;
use super::sheet::{self, Download};
use crate::components::{Disclosure, EmptyKind, EmptyState, Icon, Notice, PageHeader, Tone};
use crate::i18n::{Text, lang, organiser as texts, t, tf};
use crate::route::Route;

#[component]
pub(super) fn Agencies(desk: Desk) -> impl IntoView {
    let turnout = desk.turnout;
    let is_empty = Memo::new(move |_| turnout.with(|turnout| turnout.agencies.is_empty()));
    let body = move || {
        if is_empty.get() {
            let kind = EmptyKind::Nothing(Icon::Database);
            return view! {
                <EmptyState kind title=t(texts::NO_AGENCIES) text=t(texts::NO_AGENCIES_TEXT)/>
            };
        }
        let all = move || {
            let n = turnout.with(|turnout| turnout.agencies.len());
            tf(texts::ALL_AGENCIES, &[&n.to_string()])
        };
        let rows =
            move || turnout.with(|turnout| turnout.agencies.iter().map(presence).collect_view());
        let elsewhere = move || elsewhere(desk);
        view! {
            <Missing desk heading=texts::NOT_REGISTERED nobody=texts::ALL_REGISTERED
                message=texts::REMIND_REGISTER to=Route::Registration
                of=|turnout| names(turnout, |row| row.registered == 0)/>
            <Missing desk heading=texts::NO_IDEA nobody=texts::ALL_HAVE_IDEAS
                message=texts::REMIND_IDEA to=Route::ideas()
                of=|turnout| names(turnout, |row| row.ideas == 0)/>
            <section class="section">
                <Disclosure summary=Signal::derive(all)>
                    <ul class="lines counts">{rows}</ul>
                    <p class="meta">{elsewhere}</p>
                </Disclosure>
                <Download desk name=texts::FILE_AGENCIES table=sheet::agencies/>
            </section>
        }
    };
    view! {
        <div class="page">
            <PageHeader title=t(texts::AGENCIES) back=back() subtitle=view! { <p>{t(texts::ONE_EACH)}</p> }/>
            {body}
        </div>
    }
}

/// The names of the agencies for which something holds.
fn names(turnout: &Turnout, of: fn(&Presence) -> bool) -> Vec<String> {
    let rows = turnout.agencies.iter().filter(|row| of(row));
    rows.map(|row| row.agency.name.get(lang().is_english()).to_owned())
        .collect()
}

/// Agencies that are missing something, and the ways to remind them.
#[component]
fn Missing(
    desk: Desk,
    heading: Text,
    nobody: Text,
    message: Text,
    to: Route,
    of: fn(&Turnout) -> Vec<String>,
) -> impl IntoView {
    let missing = Memo::new(move |_| desk.turnout.with(|turnout| of(turnout)));
    let title = move || tf(heading, &[&missing.with(Vec::len).to_string()]);
    let body = move || {
        let missing = missing.get();
        if missing.is_empty() {
            return view! { <Notice tone=Tone::Good><p>{t(nobody)}</p></Notice> };
        }
        let line = |name: &String| view! { <li>{name.clone()}</li> };
        let names = missing.iter().map(line).collect_view();
        let to = to.clone();
        view! {
            <Remind app=desk.app message to missing/>
            <ol class="lines counts names">{names}</ol>
        }
    };
    view! { <section class="section"><h2>{title}</h2>{body}</section> }
}

fn presence(row: &Presence) -> impl IntoView + use<> {
    let counts = [row.registered.to_string(), row.ideas.to_string()];
    view! {
        <li>
            <p>{row.agency.name.get(lang().is_english()).to_owned()}</p>
            <p class="meta">{tf(texts::PRESENCE, &[&counts[0], &counts[1]])}</p>
        </li>
    }
}

/// What came from agencies that are not on the list; nothing where nothing did.
fn elsewhere(desk: Desk) -> Option<String> {
    let ideas = desk
        .board
        .with(|board| gagas_domain::coverage::Coverage::of(board).others);
    let others = desk.turnout.with(|turnout| turnout.others);
    let counts = [others.to_string(), ideas.to_string()];
    (others + ideas > 0).then(|| tf(texts::ELSEWHERE, &[&counts[0], &counts[1]]))
}
