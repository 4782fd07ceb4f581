//! The page of an address that names nothing.

use crate::render::prelude::*;

use crate::components::{Icon, LinkButton, PageHeader, Variant};
use crate::i18n::common;
use crate::parts::Committee;
use crate::route::Route;

/// Says so, leads to the agenda, and names the committee.
#[component]
pub fn UnknownPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHeader title=common::NOT_FOUND/>
            <p>{common::NOT_FOUND_TEXT}</p>
            <div class="actions">
                <LinkButton
                    label=common::TO_AGENDA
                    href=Route::agenda().href()
                    variant=Variant::Primary
                    icon_before=Icon::CalendarDays
                />
            </div>
            <Committee/>
        </div>
    }
}
