//! The requests of everybody: push, pull, events. Those of the organiser alone are beside it.

use gagas_domain::id::{Mark, WorkshopId};
use gagas_domain::keys::AuthorRole;
use gagas_domain::link::percent_encode;
use gagas_domain::sync::client::Progress;
use gagas_domain::sync::{Cursor, ReadProof};
use gagas_domain::value::Value;

use super::Engine;
use crate::platform::clock;
use crate::platform::fetch::FetchError;
use crate::platform::request::{self, Answer, Ask};

/// For how long proofs are sent again, in ms; they hold for ten minutes.
const PROOFS_MS: i64 = 240_000;
/// How many proofs a request may hold.
const PROOFS: u32 = 4;

/// Why a round came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No network, or no host; or the workshop was left meanwhile.
    Offline,
    /// The server does not know the workshop, or not this link to it.
    Refused,
    /// It would keep the workshop for who knows its create token.
    Closed,
    /// It said for how long to stay away.
    Away,
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
        let (further, _) = self.1.further.get();
        let mut headers = vec![("authorization", self.0.bearer(further))];
        if body.is_none() {
            headers.push(("gagas-author", self.proofs(id)));
        }
        Ask {
            path: ["./api/v1/w/", &id.to_string(), tail].concat(),
            headers,
            body,
        }
    }

    /// Asks for a page. The cursor vouches for what was received by all of `marks`.
    pub(super) async fn pull(
        self,
        id: &WorkshopId,
        progress: &Progress,
        marks: &[Mark],
    ) -> Result<Answer, Trouble> {
        let mut tail = ["/pull?since=", &progress.cursor(marks)].concat();
        if !progress.epoch.is_empty() {
            tail.push_str("&epoch=");
            tail.push_str(&percent_encode(&progress.epoch));
        }
        Ok(request::ask(&self.ask(id, &tail, None)).await?)
    }

    /// Asks for a page as anybody.
    pub(super) async fn pull_public(
        self,
        id: &WorkshopId,
        next: &Cursor,
    ) -> Result<Answer, Trouble> {
        let tail = ["/pull?since=", &next.to_string()].concat();
        let mut ask = self.ask(id, &tail, None);
        ask.headers.clear();
        Ok(request::ask(&ask).await?)
    }

    /// Proofs of the keys whose records only their holder may read: ballot, registration, named, and the newest
    /// anonymous one; those before it where [`Self::older`] are read. The organiser reads everything.
    fn proofs(self, id: &WorkshopId) -> String {
        let Some(keyring) = self.0.keys() else {
            return String::new();
        };
        if self.0.organiser_seed().is_some() {
            return String::new();
        }
        let now = self.now_ms();
        let mark = (keyring.anonymous(), self.1.older.get());
        let mut held = self.1.proofs.borrow_mut();
        // They begin with a key: another person may be here meanwhile.
        let ballot = keyring.key(AuthorRole::Ballot);
        let same = ballot.is_some_and(|(_, key, _)| held.2.starts_with(&key.to_string()));
        let same = same && self.1.workshop.get() == Some(*id) && held.1 == mark;
        if !same || (now - held.0).abs() > PROOFS_MS {
            let t = u64::try_from(now).unwrap_or(0);
            let (count, older) = mark;
            let before = older.saturating_sub(1) * PROOFS;
            let some = match older {
                0 => count.saturating_sub(1)..count,
                _ => before..count.min(before + PROOFS),
            };
            let fixed = [
                AuthorRole::Ballot,
                AuthorRole::Registration,
                AuthorRole::Named,
            ];
            let fixed = fixed.into_iter().filter(|_| older == 0);
            let proofs: Vec<String> = fixed
                .chain(some.map(AuthorRole::Anonymous))
                .filter_map(|role| Some(ReadProof::sign(id, keyring.key(role)?.0, t).to_header()))
                .collect();
            *held = (now, mark, proofs.join(", "));
        }
        held.2.clone()
    }

    /// How many times all is read besides, so that each of one's anonymous keys is proved: what the organiser hid only
    /// its author may read, and another of the person's devices has it not.
    pub(super) fn older(self) -> u32 {
        let count = self.0.keys().map_or(0, |keyring| keyring.anonymous());
        count.saturating_sub(1).div_ceil(PROOFS)
    }

    /// Has new proofs signed, for the clock has been set right.
    pub(super) fn prove_anew(self) {
        self.1.proofs.borrow_mut().2.clear();
    }

    /// The present by the server's clock, as far as it is known.
    pub(super) fn now_ms(self) -> i64 {
        clock::now_ms() + self.1.offset_ms.get()
    }
}

/// The server's clock in an answer that tells it, such as to a request that was signed at a wrong time (ms, UTC).
pub(super) fn now_in(answer: &Answer) -> Option<i64> {
    Value::parse(&answer.text, 4).ok()?.get("now")?.as_int()
}
