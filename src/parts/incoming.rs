//! What comes in by file or paste: read, and then shown by [`super::Preview`] before anything is taken.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use web_sys::File;

use crate::i18n::{errors, start as texts, t};
use crate::platform::files;
use crate::route::Route;
use crate::state::{App, ReceiveError, Received};
use gagas_domain::bundle::{BundleError, MAX_INFLATED};

/// The largest file that is read, in bytes: the largest bundle as text, and what stands around it.
const MAX_FILE: f64 = MAX_INFLATED as f64 * 1.5;

/// How far taking something in has come.
#[derive(Clone, Copy)]
pub struct Incoming {
    /// Whether something is being read.
    pub busy: RwSignal<bool>,
    /// Why nothing came of it.
    pub error: RwSignal<Option<String>>,
    app: App,
}

impl Incoming {
    /// Prepares for something to come in.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self {
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            app,
        }
    }

    /// Reads a file that was chosen.
    pub fn read_file(self, file: File) {
        self.begin();
        spawn(async move {
            match files::read(&file, MAX_FILE).await {
                Some(bytes) => self.show(self.app.read_bundle(&bytes).await),
                None => self.fail(t(texts::FILE_UNREADABLE).into()),
            }
        });
    }

    /// Reads what was pasted: a bundle as text or in a link is shown first, any other link followed.
    pub fn read_text(self, text: String) {
        if text.trim().is_empty() {
            return self.fail(t(texts::PASTE_EMPTY).into());
        }
        self.begin();
        spawn(async move {
            match self.app.read_bundle(text.as_bytes()).await {
                Err(ReceiveError::Bundle(BundleError::NotABundle)) => self.follow(&text).await,
                read => self.show(read),
            }
        });
    }

    async fn follow(self, text: &str) {
        let from = self.app.route.get_untracked();
        match self.app.follow(text).await {
            Ok(()) => {
                self.busy.set(false);
                leave(self.app, &from);
            }
            Err(error) => self.fail(errors::link_error(error).into()),
        }
    }

    fn begin(self) {
        self.error.set(None);
        self.busy.set(true);
    }

    fn show(self, read: Result<Received, ReceiveError>) {
        self.busy.set(false);
        match read {
            Ok(received) => self.app.pending.set(Some(received)),
            Err(error) => self.fail(words(&error)),
        }
    }

    fn fail(self, words: String) {
        self.busy.set(false);
        self.error.set(Some(words));
    }
}

/// After something was taken in: to the agenda, but from pages that are about taking things in, and not where the person
/// has gone on from the page `from` meanwhile.
pub(super) fn leave(app: App, from: &Route) {
    let stays = matches!(from, Route::Device | Route::Organiser(_));
    if !stays && app.route.with_untracked(|route| route == from) {
        app.go(&Route::agenda());
    }
}

/// Why nothing was taken.
pub(super) fn words(error: &ReceiveError) -> String {
    let text = match error {
        ReceiveError::Bundle(error) => errors::bundle_error(*error),
        ReceiveError::Open(_) => t(texts::OPEN_FAILED),
        ReceiveError::OtherPerson => t(texts::OTHER_TITLE),
    };
    text.into()
}
