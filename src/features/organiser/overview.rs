//! One screen: registered, agencies missing, ideas, votes, and what waits to be sent.

use crate::render::prelude::*;

use super::desk::Desk;
use super::href;
use crate::components::{Back, LinkButton, Notice, PageHeader, Tone};
use crate::i18n::{Text, common, organiser as texts, t, tf};
use crate::parts::{SaveLine, TakeIn};
use crate::platform::format;
use crate::route::{Room, Route};

#[component]
pub(super) fn Overview(desk: Desk) -> impl IntoView {
    let back = Back {
        href: Route::More.href(),
        label: t(common::MORE).into(),
    };
    view! {
        <div class="page">
            <PageHeader title=t(texts::ROOM) back status=view! { <SaveLine/> }/>
            <Opening desk/>
            <ul class="figures">
                <Figure to=href(Room::Registrations) label=texts::REGISTERED
                    figure=Signal::derive(move || registered(desk))/>
                <Figure to=href(Room::Agencies) label=texts::AGENCIES_MISSING
                    figure=Signal::derive(move || missing(desk))/>
                <Figure to=href(Room::Ideas) label=texts::IDEAS
                    figure=Signal::derive(move || ideas(desk))/>
                <Figure to=href(Room::Agencies) label=texts::AGENCIES_WITHOUT
                    figure=Signal::derive(move || without(desk))/>
                <Figure to=href(Room::Ideas) label=texts::VOTES
                    figure=Signal::derive(move || votes(desk))/>
                <Figure to=Route::Outbox.href() label=texts::WAITING_HERE
                    figure=Signal::derive(move || (desk.app.waiting(), t(texts::FROM_HERE).into()))/>
            </ul>
            <section class="section">
                <h2>{t(texts::TAKE_IN)}</h2>
                <p class="hint after">{t(texts::TAKE_IN_TEXT)}</p>
                <TakeIn on_done=move |()| {}/>
            </section>
        </div>
    }
}

/// A number, and what is beside it.
type Shown = (usize, String);

fn registered(desk: Desk) -> Shown {
    let standing = desk.roster.with(|roster| roster.standing().count());
    let agencies = desk.turnout.with(|turnout| {
        let came = turnout.agencies.iter().filter(|row| row.registered > 0);
        came.count()
    });
    let mut beside = tf(texts::FROM_AGENCIES, &[&agencies.to_string()]);
    let capacity = desk.app.workshop().and_then(|w| w.registration.capacity);
    if let Some(capacity) = capacity {
        beside.push_str(" · ");
        beside.push_str(&tf(texts::PLACES, &[&capacity.to_string()]));
    }
    (standing, beside)
}

fn missing(desk: Desk) -> Shown {
    let of = |all: usize| tf(texts::OF_AGENCIES, &[&all.to_string()]);
    desk.turnout
        .with(|turnout| (turnout.missing().count(), of(turnout.agencies.len())))
}

fn without(desk: Desk) -> Shown {
    let of = |all: usize| tf(texts::OF_AGENCIES, &[&all.to_string()]);
    desk.turnout
        .with(|turnout| (turnout.without_idea().count(), of(turnout.agencies.len())))
}

fn ideas(desk: Desk) -> Shown {
    let agencies = desk.turnout.with(|turnout| {
        let with = turnout.agencies.iter().filter(|row| row.ideas > 0);
        with.count()
    });
    let beside = tf(texts::FROM_AGENCIES, &[&agencies.to_string()]);
    (desk.board.with(|board| board.cards().count()), beside)
}

fn votes(desk: Desk) -> Shown {
    desk.tally.with(|tally| {
        let votes = tally
            .ideas
            .values()
            .map(|support| support.votes)
            .sum::<u32>();
        let voters = tf(texts::FROM_VOTERS, &[&tally.voters.to_string()]);
        (usize::try_from(votes).unwrap_or(usize::MAX), voters)
    })
}

#[component]
fn Figure(to: String, label: Text, figure: Signal<Shown>) -> impl IntoView {
    view! {
        <li>
            <a class="card figure" href=to>
                <b class="num">{move || format::number(figure.get().0)}</b>
                <span>{t(label)}</span>
                <small class="meta">{move || figure.get().1}</small>
            </a>
        </li>
    }
}

/// How far opening is, and what could not be opened.
#[component]
pub(super) fn Opening(desk: Desk) -> impl IntoView {
    let left = Memo::new(move |_| desk.left.get());
    let unreadable = Memo::new(move |_| desk.roster.with(|roster| roster.unreadable()));
    let opening = move || {
        (left.get() > 0).then(|| {
            let words = move || tf(texts::OPENING, &[&format::number(left.get())]);
            view! { <p class="state" role="status"><i class="dot wait"></i>{words}</p> }
        })
    };
    let bad = move || {
        let n = unreadable.get();
        (n > 0).then(|| {
            view! {
                <Notice tone=Tone::Wait>
                    <p>{tf(texts::UNREADABLE_SOME, &[&n.to_string()])}</p>
                    <LinkButton label=t(texts::UNREADABLE_SEE) href=href(Room::Registrations)/>
                </Notice>
            }
        })
    };
    view! { {opening} {bad} }
}
