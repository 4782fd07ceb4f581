//! Voting for one idea: the same button takes the vote back.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::keys::AuthorRole;
use gagas_domain::kind::Kind;
use gagas_domain::view::{Ballot, BallotError};

use crate::components::{Button, Icon, IconButton, Toaster};
use crate::i18n::{ideas as texts, t, tf};
use crate::state::{App, Edit, use_app};

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

#[component]
pub(super) fn Vote(id: RecordId) -> impl IntoView {
    let app = use_app();
    let toaster = use_context::<Toaster>();
    let held = Memo::new(move |_| app.board().card(&id).map_or(0, |card| card.my_votes));
    let title = Memo::new(move |_| {
        let card = app.board().card(&id).cloned();
        card.map(|card| card.idea.title.clone()).unwrap_or_default()
    });
    let mode = Memo::new(move |_| {
        let board = app.board();
        (board.is_voting(), board.settings().cap > 1)
    });
    let turn = move |more: bool| {
        if let (Some(why), Some(toaster)) = (shift(app, &id, more), toaster) {
            toaster.say(why);
        }
    };
    let take_back = move |()| {
        // A ballot that says the same need not be signed.
        if held.get_untracked() > 0 {
            turn(false);
        }
    };
    let named = move |text| Signal::derive(move || tf(text, &[&title.get()]));
    let mine = move || tf(texts::MY_VOTES, &[&held.get().to_string()]);
    move || match mode.get() {
        (false, _) => {
            view! { <span class="meta">{move || (held.get() > 0).then(mine)}</span> }
        }
        (true, false) => {
            let name = Signal::derive(move || Some(tf(texts::VOTE_NAME, &[&title.get()])));
            let pressed = Signal::derive(move || held.get() > 0);
            let press = move |()| turn(held.get_untracked() == 0);
            view! {
                <Button label=t(texts::VOTE) name pressed icon_before=Icon::ThumbsUp on_press=press/>
            }
        }
        (true, true) => view! {
            <div class="row" role="group" aria-label=named(texts::VOTE_NAME)>
                <IconButton
                    label=named(texts::VOTE_LESS)
                    shows=Icon::Undo2
                    on_press=take_back
                />
                <span class="num">{mine}</span>
                <IconButton
                    label=named(texts::VOTE_MORE)
                    shows=Icon::Plus
                    on_press=move |()| turn(true)
                />
            </div>
        },
    }
}
