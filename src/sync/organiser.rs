//! What only the organiser's device asks of a server: to make the workshop, to replace the links to it, and which of
//! them hold.

use gagas_domain::id::{WorkshopId, encode};
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::sync::client::Progress;
use gagas_domain::sync::{SignedRequest, hash_token, sign_request};
use gagas_domain::value::Value;

use super::Engine;
use super::client::{Trouble, now_in};
use crate::platform::clock;
use crate::platform::request::{self, Ask};
use crate::state::{Rotation, Server, Wish};

/// How many generations of links further another of the organiser's devices may be.
const GENERATIONS: u32 = 8;

impl Engine {
    /// Does what a person wants of the server, in the next round.
    pub(super) fn grant(self, wish: Wish) {
        self.told(|server| match wish {
            Wish::Create(token) => {
                server.token_failed = false;
                self.1.create_token.replace(token);
            }
            Wish::Rotate => {
                server.rotation = Rotation::Going;
                self.1.rotates.set(true);
            }
        });
        self.soon();
    }

    fn told(self, change: impl FnOnce(&mut Server)) {
        self.0.server.update(change);
    }

    /// Goes on where the server does not know this link: has the workshop made, and looks whether it is there with
    /// links of a later generation. `true` where it is there now, empty; `false` where reading may be tried again.
    pub(super) async fn make(
        self,
        id: WorkshopId,
        seed: &OrganiserSeed,
        progress: &mut Progress,
    ) -> Result<bool, Trouble> {
        let held = self.1;
        let (further, closed) = held.further.get();
        if further > 0 {
            let more = further < GENERATIONS;
            held.further
                .set((if more { further + 1 } else { 0 }, closed));
            return match (more, closed) {
                (true, _) => Ok(false),
                (_, true) => Err(Trouble::Closed),
                _ => Err(Trouble::Refused),
            };
        }
        let asked = clock::now_ms();
        let token = held.create_token.take();
        let tried = !token.is_empty();
        let mut headers = Vec::new();
        if tried {
            headers.push(("authorization", ["Bearer ", &token].concat()));
        }
        let ask = Ask {
            path: "./api/v1/w".into(),
            headers,
            body: Some(self.signed(seed, self.0.generation(), false)),
        };
        let made = match request::ask(&ask).await {
            Ok(made) => made,
            Err(error) => {
                // Nobody has seen it: it is tried again.
                held.create_token.replace(token);
                return Err(error.into());
            }
        };
        self.still(id)?;
        if let Some(now) = now_in(&made).filter(|_| made.status == 403) {
            held.create_token.replace(token);
            self.heard(progress, now, asked);
            return Ok(false);
        }
        match made.status {
            201 => {
                self.0.create_token.set(String::new());
                Ok(true)
            }
            // Once is enough as long as nothing else is known.
            status @ (200 | 403) if !held.looked.get() => {
                // Where the network goes meanwhile, all of it is done again.
                let forward = self.bring_forward(id, seed).await?;
                held.looked.set(true);
                if forward {
                    return Ok(false);
                }
                held.further.set((1, status == 403));
                self.told(|server| server.token_failed = tried && status == 403);
                Ok(false)
            }
            403 => {
                self.told(|server| server.token_failed = tried);
                Err(Trouble::Closed)
            }
            _ => {
                if made.status != 200 {
                    // That says nothing of the token: it is tried again.
                    held.create_token.replace(token);
                }
                self.check(&made)?;
                Err(Trouble::Refused)
            }
        }
    }

    /// Has a server that came back from a copy of before links were replaced take those that hold again; whether it
    /// knew earlier ones. Until then only links that were given up would open it.
    async fn bring_forward(self, id: WorkshopId, seed: &OrganiserSeed) -> Result<bool, Trouble> {
        let own = self.0.generation();
        for earlier in (own.saturating_sub(GENERATIONS)..own).rev() {
            let mut ask = self.ask(&id, "/rotate", Some(self.signed(seed, own, true)));
            let token = encode(&seed.token(earlier));
            ask.headers = vec![("authorization", ["Bearer ", &token].concat())];
            let answer = request::ask(&ask).await?;
            self.still(id)?;
            if answer.status != 404 {
                return Ok(answer.status == 200);
            }
        }
        Ok(false)
    }

    /// Takes note of the links with which the server was read.
    pub(super) fn found(self) {
        let (further, _) = self.1.further.take();
        if further > 0 {
            self.0.take_generation(self.0.generation() + further);
            self.told(|server| {
                if server.rotation == Rotation::Unsure {
                    server.rotation = Rotation::Done;
                }
            });
        }
    }

    /// Replaces the links to the workshop by those of the next generation, and tells how it went.
    pub(super) async fn rotate(self, id: WorkshopId) {
        let Some(seed) = self.0.organiser_seed_untracked() else {
            return;
        };
        let next = self.0.generation().saturating_add(1);
        let body = self.signed(&seed, next, true);
        let answer = request::ask(&self.ask(&id, "/rotate", Some(body))).await;
        if self.still(id).is_err() {
            return;
        }
        let rotation = match answer.map_or(0, |answer| answer.status) {
            200 => {
                self.0.take_generation(next);
                Rotation::Done
            }
            400 | 403 | 409 | 429 => Rotation::Failed,
            // It may have been done, and only the answer is missing: reading finds out.
            _ => Rotation::Unsure,
        };
        self.told(|server| server.rotation = rotation);
    }

    /// The signed request for the workshop with the links of this generation, to make it or to replace those before.
    fn signed(self, seed: &OrganiserSeed, generation: u32, replaces: bool) -> String {
        let key = seed.signing_key();
        let t = u64::try_from(self.now_ms()).unwrap_or(0);
        let request = SignedRequest {
            organiser: public_key(&key),
            generation: replaces.then_some(generation),
            organiser_token: hash_token(&seed.token(generation)),
            join_token: hash_token(&seed.join_token(generation)),
            t,
        };
        let (name, value) = match replaces {
            true => ("generation", Value::Int(generation.into())),
            false => ("org_sign_pk", request.organiser.to_string().into()),
        };
        let body = Value::map([
            (name, value),
            (
                "org_token_sha256",
                request.organiser_token.to_string().into(),
            ),
            ("join_token_sha256", request.join_token.to_string().into()),
            ("t", Value::Int(i64::try_from(t).unwrap_or(0))),
            ("s", encode(&sign_request(&request, &key)).into()),
        ]);
        body.to_json()
    }
}
