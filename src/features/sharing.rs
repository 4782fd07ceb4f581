//! Links and codes to pass on.

use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;

use crate::components::{Back, PageHeader};
use crate::i18n::{common, sharing as texts, t, tf};
use crate::parts::{FileWays, ways};
use crate::route::Route;
use crate::state::use_app;

/// The link of the open workshop in all its forms, and the workshop as a file.
#[component]
pub fn SharePage() -> impl IntoView {
    let app = use_app();
    let link = Memo::new(move |_| app.invitation(None).unwrap_or_default());
    let title = Memo::new(move |_| {
        let workshop = app.workshop();
        workshop
            .map(|w| w.title.original.clone())
            .unwrap_or_default()
    });
    let words = Signal::derive(move || tf(texts::INVITATION, &[&title.get()]));
    let back = Back {
        href: Route::More.href(),
        label: t(common::MORE).into(),
    };
    view! {
        <div class="page">
            <PageHeader title=texts::SHARE back/>
            <p>{texts::LINK_TEXT}</p>
            {ways(link, title.into(), words)}
            <section class="section">
                <h2>{texts::FILE}</h2>
                <p class="hint">{texts::FILE_TEXT}</p>
                <FileWays label=texts::FILE_SAVE kind=BundleKind::Public shares=true/>
            </section>
        </div>
    }
}
