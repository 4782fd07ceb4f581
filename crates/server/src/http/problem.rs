//! Why a request was not done, as problem details (RFC 9457).
//!
//! Nothing of the request is repeated in an answer. Unknown, revoked and unlisted are one and the same problem.

use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::hub::HubError;
use crate::store::StoreError;

/// Why a request was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no such workshop for whoever asks.
    #[error("There is nothing here for this link.")]
    NotFound,
    /// The request is not what the protocol says.
    #[error("The request cannot be read: {0}.")]
    Malformed(&'static str),
    /// The body is not said to be JSON.
    #[error("The body must be JSON, and the header Content-Type must say so.")]
    MediaType,
    /// The body is too long.
    #[error("The body is longer than 262144 bytes.")]
    TooLarge,
    /// There are too many patches in it.
    #[error("There are more than 500 patches.")]
    TooMany,
    /// The body did not come in time.
    #[error("The body did not come in time.")]
    Slow,
    /// Workshops are created by others.
    #[error("Creating a workshop here takes the server's create token.")]
    CreateClosed,
    /// The signature does not fit.
    #[error("The signature does not fit.")]
    BadSignature,
    /// What was signed is too old, or its clock is wrong.
    #[error("The signed time is more than 10 minutes off the server's clock.")]
    Clock {
        /// The server's clock, ms since the epoch.
        now: u64,
    },
    /// The workshop was deleted for ever.
    #[error("This workshop was deleted.")]
    Deleted,
    /// The tokens of this generation or of a later one hold already.
    #[error("Tokens of this generation or of a later one hold already.")]
    Generation,
    /// Too many tokens that did not hold.
    #[error("Too many tokens did not hold.")]
    Attempts {
        /// How long to wait, in seconds.
        wait: u64,
    },
    /// The server has as much to do as it can.
    #[error("The server has too much to do.")]
    Busy,
    /// Nothing can be written.
    #[error("Nothing can be stored at the moment.")]
    Full,
    /// The store does not answer.
    #[error("The store does not answer at the moment.")]
    Unavailable,
    /// A fault of the server.
    #[error("The server failed.")]
    Fault,
}

#[derive(Serialize)]
struct Details<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<u64>,
}

impl Problem {
    /// The name of the problem, and its status.
    fn named(self) -> (&'static str, StatusCode) {
        match self {
            Self::NotFound => ("not_found", StatusCode::NOT_FOUND),
            Self::Malformed(_) => ("malformed", StatusCode::BAD_REQUEST),
            Self::MediaType => ("media_type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::TooLarge => ("too_large", StatusCode::PAYLOAD_TOO_LARGE),
            Self::TooMany => ("too_many", StatusCode::PAYLOAD_TOO_LARGE),
            Self::Slow => ("slow", StatusCode::REQUEST_TIMEOUT),
            Self::CreateClosed => ("create_closed", StatusCode::FORBIDDEN),
            Self::BadSignature => ("bad_signature", StatusCode::FORBIDDEN),
            Self::Clock { .. } => ("clock", StatusCode::FORBIDDEN),
            Self::Deleted => ("deleted", StatusCode::GONE),
            Self::Generation => ("generation", StatusCode::CONFLICT),
            Self::Attempts { .. } => ("attempts", StatusCode::TOO_MANY_REQUESTS),
            Self::Busy => ("busy", StatusCode::SERVICE_UNAVAILABLE),
            Self::Full => ("full", StatusCode::INSUFFICIENT_STORAGE),
            Self::Unavailable => ("unavailable", StatusCode::SERVICE_UNAVAILABLE),
            Self::Fault => ("fault", StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// When to come again, in seconds.
    fn wait(self) -> Option<u64> {
        match self {
            Self::Attempts { wait } => Some(wait),
            Self::Busy => Some(2),
            Self::Unavailable => Some(5),
            Self::Full => Some(30),
            _ => None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (name, status) = self.named();
        let title = self.to_string();
        let details = Details {
            r#type: ["urn:gagas:problem:", name].concat(),
            title: &title,
            status: status.as_u16(),
            now: match self {
                Self::Clock { now } => Some(now),
                _ => None,
            },
        };
        let text = serde_json::to_string(&details).unwrap_or_default();
        let mut response = Response::new(Body::from(text));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(CONTENT_TYPE, kind);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(wait) = self.wait() {
            headers.insert(RETRY_AFTER, HeaderValue::from(wait));
        }
        response
    }
}

impl From<&StoreError> for Problem {
    fn from(error: &StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        match error {
            StoreError::Full(_) => Self::Full,
            _ => Self::Unavailable,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::from(&error)
    }
}

impl From<HubError> for Problem {
    fn from(error: HubError) -> Self {
        match error {
            HubError::Store(error) => Self::from(&*Arc::clone(&error)),
            HubError::Stopped => Self::Unavailable,
            HubError::Gone => Self::NotFound,
        }
    }
}
