//! The backup: everything in one file.

use crate::render::prelude::*;
use gagas_domain::bundle::BundleKind;

use crate::components::Variant;
use crate::i18n::device as texts;
use crate::parts::FileWays;

/// Saves a backup.
#[component]
pub fn Backup() -> impl IntoView {
    view! {
        <section class="section">
            <h2>{texts::BACKUP}</h2>
            <p class="hint">{texts::BACKUP_TEXT}</p>
            <FileWays label=texts::BACKUP_SAVE kind=BundleKind::Backup variant=Variant::Primary/>
        </section>
    }
}
