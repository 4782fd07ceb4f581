//! The requests of the protocol: create, push, pull, events.

use gagas_domain::id::{Mark, WorkshopId, encode};
use gagas_domain::keys::{AuthorRole, OrganiserSeed, public_key};
use gagas_domain::link::percent_encode;
use gagas_domain::sync::client::Progress;
use gagas_domain::sync::{ReadProof, SignedRequest, hash_token, sign_request};
use gagas_domain::value::Value;

use super::Engine;
use crate::platform::clock;
use crate::platform::fetch::FetchError;
use crate::platform::request::{self, Answer, Ask};

/// For how long proofs are sent again, in ms; they hold for ten minutes.
const PROOFS_MS: i64 = 240_000;

/// Why a round came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No network, or no host; or the workshop was left meanwhile.
    Offline,
    /// The server does not know the workshop, or not this link to it.
    Refused,
    /// An answer that makes no sense, such as the page of a captive portal, or an error of the server.
    Odd,
}

impl From<FetchError> for Trouble {
    fn from(_: FetchError) -> Self {
        Self::Offline
    }
}

impl Engine {
    /// A request about the open workshop; `tail` is its address behind the workshop's. One that reads proves one's keys.
    pub(super) fn ask(self, id: &WorkshopId, tail: &str, body: Option<String>) -> Ask {
        let mut headers = vec![("authorization", self.0.bearer())];
        if body.is_none() {
            headers.push(("gagas-author", self.proofs(id)));
        }
        Ask {
            path: ["./api/v1/w/", &id.to_string(), tail].concat(),
            headers,
            body,
        }
    }

    /// Asks for a page, by the invitation or as anybody (`visitor`). The cursor vouches for what was received by all of
    /// `marks`.
    pub(super) async fn pull(
        self,
        id: &WorkshopId,
        progress: &Progress,
        marks: &[Mark],
        visitor: bool,
    ) -> Result<Answer, Trouble> {
        let mut tail = ["/pull?since=", &progress.cursor(marks)].concat();
        if !progress.epoch.is_empty() {
            tail.push_str("&epoch=");
            tail.push_str(&percent_encode(&progress.epoch));
        }
        let mut ask = self.ask(id, &tail, None);
        if visitor {
            ask.headers.clear();
        }
        Ok(request::ask(&ask).await?)
    }

    /// Proofs of the keys whose records only their holder may read: ballot, registration, named, and the newest
    /// anonymous one. Those of older anonymous keys hold nothing private but ideas that were hidden since, which this
    /// phone has anyway. The organiser reads everything.
    fn proofs(self, id: &WorkshopId) -> String {
        let Some(keyring) = self.0.keys() else {
            return String::new();
        };
        if self.0.organiser_seed().is_some() {
            return String::new();
        }
        let now = self.now_ms();
        let count = keyring.anonymous();
        let mut held = self.1.proofs.borrow_mut();
        let same = self.1.workshop.get() == Some(*id) && held.1 == count;
        if !same || held.2.is_empty() || (now - held.0).abs() > PROOFS_MS {
            let t = u64::try_from(now).unwrap_or(0);
            let newest = count.checked_sub(1).map(AuthorRole::Anonymous);
            let roles = [
                AuthorRole::Ballot,
                AuthorRole::Registration,
                AuthorRole::Named,
            ];
            let proofs: Vec<String> = roles
                .into_iter()
                .chain(newest)
                .filter_map(|role| Some(ReadProof::sign(id, keyring.key(role)?.0, t).to_header()))
                .collect();
            *held = (now, count, proofs.join(", "));
        }
        held.2.clone()
    }

    /// Has new proofs signed, for the clock has been set right.
    pub(super) fn prove_anew(self) {
        self.1.proofs.borrow_mut().2.clear();
    }

    /// The present by the server's clock, as far as it is known.
    fn now_ms(self) -> i64 {
        clock::now_ms() + self.1.offset_ms.get()
    }

    /// Makes the workshop on the server, which does not know it.
    pub(super) async fn create(self, seed: &OrganiserSeed) -> Result<Answer, Trouble> {
        let key = seed.signing_key();
        let generation = self.0.generation();
        let t = u64::try_from(self.now_ms()).unwrap_or(0);
        let request = SignedRequest {
            organiser: public_key(&key),
            generation: None,
            organiser_token: hash_token(&seed.token(generation)),
            join_token: hash_token(&seed.join_token(generation)),
            t,
        };
        let body = Value::map([
            ("org_sign_pk", request.organiser.to_string().into()),
            (
                "org_token_sha256",
                request.organiser_token.to_string().into(),
            ),
            ("join_token_sha256", request.join_token.to_string().into()),
            ("t", Value::Int(i64::try_from(t).unwrap_or(0))),
            ("s", encode(&sign_request(&request, &key)).into()),
        ]);
        let ask = Ask {
            path: "./api/v1/w".into(),
            headers: Vec::new(),
            body: Some(body.to_json()),
        };
        Ok(request::ask(&ask).await?)
    }
}

/// The server's clock in an answer that tells it, such as to a request that was signed at a wrong time (ms, UTC).
pub(super) fn now_in(answer: &Answer) -> Option<i64> {
    Value::parse(&answer.text, 4).ok()?.get("now")?.as_int()
}
