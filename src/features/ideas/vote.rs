//! Voting for one idea: the same button takes the vote back.

use crate::render::prelude::*;
use gagas_domain::board::Board;
use gagas_domain::id::RecordId;
use gagas_domain::keys::AuthorRole;
use gagas_domain::kind::Kind;
use gagas_domain::view::{Ballot, BallotError};

use super::facts;
use crate::components::{Button, Icon, IconButton, Toaster};
use crate::i18n::{ideas as texts, t, tf};
use crate::state::{App, Edit};

fn write(app: App, ballot: &Ballot) -> Option<&'static str> {
    let edit = Edit {
        by: AuthorRole::Ballot,
        kind: Kind::Ballot,
        nonce: Vec::new(),
        fields: vec![("votes".into(), ballot.to_value())],
        meta: Vec::new(),
    };
    app.edit(edit).err().map(|_| t(texts::FAILED))
}

/// Moves one vote; answers what went wrong.
fn shift(app: App, id: &RecordId, more: bool) -> Option<&'static str> {
    let board = untrack(|| app.board());
    if !more {
        return write(app, &board.undo(id));
    }
    match board.cast(id) {
        Ok(ballot) => write(app, &ballot),
        Err(BallotError::NoBudget) => Some(t(texts::NO_VOTES)),
        Err(BallotError::AtCap) => Some(t(texts::AT_CAP)),
        Err(BallotError::NotVotable) => Some(t(texts::NOT_VOTABLE)),
    }
}

/// What a person can do with a vote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Voting is over, or has not begun.
    Off,
    /// At most one vote for an idea.
    One,
    /// Several votes for an idea.
    Several,
}

fn mode(board: &Board) -> Mode {
    match (board.is_voting(), board.settings().cap > 1) {
        (false, _) => Mode::Off,
        (true, false) => Mode::One,
        (true, true) => Mode::Several,
    }
}

/// The button, or the two of them.
pub(super) fn vote(app: App, id: RecordId) -> impl IntoView {
    let toaster = Toaster::here();
    let seen = Memo::new(move |_| {
        let board = app.board();
        let card = board.card(&id)?;
        Some((
            mode(&board),
            card.idea.title.clone(),
            card.my_votes,
            facts::votes(card),
        ))
    });
    let turn = move |more: bool| {
        if let (Some(why), Some(toaster)) = (shift(app, &id, more), toaster) {
            toaster.say(why);
        }
    };
    move || {
        let (mode, title, held, votes) = seen.get()?;
        let mine = tf(texts::MY_VOTES, &[&held.to_string()]);
        let named = |text| tf(text, &[&title]);
        let mut name = named(texts::VOTE_NAME);
        if let Some(votes) = votes {
            name += ", ";
            name += &votes;
        }
        Some(match mode {
            Mode::Off => view! { <span class="meta">{(held > 0).then_some(mine)}</span> },
            Mode::One => {
                let press = move |()| turn(held == 0);
                let pressed = Signal::from(held > 0);
                view! {
                    <Button label=texts::VOTE name=name pressed icon_before=Icon::ThumbsUp on_press=press/>
                }
            }
            Mode::Several => {
                // A ballot that says the same need not be signed.
                let less = move |()| {
                    if held > 0 {
                        turn(false);
                    }
                };
                let more = move |()| turn(true);
                view! {
                    <div class="row" role="group" aria-label=name>
                        <IconButton label=named(texts::VOTE_LESS) shows=Icon::Undo2 off={held == 0} on_press=less/>
                        <span class="num">{mine}</span>
                        <IconButton label=named(texts::VOTE_MORE) shows=Icon::Plus on_press=more/>
                    </div>
                }
            }
        })
    }
}
