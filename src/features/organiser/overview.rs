//! One screen: registered, agencies missing, ideas, votes, and what waits to be sent.

use crate::render::prelude::*;

use super::desk::Desk;
use super::place::Place;
use crate::components::{Back, Icon, LinkButton, Notice, PageHeader, Tone};
use crate::i18n::{common, organiser as texts, server, t, tf};
use crate::parts::{SaveLine, TakeIn};
use crate::platform::format;
use crate::route::Route;

/// Where each figure leads, and what it counts.
fn tiles() -> [(String, &'static str); 6] {
    [
        (Place::Registrations.href(), t(texts::REGISTERED)),
        (Place::Agencies.href(), t(texts::AGENCIES_MISSING)),
        (Place::Ideas.href(), t(texts::IDEAS)),
        (Place::Agencies.href(), t(texts::AGENCIES_WITHOUT)),
        (Place::Ideas.href(), t(texts::VOTES)),
        (Route::Outbox.href(), t(texts::WAITING_HERE)),
    ]
}

/// Draws the page.
pub(super) fn page(desk: Desk) -> View {
    let back = Back {
        href: Route::More.href(),
        label: t(common::MORE).into(),
    };
    let figures = Memo::new(move |_| figures(desk));
    let tile = |(at, (to, label)): (usize, (String, &'static str))| {
        let number = move || figures.with(|all| format::number(all[at].0));
        let beside = move || figures.with(|all| all[at].1.clone());
        view! {
            <li>
                <a class="card figure" href=to>
                    <b class="num">{number}</b>
                    <span>{label}</span>
                    <small class="meta">{beside}</small>
                </a>
            </li>
        }
    };
    let tiles = tiles().into_iter().enumerate().map(tile).collect_view();
    view! {
        <div class="page">
            <PageHeader title=texts::ROOM back status=view! { <SaveLine/> }/>
            {opening(desk)}
            <ul class="figures">{tiles}</ul>
            <section class="section">
                <h2>{server::LINK}</h2>
                <p class="hint after">{server::LINK_HINT}</p>
                <LinkButton label=server::LINK_OPEN icon_before=Icon::QrCode href=Place::Link.href()/>
            </section>
            <section class="section">
                <h2>{texts::TAKE_IN}</h2>
                <p class="hint after">{texts::TAKE_IN_TEXT}</p>
                <TakeIn/>
            </section>
        </div>
    }
    .into_view()
}

/// The numbers in the order of the tiles, and what is beside each.
fn figures(desk: Desk) -> Vec<(usize, String)> {
    let turnout = desk.turnout();
    let counted = |of: fn(&gagas_domain::roster::Presence) -> bool| {
        turnout.agencies.iter().filter(|row| of(row)).count()
    };
    let all = turnout.agencies.len();
    let (came, have) = (
        counted(|row| row.registered > 0),
        counted(|row| row.ideas > 0),
    );
    let from = |n: usize| tf(texts::FROM_AGENCIES, &[&n.to_string()]);
    let of_all = || tf(texts::OF_AGENCIES, &[&all.to_string()]);
    let mut registered = from(came);
    if let Some(places) = desk.app.workshop().and_then(|w| w.registration.capacity) {
        registered.push_str(" · ");
        registered.push_str(&tf(texts::PLACES, &[&places.to_string()]));
    }
    let (ideas, votes, voters) = desk.ideas.with(|ideas| {
        let votes = ideas.tally.ideas.values().map(|support| support.votes);
        (
            ideas.board.cards().count(),
            votes.sum::<u32>(),
            ideas.tally.voters,
        )
    });
    vec![
        (
            desk.roster.with(|roster| roster.standing().count()),
            registered,
        ),
        (all - came, of_all()),
        (ideas, from(have)),
        (all - have, of_all()),
        (
            usize::try_from(votes).unwrap_or(usize::MAX),
            tf(texts::FROM_VOTERS, &[&voters.to_string()]),
        ),
        (desk.app.waiting(), t(texts::FROM_HERE).into()),
    ]
}

/// How far opening is, and what could not be opened.
pub(super) fn opening(desk: Desk) -> View {
    let told = Memo::new(move |_| {
        (
            desk.left.get(),
            desk.roster.with(|roster| roster.unreadable()),
        )
    });
    let draw = move || {
        let (left, unreadable) = told.get();
        let opening = (left > 0).then(|| {
            let words = tf(texts::OPENING, &[&format::number(left)]);
            view! { <p class="state"><i class="dot wait"></i>{words}</p> }
        });
        let bad = (unreadable > 0).then(|| {
            view! {
                <Notice tone=Tone::Wait>
                    <p>{tf(texts::UNREADABLE_SOME, &[&unreadable.to_string()])}</p>
                    <LinkButton label=texts::UNREADABLE_SEE href=Place::Registrations.href()/>
                </Notice>
            }
        });
        (opening, bad)
    };
    view! { <div role="status">{draw}</div> }.into_view()
}
