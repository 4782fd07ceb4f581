//! The Content Security Policy as a header: that of the built page, and who may frame it.

use axum::http::HeaderValue;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Reads the policy of a build, again whenever the build has changed.
pub(crate) struct Policy {
    page: PathBuf,
    read: Mutex<Option<(SystemTime, HeaderValue)>>,
}

impl Policy {
    /// Names the build.
    pub(crate) fn of(directory: &Path) -> Self {
        Self {
            page: directory.join("index.html"),
            read: Mutex::new(None),
        }
    }

    /// Returns the header; without a page, one that admits nothing.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let Some(changed) = fs::metadata(&self.page)
            .and_then(|data| data.modified())
            .ok()
        else {
            return Some(HeaderValue::from_static(
                "default-src 'none'; frame-ancestors 'none'",
            ));
        };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.as_ref().is_none_or(|(then, _)| *then != changed) {
            *read = in_page(&self.page).map(|value| (changed, value));
        }
        read.as_ref().map(|(_, value)| value.clone())
    }
}

/// Reads the policy from the page's `<meta>`, which may not carry `frame-ancestors` itself.
fn in_page(page: &Path) -> Option<HeaderValue> {
    let text = fs::read_to_string(page).ok()?;
    let (_, rest) = text.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
    let (policy, _) = rest.split_once('"')?;
    HeaderValue::from_str(&[policy, "; frame-ancestors 'none'"].concat()).ok()
}
