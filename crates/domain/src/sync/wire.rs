//! The shapes of requests and answers, as JSON writes them.
//!
//! Texts are what they are in patches: base64url without padding, names of codes. Must not judge: what is in them is
//! read by the types that own it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::ledger::{Judgement, Taken};
use super::verdict::Verdict;
use crate::code::Code;
use crate::id::{PatchId, decode_array, encode};
use crate::patch::SignedPatch;

/// The most bytes of a request.
pub const MAX_REQUEST: usize = 262_144;
/// The most patches of a push.
pub const MAX_PATCHES: usize = 500;

/// A patch in transit: `{"b": body, "s": signature}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WirePatch {
    /// The exact body.
    pub b: String,
    /// The signature, base64url.
    pub s: String,
}

impl WirePatch {
    /// The patch as it travels.
    #[must_use]
    pub fn of(signed: &SignedPatch) -> Self {
        Self {
            b: signed.body.clone(),
            s: encode(&signed.signature),
        }
    }

    /// The patch's id, whatever it is.
    #[must_use]
    pub fn id(&self) -> PatchId {
        PatchId::of(&self.b)
    }

    /// Reads the signature.
    ///
    /// # Errors
    /// [`Code::BadSignature`] where it is none.
    pub fn signed(self) -> Result<SignedPatch, Code> {
        let signature = decode_array(&self.s).ok_or(Code::BadSignature)?;
        Ok(SignedPatch {
            body: self.b,
            signature,
        })
    }
}

/// `POST w/{w}/push`: the request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// At most [`MAX_PATCHES`].
    pub patches: Vec<WirePatch>,
}

/// `POST w/{w}/push`: the answer, with one result a patch in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushed {
    /// The server's timeline.
    pub epoch: String,
    /// The server's clock, ms since the epoch.
    pub now: u64,
    /// `seq.mark`: the last number that the asker can see, and the mark of the commit that holds what was pushed.
    pub head: String,
    /// One result a patch.
    pub results: Vec<PushResult>,
}

/// What became of one patch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushResult {
    /// The patch's id.
    pub id: String,
    /// `ok`, `dup`, `superseded` or `rejected`.
    pub st: String,
    /// Why it was rejected: the name of a [`Code`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Whether the same patch may be accepted later.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub retry: bool,
    /// How long to wait before it is sent again, in ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// What becomes of what it hands in: `accepted`, `waiting n` or `late`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
}

impl PushResult {
    /// A refusal.
    #[must_use]
    pub fn rejected(id: &PatchId, code: Code) -> Self {
        Self {
            id: id.to_string(),
            st: "rejected".into(),
            code: Some(code.name().into()),
            retry: code.is_retryable(),
            retry_after: None,
            verdict: None,
        }
    }
}

impl From<&Judgement> for PushResult {
    fn from(judged: &Judgement) -> Self {
        let st = match judged.outcome {
            Err(code) => {
                let refused = Self::rejected(&judged.patch, code);
                return Self {
                    retry_after: judged.retry_after_ms,
                    ..refused
                };
            }
            Ok(Taken::New) => "ok",
            Ok(Taken::Duplicate) => "dup",
            Ok(Taken::Superseded) => "superseded",
        };
        Self {
            id: judged.patch.to_string(),
            st: st.into(),
            code: None,
            retry: false,
            retry_after: None,
            verdict: judged.verdict.map(|verdict| verdict.to_string()),
        }
    }
}

impl core::fmt::Display for Verdict {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Accepted => f.write_str("accepted"),
            Self::Waiting(n) => write!(f, "waiting {n}"),
            Self::Late => f.write_str("late"),
        }
    }
}

impl Verdict {
    /// Reads a verdict; `None` for one of a later version.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "accepted" => Some(Self::Accepted),
            "late" => Some(Self::Late),
            _ => text
                .strip_prefix("waiting ")?
                .parse()
                .ok()
                .map(Self::Waiting),
        }
    }
}

/// `GET w/{w}/pull`: the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulled {
    /// The server's timeline.
    pub epoch: String,
    /// The server's clock, ms since the epoch.
    pub now: u64,
    /// The cursor to go on with.
    pub next: String,
    /// Whether there is more now.
    pub more: bool,
    /// The asker's timeline is gone: begin again at 0, then push what was missing.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub reset: bool,
    /// Patches in the order of their numbers.
    pub patches: Vec<PulledPatch>,
    /// `[idea, votes, voters, seq]`; absent while counts are hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tallies: Vec<(String, u32, u32, u64)>,
    /// How many places are taken; absent where there is no end of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<u32>,
    /// What becomes now of registrations that were written with the keys that the asker proved: `[record, verdict]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<(String, String)>,
}

/// A patch with its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PulledPatch {
    /// Its number.
    pub seq: u64,
    /// The exact body.
    pub b: String,
    /// The signature, base64url.
    pub s: String,
}

/// `GET w/{w}/events`: what each event says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poke {
    /// The last number that the asker can see.
    pub head: u64,
    /// The server's timeline.
    pub epoch: String,
    /// Over how long listeners spread what they ask for then, in ms.
    pub spread: u64,
}

/// `POST w`: the request, signed by the organiser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Create {
    /// The organiser's signing key.
    pub org_sign_pk: String,
    /// The hash of the organiser's token.
    pub org_token_sha256: String,
    /// The hash of the participants' token.
    pub join_token_sha256: String,
    /// When it was signed, ms since the epoch.
    pub t: u64,
    /// The signature.
    pub s: String,
}

/// `POST w`: the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The workshop.
    pub w: String,
    /// The server's timeline.
    pub epoch: String,
    /// The server's clock, ms since the epoch.
    pub now: u64,
}

/// `POST w/{w}/rotate`: the request, signed by the organiser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotate {
    /// The next generation.
    pub generation: u32,
    /// The hash of the organiser's token of that generation.
    pub org_token_sha256: String,
    /// The hash of the participants' token of that generation.
    pub join_token_sha256: String,
    /// When it was signed, ms since the epoch.
    pub t: u64,
    /// The signature over `"gagas-rotate-v1\0" || key || generation as u32be || hashes || t as u64be`.
    pub s: String,
}

/// `POST w/{w}/rotate`: the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotated {
    /// The generation that holds now.
    pub generation: u32,
    /// The server's clock, ms since the epoch.
    pub now: u64,
}
