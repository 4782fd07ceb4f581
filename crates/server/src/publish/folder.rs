//! What a server would answer, written into a folder that any static host serves: the page with the readable agenda, the
//! calendar and the preview picture, at the same addresses.
//!
//! The page differs from the one that devices keep, which stays as `app.html`: the agenda may change without a new
//! version of the app. Must not touch the bundle.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use gagas_domain::id::WorkshopId;
use sha2::{Digest, Sha256};

use super::http::NO_SCRIPT;
use super::{Base, BesideError, Lang, Published, Template, public};
use crate::answer::{Effort, brotli, gzip};

/// The page that devices keep.
const APP: &str = "app.html";

/// Why a folder is not published.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Previews, calendars and search engines need whole addresses.
    #[error("say with --base-url where the folder will be, such as https://example.id/lokakarya/")]
    NoAddress,
    /// The page or the worker is missing, or of another version.
    #[error("{0}: no web build of this version here (cargo xtask build)")]
    NoBuild(PathBuf),
    /// The workshop's file is missing or is none.
    #[error("{0}: {1}")]
    NoWorkshop(PathBuf, BesideError),
    /// Whoever has the link reads it, and nobody else is told of it.
    #[error("the workshop is not listed: set \"listed\": true in its JSON and sign it again")]
    NotListed,
    /// Something cannot be written.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// Writes what is published of the workshop that lies beside the app, as it is at `now_ms` (ms since the epoch, UTC);
/// answers its id. Done again after every change of the workshop or the build.
///
/// # Errors
/// [`FolderError`]; nothing was written unless it is the last one.
pub fn publish(
    directory: &Path,
    base: Option<&Base>,
    lang: Lang,
    now_ms: i64,
) -> Result<WorkshopId, FolderError> {
    let base = base.ok_or(FolderError::NoAddress)?;
    let (app, template) = built(directory).ok_or_else(|| no_build(directory))?;
    let bundle = directory.join("workshop.gagas");
    let (id, records) = public(&bundle).map_err(|error| FolderError::NoWorkshop(bundle, error))?;
    let base = base.of(&axum::http::HeaderMap::new());
    let published = Published::of(&records, id, &base, lang).ok_or(FolderError::NotListed)?;
    let worker = fs::read_to_string(directory.join("sw.js")).ok();
    let worker = worker.and_then(|worker| in_worker(&worker, &app));
    let worker = worker.ok_or_else(|| no_build(directory))?;
    let picture = published.picture().png();
    let picture = picture.map_err(|error| {
        let error = io::Error::other(error.to_string());
        FolderError::Io("preview.png".into(), error)
    })?;

    let own = ["api/v1/w/", &id.to_string()].concat();
    let put = |name: &str, bytes: &[u8], smaller: bool| {
        write(&directory.join(name), bytes, smaller)
            .map_err(|error| FolderError::Io(directory.join(name), error))
    };
    put("api/v1/noscript.css", NO_SCRIPT.as_bytes(), false)?;
    put(&[&own, "/preview.png"].concat(), &picture, false)?;
    let calendar = published.calendar();
    put(&[&own, "/agenda.ics"].concat(), calendar.as_bytes(), true)?;
    // The worker asks for the other page: it has to be there before.
    put(APP, app.as_bytes(), true)?;
    put("sw.js", worker.as_bytes(), true)?;
    let page = template.fill(&published, now_ms);
    put("index.html", page.as_bytes(), true)?;
    Ok(id)
}

fn no_build(directory: &Path) -> FolderError {
    FolderError::NoBuild(directory.into())
}

/// The page of the build: where it was published before it stands beside.
fn built(directory: &Path) -> Option<(String, Template)> {
    ["index.html", APP].into_iter().find_map(|name| {
        let page = fs::read_to_string(directory.join(name)).ok()?;
        let template = Template::parse(&page).ok()?;
        Some((page, template))
    })
}

/// The worker that keeps `app` as the page; `None` where it knows another one.
fn in_worker(worker: &str, app: &str) -> Option<String> {
    let digest = HEXLOWER.encode(&Sha256::digest(app.as_bytes())[..16]);
    let end = worker.find(&digest)? + digest.len();
    let (before, after) = worker.split_at(end);
    let instead = instead(after.get(..1)?);
    match after.starts_with(&instead) {
        true => Some(worker.into()),
        false => Some([before, &instead, after].concat()),
    }
}

/// Where the page is to be asked for, behind its digest in the worker's list.
fn instead(quote: &str) -> String {
    [quote, ",", quote, "./", APP].concat()
}

/// The page and the worker of the build, from a folder that may be published: a server puts in itself what it publishes.
pub(crate) fn undone(read: impl Fn(&str) -> Option<String>) -> (Option<String>, Option<String>) {
    let (page, worker) = (read("index.html"), read("sw.js"));
    let is_published = page
        .as_ref()
        .is_some_and(|page| Template::parse(page).is_err());
    let Some(app) = read(APP).filter(|_| is_published) else {
        return (page, worker);
    };
    let plain = worker.map(|worker| {
        let worker = worker.replace(&instead("\""), "");
        worker.replace(&instead("'"), "")
    });
    (Some(app), plain)
}

fn write(path: &Path, bytes: &[u8], smaller: bool) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)?;
    if smaller {
        let beside = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        fs::write(beside(".br"), brotli(bytes, Effort::Once)?)?;
        fs::write(beside(".gz"), gzip(bytes, Effort::Once)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_keeps_the_other_page() {
        let digest = HEXLOWER.encode(&Sha256::digest(b"page")[..16]);
        let worker = ["F=[[\"./\",\"", &digest, "\"],[\"./a.js\",\"00\"]];"].concat();
        let told = in_worker(&worker, "page").unwrap();
        let expected = [
            "F=[[\"./\",\"",
            &digest,
            "\",\"./app.html\"],[\"./a.js\",\"00\"]];",
        ];
        assert_eq!(told, expected.concat());
        assert_eq!(in_worker(&told, "page").unwrap(), told, "once");
        assert_eq!(in_worker(&worker, "another"), None);
        let folder = |name: &str| match name {
            "index.html" => Some("published".to_owned()),
            "sw.js" => Some(told.clone()),
            _ => Some("page".into()),
        };
        assert_eq!(undone(folder), (Some("page".into()), Some(worker.clone())));
    }
}
