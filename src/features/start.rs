//! Opening a workshop, the states in which none is open, and what stands above an open one.

pub mod awaiting;
pub mod banners;
pub mod sample;
pub mod unknown;
pub mod unreadable;

pub use awaiting::AwaitingPage;
pub use banners::Banners;
pub use unknown::UnknownPage;
pub use unreadable::UnreadablePage;

use crate::render::prelude::*;

use crate::components::{Notice, PageHeader, Tone};
use crate::i18n::{common, errors, start as texts};
use crate::parts::{KnownWorkshops, LanguageSwitch, TakeIn};
use crate::route::Route;
use crate::state::{App, StartError, use_app};
use sample::Sample;

/// The page without a workshop: what Gagas is, and all ways to open one.
#[component]
pub fn StartPage() -> impl IntoView {
    let app = use_app();
    let open = Callback::new(move |()| app.go(&Route::agenda()));
    view! {
        <div class="page">
            <PageHeader title=common::GAGAS/>
            <StartProblem app/>
            <p>{texts::WHAT}</p>
            <KnownWorkshops/>
            <section class="section">
                <h2>{texts::OPEN_HEADING}</h2>
                <p class="hint after">{texts::OPEN_HINT}</p>
                <TakeIn on_done=open/>
            </section>
            <Sample app/>
            <section class="section"><LanguageSwitch/></section>
        </div>
    }
}

/// What was wrong with the link or file that the app was started with.
#[component]
fn StartProblem(app: App) -> impl IntoView {
    move || {
        app.start_error.get().map(|error| {
            let words = match error {
                StartError::Link(error) => errors::link_error(error),
                StartError::Bundle(error) => errors::bundle_error(error),
            };
            view! { <div class="banners"><Notice tone=Tone::Bad><p>{words}</p></Notice></div> }
        })
    }
}
