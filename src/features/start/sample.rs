//! The sample workshop, on today's days or its own.

use crate::platform::rest::{self, Rest};
use crate::platform::task::spawn;
use crate::render::prelude::*;

use crate::components::{Button, Notice, Tone, Variant};
use crate::i18n::start as texts;
use crate::route::Route;
use crate::state::{App, SampleDays};

/// Offers the sample.
#[component]
pub fn Sample(
    /// The state.
    app: App,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let wanted = RwSignal::new(None::<SampleDays>);
    let ask = move |days| {
        busy.set(true);
        failed.set(false);
        wanted.set(Some(days));
        rest::ask_room();
    };
    effect(move || {
        let Some(days) = wanted.get() else { return };
        match app.room.get() {
            Rest::Coming => {}
            Rest::Here => untrack(|| {
                wanted.set(None);
                make(app, days, busy, failed);
            }),
            Rest::Failed => untrack(|| {
                wanted.set(None);
                busy.set(false);
                failed.set(true);
            }),
        }
    });
    let problem = move || {
        failed
            .get()
            .then(|| view! { <Notice tone=Tone::Bad><p>{texts::SAMPLE_FAILED}</p></Notice> })
    };
    view! {
        <section class="section">
            <h2>{texts::SAMPLE_HEADING}</h2>
            <p>{texts::SAMPLE_TEXT}</p>
            <div class="actions">
                <Button
                    label=texts::SAMPLE_TODAY
                    variant=Variant::Primary
                    busy
                    on_press=move |()| ask(SampleDays::Today)
                />
                <Button
                    label=texts::SAMPLE_HISTORIC
                    busy
                    on_press=move |()| ask(SampleDays::Historic)
                />
            </div>
            {problem}
        </section>
    }
}

/// Makes it; a door to the organiser's part, for whoever tries the sample is its organiser.
#[inline(never)]
fn make(app: App, days: SampleDays, busy: RwSignal<bool>, failed: RwSignal<bool>) {
    spawn(async move {
        let made = app.make_sample(days).await;
        busy.set(false);
        failed.set(made.is_err());
        if made.is_ok() {
            app.go(&Route::agenda());
        }
    });
}
