//! The answers: the page with or without a workshop in it, the calendar, the picture, and the files of the build.

use super::source::{PublishedSource, Unavailable};
use super::{Base, Lang, Published};
use crate::answer::{Answer, Effort};
use crate::headers;
use crate::http::{Details, Problem};
use crate::recent::Recent;
use crate::site::Build;
use axum::Router;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, VARY,
};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use gagas_domain::id::WorkshopId;
use gagas_domain::link::workshop_in_query;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Once};
use std::time::SystemTime;

/// What only a reader without scripts needs: all days, and none of the controls.
pub(super) const NO_SCRIPT: &str = "\
#published [inert] { display: none; }
#published .off { display: block; }
#published .slot { content-visibility: visible; }
#published main { padding: 1rem; max-inline-size: 44rem; margin-inline: auto; }
#published .split { display: block; }
#published .split > :last-child { display: none; }
";

pub(crate) struct Site<S> {
    build: Build,
    source: S,
    base: Base,
    warned: Once,
    pages: Recent<Answer>,
    calendars: Recent<Answer>,
    pictures: Recent<Answer>,
}

impl<S> Site<S> {
    /// The public address for one request; once it is said where that is doubtful.
    fn base(&self, request: &HeaderMap) -> String {
        if !self.warned.is_completed()
            && let Some(warning) = self.base.warning(request)
        {
            self.warned.call_once(|| tracing::warn!("{warning}"));
        }
        self.base.of(request)
    }
}

pub(crate) type Shared<S> = State<Arc<Site<S>>>;

/// Serves a build, what `source` publishes, and `api`, with the headers that all answers carry.
pub fn router<S: PublishedSource>(build: Build, source: S, base: Base, api: Router) -> Router {
    let files = build.files();
    let below = base.path().to_owned();
    let site = Arc::new(Site {
        build,
        source,
        base,
        warned: Once::new(),
        pages: Recent::new(64),
        calendars: Recent::new(64),
        pictures: Recent::new(64),
    });
    let own = Router::new()
        .route("/", get(page::<S>))
        .route("/index.html", get(page::<S>))
        .route("/sw.js", get(worker::<S>))
        .route("/api/v1/noscript.css", get(no_script))
        .route("/api/v1/w/{id}/agenda.ics", get(calendar::<S>))
        .route("/api/v1/w/{id}/preview.png", get(picture::<S>))
        .with_state(Arc::clone(&site));
    let all = own.merge(api).fallback_service(files);
    let all = all.layer(from_fn_with_state(site, finish::<S>));
    if below.is_empty() {
        return all;
    }
    // A proxy may hand the path on as it is, or take the part off below which the app stands.
    let slash = [&*below, "/"].concat();
    let place = slash.clone();
    let lacks_slash = async move |RawQuery(query): RawQuery| {
        let query = query.map_or_else(String::new, |query| ["?", &query].concat());
        Redirect::permanent(&[&*place, &query].concat())
    };
    let outer = Router::new().route(&below, get(lacks_slash));
    outer
        .nest_service(&slash, all.clone())
        .fallback_service(all)
}

/// Sets what all answers carry.
async fn finish<S: PublishedSource>(
    State(site): Shared<S>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let status = response.status();
    let all = response.headers_mut();
    headers::secure(all);
    if !all.contains_key(CACHE_CONTROL) {
        headers::caching(all, &path, status);
    }
    all.insert(CONTENT_SECURITY_POLICY, site.build.start().policy.clone());
    response
}

