//! The Content Security Policy as a header: that of the built page, and who may frame it.

use axum::http::HeaderValue;

/// The header where there is no page: it admits nothing.
pub(crate) const CLOSED: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Reads the policy from the page's `<meta>`, which may not carry `frame-ancestors` itself.
pub(crate) fn in_page(page: &str) -> Option<HeaderValue> {
    let (_, rest) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
    let (policy, _) = rest.split_once('"')?;
    HeaderValue::from_str(&[policy, "; frame-ancestors 'none'"].concat()).ok()
}
