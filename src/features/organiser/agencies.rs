//! "One agency, one innovation": who has not registered, who has no idea, and what came from each agency.

use crate::render::prelude::*;
use gagas_domain::coverage::Coverage;
use gagas_domain::roster::Presence;

use super::desk::Desk;
use super::place::back;
use super::{remind, sheet};
use crate::components::{Disclosure, EmptyKind, EmptyState, Icon, Notice, PageHeader, Tone};
use crate::i18n::{Text, lang, organiser as texts, t, tf};
use crate::route::Route;

/// What an agency can be missing.
#[derive(Clone, Copy)]
struct Missing {
    heading: Text,
    nobody: Text,
    message: Text,
    of: fn(&Presence) -> usize,
}

const REGISTRATION: Missing = Missing {
    heading: texts::NOT_REGISTERED,
    nobody: texts::ALL_REGISTERED,
    message: texts::REMIND_REGISTER,
    of: |row| row.registered,
};
const IDEA: Missing = Missing {
    heading: texts::NO_IDEA,
    nobody: texts::ALL_HAVE_IDEAS,
    message: texts::REMIND_IDEA,
    of: |row| row.ideas,
};

/// Draws the page.
pub(super) fn page(desk: Desk) -> View {
    let rows = Memo::new(move |_| desk.turnout().agencies);
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let body = move || {
        if is_empty.get() {
            let kind = EmptyKind::Nothing(Icon::Database);
            return view! {
                <EmptyState kind title=texts::NO_AGENCIES text=texts::NO_AGENCIES_TEXT/>
            }
            .into_view();
        }
        let all = move || tf(texts::ALL_AGENCIES, &[&rows.with(Vec::len).to_string()]);
        let list = move || rows.with(|rows| rows.iter().map(presence).collect_view());
        view! {
            {missing(desk, rows, REGISTRATION, Route::Registration)}
            {missing(desk, rows, IDEA, Route::ideas())}
            <section class="section">
                <Disclosure summary=Signal::derive(all)>
                    <ul class="lines counts">{list}</ul>
                    <p class="meta">{move || elsewhere(desk)}</p>
                </Disclosure>
                {sheet::download(desk, texts::FILE_AGENCIES, None, sheet::agencies)}
            </section>
        }
        .into_view()
    };
    view! {
        <div class="page">
            <PageHeader title=texts::AGENCIES back=back() subtitle=view! { <p>{texts::ONE_EACH}</p> }/>
            {body}
        </div>
    }
    .into_view()
}

/// Agencies that are missing something, and the ways to remind them.
fn missing(desk: Desk, rows: Memo<Vec<Presence>>, what: Missing, to: Route) -> View {
    let missing = Memo::new(move |_| {
        rows.with(|rows| {
            let none = rows.iter().filter(|row| (what.of)(row) == 0);
            none.map(name).collect::<Vec<_>>()
        })
    });
    let draw = move || {
        let missing = missing.get();
        let title = tf(what.heading, &[&missing.len().to_string()]);
        let line = |name: &String| view! { <li>{name.clone()}</li> };
        let body = if missing.is_empty() {
            view! { <Notice tone=Tone::Good><p>{t(what.nobody)}</p></Notice> }.into_view()
        } else {
            let names = missing.iter().map(line).collect_view();
            view! {
                {remind::buttons(desk.app, what.message, &to, &missing)}
                <ol class="lines counts names">{names}</ol>
            }
            .into_view()
        };
        view! { <h2>{title}</h2>{body} }
    };
    view! { <section class="section">{draw}</section> }.into_view()
}

fn name(row: &Presence) -> String {
    row.agency.name.get(lang().is_english()).into()
}

fn presence(row: &Presence) -> View {
    let counts = [row.registered.to_string(), row.ideas.to_string()];
    let counts = tf(texts::PRESENCE, &[&counts[0], &counts[1]]);
    view! { <li><p>{name(row)}</p><p class="meta">{counts}</p></li> }.into_view()
}

/// What came from agencies that are not on the list; nothing where nothing did.
fn elsewhere(desk: Desk) -> Option<String> {
    let ideas = desk.ideas.with(|ideas| Coverage::of(&ideas.board).others);
    let others = desk.turnout().others;
    let counts = [others.to_string(), ideas.to_string()];
    (others + ideas > 0).then(|| tf(texts::ELSEWHERE, &[&counts[0], &counts[1]]))
}
