//! Workshops out of plain JSON, a source that holds them, a small build, and requests.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use gagas_domain::id::WorkshopId;
use gagas_domain::import;
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::merge::RecordSet;
use gagas_server::publish::{Base, PublishedSource, Unavailable};
use gagas_server::site::Build;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

pub(crate) const SAMPLE: &str = include_str!("../../../../docs/jambi.json");
pub(crate) const SEED: OrganiserSeed = OrganiserSeed([3; 32]);
/// The page of a build, before the build has filled it in.
pub(crate) const PAGE: &str = include_str!("../../../../index.html");
/// Thursday, 5 November 2020, 10:00 in Jambi.
pub(crate) const BEFORE: i64 = 1_604_545_200_000;

/// The records of a workshop written as JSON, the second file over the first and so on.
pub(crate) fn records(files: &[&str]) -> RecordSet {
    let mut records = RecordSet::default();
    for (at, text) in files.iter().enumerate() {
        let json = import::parse(text).unwrap();
        let now = BEFORE + i64::try_from(at).unwrap() * 1000;
        let patches = import::import(&json, &SEED, Some(&records), now, true, 0).unwrap();
        for patch in patches {
            records.add(patch);
        }
    }
    records
}

/// One workshop that may change; `None` where nothing can be read.
#[derive(Clone)]
pub(crate) struct One(pub(crate) Arc<Mutex<Option<Arc<RecordSet>>>>);

impl One {
    pub(crate) fn holding(records: RecordSet) -> Self {
        Self(Arc::new(Mutex::new(Some(Arc::new(records)))))
    }

    pub(crate) fn becomes(&self, records: Option<RecordSet>) {
        *self.0.lock().unwrap() = records.map(Arc::new);
    }
}

impl PublishedSource for One {
    async fn records(&self, id: WorkshopId) -> Result<Option<Arc<RecordSet>>, Unavailable> {
        let held = self.0.lock().unwrap().clone().ok_or(Unavailable)?;
        Ok((id == SEED.workshop()).then_some(held))
    }
}

/// A served workshop.
pub(crate) struct Site {
    directory: PathBuf,
    pub(crate) router: Router,
}

impl Site {
    pub(crate) fn new(name: &str, source: One, base: Base) -> Self {
        let directory =
            std::env::temp_dir().join(format!("gagas-pub-{name}-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("index.html"), PAGE).unwrap();
        fs::write(directory.join("manifest.webmanifest"), "{}").unwrap();
        let router =
            gagas_server::router(Build::directory(&directory), source, base, Router::new());
        Self { directory, router }
    }

    pub(crate) async fn get(
        &self,
        path: &str,
        headers: &[(&str, &str)],
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::get(path).header("host", "gagas.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 22).await.unwrap();
        (parts.status, parts.headers, bytes.to_vec())
    }

    pub(crate) async fn text(&self, path: &str, headers: &[(&str, &str)]) -> String {
        String::from_utf8(self.get(path, headers).await.2).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.directory).unwrap();
    }
}

pub(crate) fn id() -> String {
    SEED.workshop().to_string()
}

pub(crate) fn of_workshop(file: &str) -> String {
    ["/api/v1/w/", &id(), "/", file].concat()
}
