//! Files that go out: what they are called. Bundles as text: what stands above them, and the two ways out.

use crate::render::prelude::*;
use gagas_domain::bundle::{BundleKind, armour};

use crate::i18n::{device as texts, t};
use crate::platform::{files, share};
use crate::state::App;

/// Saves a bundle of the open workshop as a text file; answers whether that worked.
pub async fn save_bundle(app: App, kind: BundleKind) -> bool {
    match text_of(app, kind).await {
        Some(text) => files::save(&bundle_name(app, kind), "text/plain", text.as_bytes()),
        None => false,
    }
}

/// Opens the share sheet with a bundle of the open workshop; answers whether it was shared.
pub async fn share_bundle(app: App, kind: BundleKind) -> bool {
    match text_of(app, kind).await {
        Some(text) => share::share_file(&bundle_name(app, kind), &text).await,
        None => false,
    }
}

async fn text_of(app: App, kind: BundleKind) -> Option<String> {
    let note = t(match kind {
        BundleKind::Backup => texts::NOTE_BACKUP,
        BundleKind::Rescue => texts::NOTE_RESCUE,
        BundleKind::Organiser => texts::NOTE_ORGANISER,
        BundleKind::Public => texts::NOTE_PUBLIC,
    });
    // Its one cause is a workshop that is not there, and then the page is not there either.
    let bundle = app.export(kind).await.ok()?;
    Some(armour(&bundle, note))
}

fn bundle_name(app: App, kind: BundleKind) -> String {
    let ending = match kind {
        BundleKind::Backup => "-cadangan.txt",
        BundleKind::Rescue => "-kode-penyelamat.txt",
        BundleKind::Organiser => "-untuk-panitia.txt",
        BundleKind::Public => "-lokakarya.txt",
    };
    file_name(app, ending)
}

/// The name of a file of the open workshop: *gagas-*, its title, and this ending.
#[must_use]
pub fn file_name(app: App, ending: &str) -> String {
    let title = untrack(|| app.workshop()).map(|workshop| slug(&workshop.title.original));
    ["gagas-", &title.unwrap_or_default(), ending].concat()
}

/// A title as part of a file name: lower-case ASCII letters and digits, at most 40, with hyphens.
fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars() {
        if out.len() >= 40 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').into()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn titles_become_names_that_every_system_takes() {
        assert_eq!(
            slug("Workshop Inovasi: Pelayanan/Publik!"),
            "workshop-inovasi-pelayanan-publik"
        );
        assert_eq!(slug("  …  "), "");
        assert!(slug(&"panjang ".repeat(20)).len() <= 41);
    }
}
