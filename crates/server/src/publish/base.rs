//! The public address of the app: configured, or what the proxy and the browser say.

use axum::http::HeaderMap;
use axum::http::header::HOST;

/// The public address of the app, without a slash at its end: `https://gagas.example/lokakarya`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Base(Option<String>);

/// Why an address cannot be the app's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseError {
    /// It has to begin so, because calendars and previews need the whole address.
    #[error("the address must begin with https:// or http://")]
    Scheme,
    /// Its host or path holds something that does not belong there.
    #[error("the address must be a host and a path, without query, fragment or user")]
    Parts,
}

impl Base {
    /// Reads a configured address.
    ///
    /// # Errors
    /// [`BaseError`].
    pub fn parse(text: &str) -> Result<Self, BaseError> {
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text.starts_with(scheme));
        let rest = &text[scheme.ok_or(BaseError::Scheme)?.len()..];
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if !is_host(host) || !is_path(path) {
            return Err(BaseError::Parts);
        }
        Ok(Self(Some(text.trim_end_matches('/').into())))
    }

    /// Tells whether a configured address names this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let whole = self.0.as_deref().unwrap_or_default();
        let rest = whole.split_once("://").map_or("", |(_, rest)| rest);
        crate::http::is_loopback(rest.split('/').next().unwrap_or_default())
    }

    /// The path below which the app stands, for proxies that hand it on; empty for the root.
    #[must_use]
    pub fn path(&self) -> &str {
        let whole = self.0.as_deref().unwrap_or_default();
        let host = whole.split_once("://").map_or("", |(_, rest)| rest);
        host.find('/').map_or("", |at| &host[at..])
    }

    /// The address for one request: the configured one, else by `X-Forwarded-*`, else by `Host`.
    ///
    /// Headers can be made up by whoever asks, who then reads them back; a site behind a shared cache configures its
    /// address.
    #[must_use]
    pub fn of(&self, headers: &HeaderMap) -> String {
        if let Some(configured) = &self.0 {
            return configured.clone();
        }
        // A chain of proxies appends: the first is the one that the browser asked.
        let first = |name: &str| {
            let text = headers.get(name)?.to_str().ok()?;
            Some(text.split(',').next().unwrap_or_default().trim())
        };
        let forwarded = first("x-forwarded-host").filter(|host| is_host(host));
        let host = forwarded.or_else(|| first(HOST.as_str()).filter(|host| is_host(host)));
        let host = host.unwrap_or("localhost");
        let secure =
            first("x-forwarded-proto").is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        let scheme = if secure { "https://" } else { "http://" };
        let prefix =
            first("x-forwarded-prefix").filter(|path| path.starts_with('/') && is_path(path));
        let prefix = prefix.unwrap_or_default().trim_end_matches('/');
        [scheme, host, prefix].concat()
    }

    /// What is wrong with the addresses that this request is answered with: a proxy handed it on that does not say
    /// what it was asked for.
    #[must_use]
    pub fn warning(&self, headers: &HeaderMap) -> Option<&'static str> {
        if self.0.is_some() || !HANDED_ON.iter().any(|name| headers.contains_key(*name)) {
            return None;
        }
        let own = headers.get(HOST).and_then(|host| host.to_str().ok());
        if !headers.contains_key("x-forwarded-host") && own.is_none_or(crate::http::is_loopback) {
            return Some(
                "a proxy hands requests on without the name it was asked by: links, calendars and previews lead \
                to this machine alone (set --base-url, or have it send X-Forwarded-Host)",
            );
        }
        if !headers.contains_key("x-forwarded-proto") {
            return Some(
                "a proxy hands requests on and does not say whether by https: links, calendars and previews say \
                http (set --base-url, or have it send X-Forwarded-Proto)",
            );
        }
        None
    }
}

/// What a proxy adds (RFC 7239 and what was there before it; RFC 9110, 7.6.3).
const HANDED_ON: [&str; 5] = [
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "forwarded",
    "via",
];

impl TryFrom<String> for Base {
    type Error = BaseError;

    fn try_from(text: String) -> Result<Self, BaseError> {
        Self::parse(&text)
    }
}

fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host.len() <= 255
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]_".contains(&byte))
}

/// Unreserved characters and slashes; `//` at the beginning would name another host.
fn is_path(path: &str) -> bool {
    path.len() <= 255
        && !path.starts_with("//")
        && path
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte))
        && path.split('/').all(|part| part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_configured_address_stands() {
        let base = Base::parse("https://a.id:8443/gagas/").unwrap();
        assert_eq!(
            (base.of(&headers(&[("host", "b.id")])).as_str(), base.path()),
            ("https://a.id:8443/gagas", "/gagas")
        );
        assert_eq!(Base::parse("http://a.id").unwrap().path(), "");
        assert_eq!(Base::default().path(), "");
        assert_eq!(Base::parse("a.id"), Err(BaseError::Scheme));
        for bad in [
            "https://",
            "https://a.id/?w=1",
            "https://u@a.id",
            "https://a.id/#",
            "https://a.id/../x",
            "https://a.id//b",
        ] {
            assert_eq!(Base::parse(bad), Err(BaseError::Parts), "{bad}");
        }
    }

    #[test]
    fn a_proxy_that_says_too_little_is_warned_of() {
        let of = |base: &Base, pairs: &[(&'static str, &'static str)]| {
            base.warning(&headers(pairs)).unwrap_or_default()
        };
        let none = Base::default();
        let handed_on = ("x-forwarded-for", "10.0.0.1");
        let https = ("x-forwarded-proto", "https");
        assert_eq!(of(&none, &[("host", "localhost:8080")]), "");
        assert_eq!(of(&none, &[("host", "a.id"), handed_on, https]), "");
        let said = of(&none, &[("host", "a.id"), handed_on]);
        assert!(said.contains("X-Forwarded-Proto"), "{said}");
        let said = of(&none, &[("host", "127.0.0.1:8080"), handed_on, https]);
        assert!(said.contains("X-Forwarded-Host"), "{said}");
        let base = Base::parse("https://a.id").unwrap();
        assert_eq!(of(&base, &[("host", "127.0.0.1:8080"), handed_on]), "");
    }

    #[test]
    fn a_proxy_says_where_the_app_stands() {
        let of = |pairs: &[(&'static str, &'static str)]| Base::default().of(&headers(pairs));
        assert_eq!(of(&[("host", "localhost:8080")]), "http://localhost:8080");
        assert_eq!(
            of(&[
                ("host", "127.0.0.1"),
                ("x-forwarded-host", "a.id, inner"),
                ("x-forwarded-proto", "https"),
                ("x-forwarded-prefix", "/gagas/")
            ]),
            "https://a.id/gagas"
        );
        assert_eq!(
            of(&[
                ("host", "a.id"),
                ("x-forwarded-host", "a\"><script>"),
                ("x-forwarded-prefix", "//evil.id")
            ]),
            "http://a.id"
        );
        assert_eq!(of(&[]), "http://localhost");
    }
}
