//! Files that go out: what they are called. Bundles as text: what stands above them, and the two ways out.

use crate::render::prelude::*;
use gagas_domain::bundle::{BundleKind, armour};

use crate::components::{Button, Icon, Toaster, Variant};
use crate::i18n::{Text, device as texts, t};
use crate::platform::task::spawn;
use crate::platform::{files, share};
use crate::state::{App, use_app};

/// The buttons that save a bundle of the open workshop as a text file or, where `shares` and the phone can, share it.
/// What is in a file for the organiser is noted as handed over.
#[component]
pub fn FileWays(
    /// Which bundle.
    kind: BundleKind,
    /// Saves it.
    label: Text,
    /// The weight of saving.
    #[prop(optional)]
    variant: Variant,
    /// Whether it may be shared.
    #[prop(optional)]
    shares: bool,
) -> impl IntoView {
    let app = use_app();
    let busy = RwSignal::new(false);
    let hand_out = move |sharing: bool| {
        busy.set(true);
        spawn(async move {
            // Only what is in the file is noted, not what is written while it is made.
            let ids = app.waiting_ids();
            let (name, text) = (bundle_name(app, kind), text_of(app, kind).await);
            let done = match text {
                Some(text) if sharing => {
                    share::share_file(&name, "text/plain", &text.as_str().into()).await
                }
                Some(text) => files::save(&name, "text/plain", text.as_bytes()),
                None => false,
            };
            busy.set(false);
            if done && kind == BundleKind::Organiser {
                app.handed_over(ids);
            }
            // Closing the share sheet is no failure.
            if !sharing {
                Toaster::get().say(t(if done {
                    texts::FILE_SAVED
                } else {
                    texts::FILE_FAILED
                }));
            }
        });
    };
    let share = (shares && share::can_share_files()).then(|| {
        view! { <Button label=texts::FILE_SHARE icon_before=Icon::Share2 busy on_press=move |()| hand_out(true)/> }
    });
    view! {
        <div class="actions">
            <Button label variant icon_before=Icon::Download busy on_press=move |()| hand_out(false)/>
            {share}
        </div>
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
    let bundle = app.export(kind, true).await.ok()?;
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
#[must_use]
pub fn slug(title: &str) -> String {
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
