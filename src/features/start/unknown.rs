//! The page of an address that names nothing.

use crate::render::prelude::*;

use crate::components::{Icon, LinkButton, PageHeader, Variant};
use crate::i18n::{common, t};
use crate::parts::Committee;
use crate::route::Route;

/// Says so, leads to the agenda, and names the committee.
#[component]
pub fn UnknownPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHeader title=t(common::NOT_FOUND)/>
            <p>{t(common::NOT_FOUND_TEXT)}</p>
            <div class="actions">
                <LinkButton
                    label=t(common::TO_AGENDA)
                    href=Route::agenda().href()
                    variant=Variant::Primary
                    icon_before=Icon::CalendarDays
                />
            </div>
            <Committee/>
        </div>
    }
}
