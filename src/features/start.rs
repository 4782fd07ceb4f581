//! Opening a workshop, the states in which none is open, and what stands above an open one.

pub mod above;
pub mod awaiting;
pub mod banners;
pub mod sample;
pub mod unknown;
pub mod unreadable;

pub use above::Above;
pub use awaiting::AwaitingPage;
pub use banners::Banners;
pub use unknown::UnknownPage;
pub use unreadable::UnreadablePage;

use crate::render::prelude::*;

use crate::components::PageHeader;
use crate::i18n::{common, start as texts};
use crate::parts::{KnownWorkshops, LanguageSwitch, TakeIn};
use crate::state::use_app;
use sample::Sample;

/// The page without a workshop: what Gagas is, and all ways to open one.
#[component]
pub fn StartPage() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="page">
            <PageHeader title=common::GAGAS/>
            <p>{texts::WHAT}</p>
            <KnownWorkshops/>
            <section class="section">
                <h2>{texts::OPEN_HEADING}</h2>
                <p class="hint after">{texts::OPEN_HINT}</p>
                <TakeIn/>
            </section>
            <Sample app/>
            <section class="section"><LanguageSwitch/></section>
        </div>
    }
}
