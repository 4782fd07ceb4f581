//! A built web app: its files, what of it is changed for this server, and its Content Security Policy.

mod announce;
#[cfg(feature = "embed")]
mod embedded;

use crate::answer::{Answer, Effort};
use crate::policy;
use crate::publish::{Template, folder};
use axum::Router;
use axum::http::HeaderValue;
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tower_http::services::ServeDir;

/// A built web app, in a directory or in this binary.
pub struct Build {
    files: Files,
    announced: bool,
    read: Mutex<Option<(Option<SystemTime>, Arc<Start>)>>,
}

enum Files {
    Directory(PathBuf),
    #[cfg(feature = "embed")]
    Embedded,
}

/// What a start of the app asks for first, ready to be sent.
pub(crate) struct Start {
    pub(crate) policy: HeaderValue,
    /// The page; absent where the build is incomplete.
    pub(crate) page: Option<Answer>,
    pub(crate) worker: Option<Answer>,
    /// The page to put workshops in.
    pub(crate) template: Option<Template>,
}

/// There is no web build.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}: no web build here (cargo xtask build)")]
pub struct BuildError(String);

impl Build {
    /// The build in a directory, which may be replaced while it is served.
    #[must_use]
    pub fn directory(directory: &Path) -> Self {
        Self::of(Files::Directory(directory.into()))
    }

    /// The build that this binary carries; `None` where it carries none.
    #[must_use]
    pub fn embedded() -> Option<Self> {
        #[cfg(feature = "embed")]
        return embedded::read("index.html").map(|_| Self::of(Files::Embedded));
        #[cfg(not(feature = "embed"))]
        None
    }

    /// Tells the app in its page that this server synchronises.
    #[must_use]
    pub fn announced(self) -> Self {
        Self {
            announced: true,
            ..self
        }
    }

    /// Checks that there is a build.
    ///
    /// # Errors
    /// [`BuildError`] with the place.
    pub fn check(&self) -> Result<(), BuildError> {
        let there = self.read("index.html").is_some();
        there.then_some(()).ok_or_else(|| BuildError(self.place()))
    }

    fn of(files: Files) -> Self {
        Self {
            files,
            announced: false,
            read: Mutex::new(None),
        }
    }

    fn place(&self) -> String {
        match &self.files {
            Files::Directory(directory) => directory.display().to_string(),
            #[cfg(feature = "embed")]
            Files::Embedded => "this binary".into(),
        }
    }

    fn read(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        match &self.files {
            Files::Directory(directory) => fs::read(directory.join(name)).ok().map(Cow::Owned),
            #[cfg(feature = "embed")]
            Files::Embedded => embedded::read(name),
        }
    }

    /// When the page was written; `None` where it never changes or is not there.
    fn changed(&self) -> Option<SystemTime> {
        match &self.files {
            Files::Directory(directory) => fs::metadata(directory.join("index.html"))
                .and_then(|data| data.modified())
                .ok(),
            #[cfg(feature = "embed")]
            Files::Embedded => None,
        }
    }

    /// What a start asks for, read again whenever the build has changed.
    pub(crate) fn start(&self) -> Arc<Start> {
        let changed = self.changed();
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, start)) = &*read
            && *then == changed
        {
            return Arc::clone(start);
        }
        let start = Arc::new(self.make_start());
        *read = Some((changed, Arc::clone(&start)));
        start
    }

    fn make_start(&self) -> Start {
        let text = |name: &str| {
            self.read(name)
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        let (mut page, mut worker) = folder::undone(text);
        if let (true, Some(built)) = (self.announced, &page) {
            let announced = announce::in_page(built);
            worker = worker.map(|worker| announce::in_worker(&worker, built, &announced));
            page = Some(announced);
        }
        let answer = |content_type, text: &String| {
            Answer::compressed(content_type, text.clone(), Effort::Once)
        };
        Start {
            policy: page
                .as_deref()
                .and_then(policy::in_page)
                .unwrap_or(policy::CLOSED),
            template: page.as_deref().and_then(|page| Template::parse(page).ok()),
            worker: worker
                .as_ref()
                .map(|text| answer("text/javascript; charset=utf-8", text)),
            page: page
                .as_ref()
                .map(|text| answer("text/html; charset=utf-8", text)),
        }
    }

    /// All other files, with their compressed forms.
    ///
    /// Nothing but the root answers with the page: a file that is gone is a 404, never HTML, so that no browser keeps
    /// a page as a script.
    pub(crate) fn files(&self) -> Router {
        match &self.files {
            Files::Directory(directory) => {
                let files = ServeDir::new(directory).append_index_html_on_directories(false);
                Router::new().fallback_service(files.precompressed_br().precompressed_gzip())
            }
            #[cfg(feature = "embed")]
            Files::Embedded => Router::new().fallback(embedded::file),
        }
    }
}
