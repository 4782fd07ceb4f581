//! What comes in by file or paste: read, shown, and taken only after a yes.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use web_sys::File;

use crate::components::Toaster;
use crate::i18n::{errors, start as texts, t};
use crate::platform::files;
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
    /// What was read and waits for a yes.
    pub received: RwSignal<Option<Received>>,
    /// Whether it asks to become another person.
    pub other: RwSignal<bool>,
    app: App,
    toaster: Option<Toaster>,
    on_done: Callback<()>,
}

impl Incoming {
    /// Prepares for something to come in; `on_done` runs when it was taken.
    #[must_use]
    pub fn new(app: App, on_done: Callback<()>) -> Self {
        Self {
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            received: RwSignal::new(None),
            other: RwSignal::new(false),
            app,
            toaster: Toaster::here(),
            on_done,
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

    /// Takes what was shown; `replace` says that the person agreed to become somebody else.
    pub fn accept(self, replace: bool) {
        let Some(received) = self.received.get_untracked() else {
            return;
        };
        self.begin();
        spawn(async move {
            match self.app.accept(received, replace).await {
                Ok(_) => {
                    self.close();
                    if let Some(toaster) = self.toaster {
                        toaster.say(t(texts::TAKEN));
                    }
                    self.done();
                }
                Err(ReceiveError::OtherPerson) => {
                    self.busy.set(false);
                    self.other.set(true);
                }
                Err(error) => {
                    self.close();
                    self.fail(words(&error));
                }
            }
        });
    }

    /// Tells whether a workshop is open that another one would take the place of.
    #[must_use]
    pub fn switches(self) -> bool {
        self.app.workshop_id().is_some()
    }

    /// Lets go of what was shown; nothing was changed.
    pub fn close(self) {
        self.busy.set(false);
        self.other.set(false);
        self.received.set(None);
    }

    async fn follow(self, text: &str) {
        match self.app.follow(text).await {
            Ok(()) => {
                self.busy.set(false);
                self.done();
            }
            Err(error) => self.fail(errors::link_error(error).into()),
        }
    }

    /// Opening a workshop may have ended the page that asked; then there is nowhere to go from.
    fn done(self) {
        self.on_done.run(());
    }

    fn begin(self) {
        self.error.set(None);
        self.busy.set(true);
    }

    fn show(self, read: Result<Received, ReceiveError>) {
        self.busy.set(false);
        match read {
            Ok(received) => self.received.set(Some(received)),
            Err(error) => self.fail(words(&error)),
        }
    }

    fn fail(self, words: String) {
        self.busy.set(false);
        self.error.set(Some(words));
    }
}

fn words(error: &ReceiveError) -> String {
    let text = match error {
        ReceiveError::Bundle(error) => errors::bundle_error(*error),
        ReceiveError::Open(_) => t(texts::OPEN_FAILED),
        ReceiveError::OtherPerson => t(texts::OTHER_TITLE),
    };
    text.into()
}
