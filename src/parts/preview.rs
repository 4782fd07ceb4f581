//! What a file or link would change, said before anything is changed.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;
use gagas_domain::intake::Counts;
use gagas_domain::kind::Kind;

use super::incoming;
use crate::components::{Button, Confirm, Dialog, Toaster, Variant};
use crate::i18n::{common, records, start as texts, t, tf};
use crate::state::{App, ReceiveError, Received};

/// The dialog that shows what came in, and the question that follows where it belongs to another person. Once in the
/// shell: a link brings things in on any page.
#[component]
pub fn Preview(
    /// The state.
    app: App,
) -> impl IntoView {
    let pending = app.pending;
    let busy = RwSignal::new(false);
    let other = RwSignal::new(false);
    let open = Signal::derive(move || pending.with(Option::is_some) && !other.get());
    let close = Callback::new(move |()| pending.set(None));
    let useful = move || pending.with(|all| all.as_ref().is_some_and(changes_something));
    let content = move || {
        let switches = app.workshop_id().is_some();
        pending.with(|all| all.as_ref().map(|received| describe(received, switches)))
    };
    let take = move || {
        useful().then(|| {
            view! {
                <Button
                    label=texts::TAKE
                    variant=Variant::Primary
                    busy
                    on_press=move |()| accept(app, busy, other, false)
                />
            }
        })
    };
    let leave = move || {
        t(if useful() {
            common::CANCEL
        } else {
            common::CLOSE
        })
        .to_owned()
    };
    view! {
        <Dialog
            open
            // It also closes when the next question opens, which must not throw away what came in.
            on_close=move |()| if !other.get_untracked() { close.run(()) }
            title=texts::PREVIEW
            close=common::CLOSE
        >
            {content}
            <div class="actions">
                {take}
                <Button label=Signal::derive(leave) variant=Variant::Quiet on_press=close/>
            </div>
        </Dialog>
        <Confirm
            open=other
            on_close=move |()| other.set(false)
            on_confirm=move |()| accept(app, busy, other, true)
            title=texts::OTHER_TITLE
            text=texts::OTHER_TEXT
            confirm=texts::OTHER_REPLACE
            cancel=common::CANCEL
        />
    }
}

/// Takes what is shown, or asks whether to become another person; `replace` says that the answer was yes.
fn accept(app: App, busy: RwSignal<bool>, other: RwSignal<bool>, replace: bool) {
    let Some(received) = app.pending.get_untracked() else {
        return;
    };
    busy.set(true);
    let from = app.route.get_untracked();
    spawn(async move {
        let taken = app.accept(received, replace).await;
        busy.set(false);
        if taken == Err(ReceiveError::OtherPerson) {
            return other.set(true);
        }
        app.pending.set(None);
        let said = match taken {
            Ok(_) => {
                incoming::leave(app, &from);
                t(texts::TAKEN).into()
            }
            Err(error) => incoming::words(&error),
        };
        Toaster::get().say(said);
    });
}

/// Tells whether taking it would change anything on this phone.
fn changes_something(received: &Received) -> bool {
    let Received {
        intake,
        private,
        is_open,
        ..
    } = received;
    !is_open || !intake.new.is_empty() || !intake.waiting.is_empty() || !private.is_empty()
}

fn describe(received: &Received, switches: bool) -> impl IntoView + use<> {
    let intake = &received.intake;
    let mut lines: Vec<String> = intake.preview.iter().map(line).collect();
    let extra = [
        (texts::REJECTED, intake.rejected.len()),
        (texts::ASIDE, intake.waiting.len()),
    ];
    let counted = extra.into_iter().filter(|(_, n)| *n > 0);
    lines.extend(counted.map(|(text, n)| tf(text, &[&n.to_string()])));
    if lines.is_empty() && received.private.is_empty() {
        lines.push(t(texts::PREVIEW_NOTHING).into());
    }
    let title = received
        .title
        .as_ref()
        .map(|title| tf(texts::PREVIEW_OF, &[title]));
    let notes = [
        (switches && !received.is_open).then_some(texts::PREVIEW_SWITCH),
        (received.kind == BundleKind::Organiser).then_some(texts::PREVIEW_ORGANISER),
        (!received.private.is_empty()).then_some(texts::PREVIEW_PRIVATE),
    ];
    view! {
        <div class="prose">
            {title.map(|title| view! { <p><b>{title}</b></p> })}
            <ul class="plain-list">
                {lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
            {notes.into_iter().flatten().map(|note| view! { <p class="hint">{t(note)}</p> }).collect_view()}
        </div>
    }
}

/// *Gagasan: 3 baru, 1 berubah*
fn line((kind, counts): (&Kind, &Counts)) -> String {
    let parts = [
        (texts::NEW, counts.new),
        (texts::CHANGED, counts.changed),
        (texts::CANCELLED, counts.cancelled),
        (texts::DELETED, counts.deleted),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(text, n)| tf(text, &[&n.to_string()]))
        .collect();
    [records::kind(kind), ": ", &parts.join(", ")].concat()
}