/// The page. A workshop that is not listed, one that is not there and none at all give the same bytes.
async fn page<S: PublishedSource>(
    State(site): Shared<S>,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Response {
    let named = workshop_in_query(query.as_deref().unwrap_or_default());
    let mut response = match named {
        Some(id) => published_page(&site, id, &request).await,
        None => None,
    }
    .unwrap_or_else(|| neutral(&site, &request));
    let vary = HeaderValue::from_static("accept-encoding, accept-language");
    response.headers_mut().insert(VARY, vary);
    response
}

fn neutral<S>(site: &Site<S>, request: &HeaderMap) -> Response {
    let start = site.build.start();
    let page = start.page.as_ref().map(|page| page.to(request));
    page.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

async fn published_page<S: PublishedSource>(
    site: &Arc<Site<S>>,
    id: WorkshopId,
    request: &HeaderMap,
) -> Option<Response> {
    // The app works without what is published.
    let records = site.source.records(id).await.ok()??;
    let (base, lang) = (site.base(request), Lang::asked_for(request));
    let own = Arc::clone(site);
    let made = tokio::task::spawn_blocking(move || {
        let start = own.build.start();
        let published = Published::of(&records, id, &base, lang)?;
        let text = start.template.as_ref()?.fill(&published, now_ms());
        let key = Sha256::digest(text.as_bytes()).into();
        let answer = || {
            Ok::<_, ()>(Answer::compressed(
                "text/html; charset=utf-8",
                text,
                Effort::Often,
            ))
        };
        own.pages.get(key, answer).ok()
    });
    let mut response = made.await.ok()??.to(request);
    speak(&mut response, lang);
    Some(response)
}

async fn worker<S: PublishedSource>(State(site): Shared<S>, request: HeaderMap) -> Response {
    let start = site.build.start();
    let worker = start.worker.as_ref().map(|worker| worker.to(&request));
    worker.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

async fn no_script(request: HeaderMap) -> Response {
    Answer::plain("text/css; charset=utf-8", NO_SCRIPT).to(&request)
}

/// The calendar of a listed workshop, to subscribe to
#[utoipa::path(
    get, path = "/api/v1/w/{w}/agenda.ics", tag = "published",
    params(("w" = String, Path), ("lang" = Option<String>, Query, description = "`id` or `en`; else `Accept-Language` says")),
    responses(
        (status = 200, body = String, content_type = "text/calendar", description = "RFC 5545"),
        (status = 304, description = "not changed since the `ETag` of `If-None-Match`"),
        (status = 404, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn calendar<S: PublishedSource>(
    State(site): Shared<S>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Response {
    let (published, lang) = match published(&site, &id, query.as_deref(), &request).await {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let own = Arc::clone(&site);
    let made = tokio::task::spawn_blocking(move || {
        let text = published.calendar();
        let key = Sha256::digest(text.as_bytes()).into();
        let kind = "text/calendar; charset=utf-8";
        let answer = || Ok::<_, ()>(Answer::compressed(kind, text, Effort::Often));
        own.calendars.get(key, answer)
    });
    let Ok(Ok(answer)) = made.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = answer.to(&request);
    speak(&mut response, lang);
    response
}

/// The picture of a listed workshop, for link previews
#[utoipa::path(
    get, path = "/api/v1/w/{w}/preview.png", tag = "published",
    params(("w" = String, Path), ("lang" = Option<String>, Query, description = "`id` or `en`; else `Accept-Language` says")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "image/png"),
        (status = 304, description = "not changed since the `ETag` of `If-None-Match`"),
        (status = 404, body = Details, content_type = "application/problem+json"),
        (status = 503, body = Details, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn picture<S: PublishedSource>(
    State(site): Shared<S>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Response {
    let (published, _) = match published(&site, &id, query.as_deref(), &request).await {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let own = Arc::clone(&site);
    let made = tokio::task::spawn_blocking(move || {
        let picture = published.picture();
        let key = Sha256::digest(picture.words().as_bytes()).into();
        own.pictures.get(key, || {
            picture.png().map(|png| Answer::plain("image/png", png))
        })
    });
    match made.await {
        Ok(Ok(answer)) => {
            let mut response = answer.to(&request);
            let kept = HeaderValue::from_static("public, max-age=3600");
            response.headers_mut().insert(CACHE_CONTROL, kept);
            response
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A listed workshop and the language to show it in; else the answer that says no more than that.
async fn published<S: PublishedSource>(
    site: &Site<S>,
    id: &str,
    query: Option<&str>,
    request: &HeaderMap,
) -> Result<(Published, Lang), Response> {
    let nothing = || Problem::NotFound.into_response();
    let id = WorkshopId::parse(id).ok_or_else(nothing)?;
    let records = site
        .source
        .records(id)
        .await
        .map_err(|Unavailable| Problem::Unavailable.into_response())?;
    let asked = query
        .unwrap_or_default()
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="));
    let lang = asked.map_or_else(|| Lang::asked_for(request), Lang::of_tag);
    let found = records.and_then(|records| Published::of(&records, id, &site.base(request), lang));
    found.map(|published| (published, lang)).ok_or_else(nothing)
}

fn speak(response: &mut Response, lang: Lang) {
    let headers = response.headers_mut();
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    headers.insert(
        VARY,
        HeaderValue::from_static("accept-encoding, accept-language"),
    );
}

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}
