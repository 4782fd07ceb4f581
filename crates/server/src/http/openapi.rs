//! The protocol as OpenAPI, served and kept in the repository, so that others can speak it.
//!
//! The shapes of the domain are told again here, for it must not know this format; a test keeps both alike.

#![expect(dead_code, reason = "read by the schema's generator, and by the tests")]

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

use super::Api;
use crate::answer::{Answer, Effort};
use crate::store::Store;

/// A patch in transit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WirePatch {
    /// The exact body: JSON text of at most 8192 bytes.
    b: String,
    /// The Ed25519 signature over `"gagas-patch-v1\0" || b`, base64url without padding.
    s: String,
}

/// Patches to merge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Push {
    #[schema(max_items = 500)]
    patches: Vec<WirePatch>,
}

/// One result a patch, in order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pushed {
    /// The server's timeline.
    epoch: String,
    /// The server's clock, ms since the epoch.
    now: u64,
    /// `seq.mark`: the last number that the asker can see, and the mark of the commit that holds what was pushed.
    head: String,
    results: Vec<PushResult>,
}

/// What became of one patch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PushResult {
    /// The patch's id: base64url of the first 16 bytes of SHA-256(b).
    id: String,
    st: Standing,
    code: Option<Code>,
    /// Whether the same patch may be accepted later.
    #[serde(default)]
    #[schema(required = false)]
    retry: bool,
    /// How long to wait before it is sent again, in ms.
    retry_after: Option<u64>,
    /// `accepted`, `waiting n` or `late`.
    verdict: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Standing {
    Ok,
    Dup,
    Superseded,
    Rejected,
}

/// Why a patch was refused.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Code {
    BadJson,
    BadSignature,
    BadId,
    BadStamp,
    TooLarge,
    TooDeep,
    ForeignWorkshop,
    NotAuthor,
    NotOrganiser,
    UnknownKind,
    UnsupportedVersion,
    ClockAhead,
    AuthorCap,
    RateLimited,
    Purged,
}

/// A page of changes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pulled {
    epoch: String,
    now: u64,
    /// The cursor to go on with.
    next: String,
    /// Whether there is more now.
    more: bool,
    /// The asker's timeline is gone: begin again at 0, then push what was missing.
    #[serde(default)]
    #[schema(required = false)]
    reset: bool,
    patches: Vec<PulledPatch>,
    /// `[idea, votes, voters, seq]`; absent while counts are hidden.
    #[serde(default)]
    #[schema(required = false)]
    tallies: Vec<(String, u32, u32, u64)>,
    /// How many places are taken; absent where there is no end of them.
    #[serde(default)]
    #[schema(required = false)]
    taken: Option<u32>,
    /// What becomes now of registrations that were written with the keys that the asker proved: `[record, verdict]`.
    #[serde(default)]
    #[schema(required = false)]
    verdicts: Vec<(String, String)>,
}

/// A patch with its number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PulledPatch {
    seq: u64,
    b: String,
    s: String,
}

/// What each event says, as `data:` of server-sent events.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Poke {
    /// The last number that the asker can see.
    head: u64,
    epoch: String,
    /// Over how long listeners spread by chance what they ask for then, in ms: 0 where few listen.
    #[schema(maximum = 2000)]
    spread: u64,
}

/// Signed by the organiser: `"gagas-create-v1\0" || org_sign_pk || org_token_sha256 || join_token_sha256 || t as u64be`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Create {
    #[schema(pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
    org_sign_pk: String,
    #[schema(pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
    org_token_sha256: String,
    #[schema(pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
    join_token_sha256: String,
    /// Ms since the epoch, at most 10 minutes off the server's clock.
    t: u64,
    #[schema(pattern = "^[A-Za-z0-9_-]{85}[AQgw]$")]
    s: String,
}

/// A workshop that is there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Created {
    w: String,
    epoch: String,
    now: u64,
}

