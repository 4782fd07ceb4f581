//! What is kept on this device: how much, backup, restore, erasing, what waits, other workshops.

pub mod backup;
pub mod erase;
pub mod kept;
pub mod more;
pub mod outbox;
pub mod refused;
pub mod rescue;
pub mod waiting;
pub mod workshops;

pub use more::MorePage;
pub use outbox::OutboxPage;
pub use workshops::WorkshopsPage;

use crate::render::prelude::*;

use crate::components::{Back, PageHeader};
use crate::i18n::{common, device as texts, t};
use crate::parts::{SaveLine, TakeIn};
use crate::route::Route;

/// The way back to the list of all that is left.
fn back_to_more() -> Back {
    Back {
        href: Route::More.href(),
        label: t(common::MORE).into(),
    }
}

/// The page of what is kept on this phone.
#[component]
pub fn DevicePage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHeader
                title=texts::DEVICE
                back=back_to_more()
                status=view! { <SaveLine/> }
            />
            <kept::Kept/>
            <kept::Room/>
            <backup::Backup/>
            <section class="section">
                <h2>{texts::RESTORE}</h2>
                <p class="hint after">{texts::RESTORE_TEXT}</p>
                <TakeIn/>
            </section>
            <rescue::Rescue/>
            <erase::Erase/>
        </div>
    }
}
