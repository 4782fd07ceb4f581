//! What travels, as OpenAPI tells it: the shapes of the domain once more, for it must not know this format. A test
//! keeps both alike.

#![expect(dead_code, reason = "read by the schema's generator, and by the tests")]

use serde::Deserialize;
use utoipa::ToSchema;

/// A patch in transit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WirePatch {
    /// The exact body: JSON text of at most 8192 bytes.
    b: String,
    /// The Ed25519 signature over `"gagas-patch-v1\0" || b`, base64url without padding.
    s: String,
}

/// Patches to merge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Push {
    #[schema(max_items = 500)]
    patches: Vec<WirePatch>,
}

/// One result a patch, in order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pushed {
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
pub(crate) struct PushResult {
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
pub(crate) enum Standing {
    Ok,
    Dup,
    Superseded,
    Rejected,
}

/// Why a patch was refused.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Code {
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
    WorkshopFull,
    RateLimited,
    Purged,
}

/// A page of changes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pulled {
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
pub(crate) struct PulledPatch {
    seq: u64,
    b: String,
    s: String,
}

/// What each event says, as `data:` of server-sent events.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Poke {
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
pub(crate) struct Create {
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
pub(crate) struct Created {
    w: String,
    epoch: String,
    now: u64,
}

/// Signed by the organiser: `"gagas-rotate-v1\0" || key || generation as u32be || hashes || t as u64be`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rotate {
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
pub(crate) struct Rotated {
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
pub(crate) struct Version {
    version: String,
    api: String,
}