/// Signed by the organiser: `"gagas-rotate-v1\0" || key || generation as u32be || hashes || t as u64be`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rotate {
    generation: u32,
    #[schema(pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
    org_token_sha256: String,
    #[schema(pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
    join_token_sha256: String,
    t: u64,
    #[schema(pattern = "^[A-Za-z0-9_-]{85}[AQgw]$")]
    s: String,
}

/// The tokens that hold now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rotated {
    generation: u32,
    now: u64,
}

/// Problem details (RFC 9457).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Details {
    /// `urn:gagas:problem:NAME`.
    r#type: String,
    title: String,
    status: u16,
    /// The server's clock, where the asker's was the problem.
    now: Option<u64>,
}

/// Which server answers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Version {
    version: String,
    api: String,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Gagas sync",
        description = "Moves signed patches between the phones of a workshop. What is unknown, revoked or not listed answers alike: 404.",
        version = "1"
    ),
    paths(
        super::create::create,
        super::push::push,
        super::pull::pull,
        super::events::events,
        super::manage::rotate,
        super::manage::erase,
        super::health::health,
        super::health::version,
        crate::publish::http::calendar,
        crate::publish::http::picture
    ),
    components(schemas(Poke)),
    modifiers(&Bearer)
)]
struct Protocol;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        // Whose text it is stands in the repository, not in each answer.
        api.info.license = None;
        api.info.contact = None;
    }
}

/// The description as text.
#[must_use]
pub fn openapi() -> String {
    let mut text = Protocol::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

static ANSWER: LazyLock<Answer> =
    LazyLock::new(|| Answer::compressed("application/json", openapi(), Effort::Once));

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new().route("/api/v1/openapi.json", get(described))
}

async fn described(headers: HeaderMap) -> Response {
    ANSWER.to(&headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gagas_domain::code;
    use gagas_domain::id::PatchId;
    use gagas_domain::sync::wire;
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    /// What the domain writes is what is told here, and all of it.
    fn same<T: DeserializeOwned>(value: &impl Serialize) {
        let text = serde_json::to_string(value).unwrap();
        if let Err(error) = serde_json::from_str::<T>(&text) {
            panic!("{text}: {error}");
        }
    }

    #[test]
    fn the_shapes_are_the_domains() {
        for code in code::Code::ALL {
            let mut result = wire::PushResult::rejected(&PatchId([0; 16]), code);
            result.retry_after = Some(1);
            result.verdict = Some("late".into());
            same::<Pushed>(&wire::Pushed {
                results: vec![result],
                ..wire::Pushed::default()
            });
        }
        let patch = wire::WirePatch {
            b: String::new(),
            s: String::new(),
        };
        same::<Push>(&wire::Push {
            patches: vec![patch],
        });
        same::<Pulled>(&wire::Pulled {
            reset: true,
            patches: vec![wire::PulledPatch {
                seq: 1,
                b: String::new(),
                s: String::new(),
            }],
            tallies: vec![(String::new(), 1, 1, 1)],
            taken: Some(1),
            verdicts: vec![(String::new(), String::new())],
            ..wire::Pulled::default()
        });
        same::<Poke>(&wire::Poke::default());
        let text = String::new;
        same::<Create>(&wire::Create {
            org_sign_pk: text(),
            org_token_sha256: text(),
            join_token_sha256: text(),
            t: 1,
            s: text(),
        });
        same::<Rotate>(&wire::Rotate {
            generation: 1,
            org_token_sha256: text(),
            join_token_sha256: text(),
            t: 1,
            s: text(),
        });
        same::<Created>(&wire::Created {
            w: text(),
            epoch: text(),
            now: 1,
        });
        same::<Rotated>(&wire::Rotated {
            generation: 1,
            now: 1,
        });
    }

    #[test]
    fn the_repository_holds_it() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
        if std::env::var_os("GAGAS_WRITE_OPENAPI").is_some() {
            std::fs::write(path, openapi()).unwrap();
        }
        let held = std::fs::read_to_string(path).unwrap();
        assert_eq!(
            held,
            openapi(),
            "run this test with GAGAS_WRITE_OPENAPI=1 and look at what changed"
        );
    }
}
