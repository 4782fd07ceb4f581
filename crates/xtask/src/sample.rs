//! The Jambi sample as a real workshop on a running server, for `cargo xtask run`.
//!
//! It is created as an organiser's app would create it, over HTTP, and filled only where it is empty: what was changed
//! since stays.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use gagas_domain::id::{WorkshopId, encode};
use gagas_domain::import;
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::link::{Join, organiser_link, participant_link};
use gagas_domain::patch::Patch;
use gagas_domain::sync::wire::{Create, Pulled, Push, Pushed, WirePatch};
use gagas_domain::sync::{SignedRequest, hash_token, sign_request};
use gagas_domain::time::{Day, Instant};
use serde_json::{from_str, to_string};

use crate::shell::Outcome;
use crate::{bundle, places};

/// A push may have 256 kB; none of the sample's patches has 2 kB.
const TOGETHER: usize = 100;
/// An organiser who gave out new links this often knows them.
const GENERATIONS: u32 = 100;
/// Jambi's time, in minutes ahead of UTC.
const OFFSET: i16 = 420;

/// A workshop on a server.
struct Remote<'a> {
    api: String,
    seed: &'a OrganiserSeed,
    token: String,
}

/// Creates the workshop at `base` where it is not there, and answers the organiser's and the participants' link.
pub(crate) fn open(base: &str, secret: &Path) -> Outcome<(String, String)> {
    let seed = bundle::seed(secret)?;
    create(base, &seed)?;
    let (remote, generation, held) = find(base, &seed)?;
    if held.patches.is_empty() {
        remote.fill()?;
    }
    let join = Join::of(&seed, generation);
    Ok((
        organiser_link(base, &seed, None),
        participant_link(base, &join, None),
    ))
}

fn create(base: &str, seed: &OrganiserSeed) -> Outcome {
    let key = seed.signing_key();
    let request = SignedRequest {
        organiser: public_key(&key),
        generation: None,
        organiser_token: hash_token(&seed.token(0)),
        join_token: hash_token(&seed.join_token(0)),
        t: now_ms()?,
    };
    let body = Create {
        org_sign_pk: request.organiser.to_string(),
        org_token_sha256: request.organiser_token.to_string(),
        join_token_sha256: request.join_token.to_string(),
        t: request.t,
        s: encode(&sign_request(&request, &key)),
    };
    let answer = ureq::post([base, "api/v1/w"].concat())
        .content_type("application/json")
        .send(to_string(&body)?);
    answer.map_err(|error| format!("the workshop was not created: {error}"))?;
    Ok(())
}

/// The workshop with the token that holds, whose generation is not known here.
fn find<'a>(base: &str, seed: &'a OrganiserSeed) -> Outcome<(Remote<'a>, u32, Pulled)> {
    let id: WorkshopId = seed.workshop();
    for generation in 0..GENERATIONS {
        let remote = Remote {
            api: [base, "api/v1/w/", &id.to_string()].concat(),
            token: ["Bearer ", &encode(&seed.token(generation))].concat(),
            seed,
        };
        let asked =
            ureq::get([&remote.api, "/pull"].concat()).header("authorization", &remote.token);
        match asked.call() {
            Ok(mut answer) => {
                let held = from_str(&answer.body_mut().read_to_string()?)?;
                return Ok((remote, generation, held));
            }
            Err(ureq::Error::StatusCode(404)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err("the workshop is there, and its secret opens it no more".into())
}

impl Remote<'_> {
    /// Hands the sample in, its first day tomorrow.
    fn fill(&self) -> Outcome {
        let path = places::root().join("docs/jambi.json");
        let json = import::parse(&std::fs::read_to_string(&path)?)?;
        let now = i64::try_from(now_ms()?)?;
        let first = json.get("starts").and_then(|starts| starts.as_text());
        let first = first
            .and_then(Day::parse)
            .ok_or("the sample has no first day")?;
        let shift = Instant::new(now, OFFSET).day().plus(1).since(first);
        let patches = import::import(&json, self.seed, None, now, false, shift)?;
        patches
            .chunks(TOGETHER)
            .try_for_each(|patches| self.push(patches))
    }

    fn push(&self, patches: &[Patch]) -> Outcome {
        let patches = patches.iter().map(|patch| WirePatch::of(patch.signed()));
        let body = Push {
            patches: patches.collect(),
        };
        let mut answer = ureq::post([&self.api, "/push"].concat())
            .header("authorization", &self.token)
            .content_type("application/json")
            .send(to_string(&body)?)?;
        let pushed: Pushed = from_str(&answer.body_mut().read_to_string()?)?;
        let refused = pushed.results.iter().find_map(|result| result.code.clone());
        refused.map_or(Ok(()), |code| {
            Err(format!("the sample was refused: {code}").into())
        })
    }
}

fn now_ms() -> Outcome<u64> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(u64::try_from(now.as_millis())?)
}
