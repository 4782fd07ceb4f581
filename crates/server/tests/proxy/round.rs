//! A phone's round: sends what waits, reads all that is new, and again until nothing is left.

use axum::http::Request;
use axum::http::request::Builder;
use gagas_domain::code::Code;
use gagas_domain::id::{PatchId, encode, sha256_prefix};
use gagas_domain::keys::public_key;
use gagas_domain::patch::Patch;
use gagas_domain::sync::client::{Progress, Pulled, PushOutcome, Pushed, missing, push_body};
use gagas_domain::sync::wire::Create;
use gagas_domain::sync::{ReadProof, SignedRequest, hash_token, sign_request};

use crate::phone::{Phone, Variant};
use crate::request::{Heard, ask};

/// Why a round came to nothing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The network.
    Broken,
    /// An answer that no server may give here.
    Odd(String),
}

impl Phone {
    pub(crate) async fn round(&mut self) -> Result<(), Trouble> {
        if self.progress.reader.is_empty() {
            let bearer: [u8; 6] = sha256_prefix(&[self.bearer().as_bytes()]);
            self.begin_again(&encode(&bearer));
        }
        loop {
            let sent = !self.progress.epoch.is_empty() && self.send().await?;
            let more = self.read().await?;
            if !sent && !more {
                return Ok(());
            }
        }
    }

    fn bearer(&self) -> String {
        let token = match self.organises {
            true => encode(&self.workshop.token(0)),
            false => encode(&self.workshop.join_token(0)),
        };
        ["Bearer ", &token].concat()
    }

    fn begin_again(&mut self, reader: &str) {
        self.progress = std::mem::take(&mut self.progress).beginning(reader);
        self.marks.clear();
        self.pulled = Some(Vec::new());
    }

    fn to(&self, method: &str, tail: &str) -> Builder {
        let id = self.workshop.workshop().to_string();
        let path = ["/api/v1/w/", &id, tail].concat();
        let request = Request::builder().method(method).uri(path);
        request.header("authorization", self.bearer())
    }

    /// Pushes one batch; tells whether there may be more.
    async fn send(&mut self) -> Result<bool, Trouble> {
        let carried = self.carried.iter().filter_map(|id| self.base.patch(id));
        let carried = carried.map(|patch| Patch::clone(patch));
        let batch: Vec<Patch> = self.outbox.iter().cloned().chain(carried).collect();
        self.carried.retain(|id| self.base.holds(id));
        if batch.is_empty() {
            return Ok(false);
        }
        let (body, count) = push_body(batch.iter().map(Patch::signed), 1 + self.rng.below(20));
        let asked = self.wall();
        if self.variant == Variant::SentOnce {
            for patch in &batch[..count] {
                self.hold(&patch.id());
            }
        }
        match ask(&self.way, self.to("POST", "/push"), Some(body)).await {
            Heard::Whole(200, text) => {
                let answer = Pushed::read(&text).ok_or(Trouble::Odd(text))?;
                self.acknowledge(&batch[..count], &answer, asked)?;
                Ok(true)
            }
            Heard::Whole(status, text) => Err(Trouble::Odd(format!("{status}: {text}"))),
            Heard::Broken(_) => {
                if self.variant == Variant::CutIsAnswer {
                    for patch in &batch[..count] {
                        self.hold(&patch.id());
                    }
                }
                Err(Trouble::Broken)
            }
        }
    }

    fn acknowledge(&mut self, sent: &[Patch], answer: &Pushed, asked: i64) -> Result<(), Trouble> {
        let came = self.wall();
        self.progress.heard(answer.now_ms, asked, came);
        self.marks.extend(answer.marks.iter().copied());
        let ids: Vec<PatchId> = answer.results.iter().map(|(id, _)| *id).collect();
        if !ids
            .iter()
            .eq(sent.iter().map(Patch::id).collect::<Vec<_>>().iter())
        {
            return Err(Trouble::Odd("results of something else".into()));
        }
        for (id, outcome) in &answer.results {
            match outcome {
                PushOutcome::Held(_) => {
                    self.acknowledged.insert(*id);
                    self.hold(id);
                }
                PushOutcome::Rejected {
                    code: Some(Code::RateLimited),
                    ..
                } => {}
                refused => return Err(Trouble::Odd(format!("{refused:?}"))),
            }
        }
        Ok(())
    }

    /// Takes from the outbox what the server holds.
    fn hold(&mut self, id: &PatchId) {
        self.carried.retain(|carried| carried != id);
        if let Some(at) = self.outbox.iter().position(|patch| patch.id() == *id) {
            self.base.add(self.outbox.remove(at));
        }
    }

    /// Pulls to the end; tells whether something is to be sent now that was not known before.
    async fn read(&mut self) -> Result<bool, Trouble> {
        loop {
            let marks: Vec<_> = self.marks.iter().copied().collect();
            let mut tail = ["/pull?since=", &self.progress.cursor(&marks)].concat();
            if !self.progress.epoch.is_empty() {
                tail.push_str("&epoch=");
                tail.push_str(&self.progress.epoch);
            }
            let asked = self.wall();
            let request = self.reading(&tail, asked);
            let text = match ask(&self.way, request, None).await {
                Heard::Whole(200, text) => text,
                Heard::Whole(404, _) if self.organises => {
                    self.create(asked).await?;
                    continue;
                }
                Heard::Whole(status, text) => {
                    return Err(Trouble::Odd(format!("{status}: {text}")));
                }
                Heard::Broken(came) => {
                    if self.variant == Variant::CursorFirst {
                        self.believe(&came);
                    }
                    return Err(Trouble::Broken);
                }
            };
            let page = Pulled::read(&text).ok_or(Trouble::Odd(text))?;
            let came = self.wall();
            self.progress.heard(page.now_ms, asked, came);
            if page.reset {
                return Err(Trouble::Odd("the timeline is gone".into()));
            }
            let more = page.more;
            self.turn(page, &marks)?;
            if more {
                continue;
            }
            let Some(mut pulled) = self.pulled.take() else {
                return Ok(false);
            };
            pulled.sort_unstable();
            self.progress.healing = false;
            let own = self.own().into_iter().collect();
            self.carried = missing(&self.base, &pulled, &own, self.organises);
            return Ok(!self.carried.is_empty());
        }
    }

    /// Takes a page and its cursor.
    fn turn(&mut self, page: Pulled, asked: &[gagas_domain::id::Mark]) -> Result<(), Trouble> {
        let workshop = self.workshop.workshop();
        for signed in page.patches {
            let patch = Patch::admit(signed, &workshop)
                .map_err(|code| Trouble::Odd(format!("a pulled patch: {code}")))?;
            let id = patch.id();
            if let Some(pulled) = &mut self.pulled {
                pulled.push(id);
            }
            self.outbox.retain(|waiting| waiting.id() != id);
            self.carried.retain(|carried| *carried != id);
            self.view.add(patch.clone());
            self.base.add(patch);
        }
        self.counts.extend(page.tallies);
        self.progress.seq = page.next.seq;
        self.progress.epoch = page.epoch;
        self.marks.retain(|mark| !asked.contains(mark));
        self.marks.extend(page.next.marks);
        Ok(())
    }

    /// Believes the cursor of a page that was cut off.
    fn believe(&mut self, came: &[u8]) {
        let text = String::from_utf8_lossy(came);
        let field = |name: &str| {
            let rest = text.split_once(&["\"", name, "\":\""].concat())?.1;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let (Some(next), Some(epoch)) = (field("next"), field("epoch")) else {
            return;
        };
        if let Some(next) = gagas_domain::sync::Cursor::parse(&next) {
            self.progress.seq = next.seq;
            self.progress.epoch = epoch;
            self.marks = next.marks.into_iter().collect();
        }
    }

    /// A request that proves who asks, in a coding by chance.
    fn reading(&mut self, tail: &str, wall: i64) -> Builder {
        let t = u64::try_from(wall + self.progress.offset_ms).unwrap();
        let workshop = self.workshop.workshop();
        let coding = match self.variant {
            Variant::CursorFirst => "identity",
            _ => ["identity", "gzip", "br"][self.rng.below(3)],
        };
        let request = self.to("GET", tail).header("accept-encoding", coding);
        if self.organises {
            return request;
        }
        let keys = self.keys.iter().skip(1);
        let proofs = keys.map(|(_, key)| ReadProof::sign(&workshop, key, t).to_header());
        request.header("gagas-author", proofs.collect::<Vec<_>>().join(", "))
    }

    /// Has the server make the workshop.
    async fn create(&mut self, wall: i64) -> Result<(), Trouble> {
        let key = self.workshop.signing_key();
        let request = SignedRequest {
            organiser: public_key(&key),
            generation: None,
            organiser_token: hash_token(&self.workshop.token(0)),
            join_token: hash_token(&self.workshop.join_token(0)),
            t: u64::try_from(wall + self.progress.offset_ms).unwrap(),
        };
        let body = serde_json::to_string(&Create {
            org_sign_pk: request.organiser.to_string(),
            org_token_sha256: request.organiser_token.to_string(),
            join_token_sha256: request.join_token.to_string(),
            t: request.t,
            s: encode(&sign_request(&request, &key)),
        });
        let to = Request::builder().method("POST").uri("/api/v1/w");
        match ask(&self.way, to, Some(body.unwrap())).await {
            Heard::Whole(200 | 201, _) => Ok(()),
            Heard::Whole(status, text) => Err(Trouble::Odd(format!("{status}: {text}"))),
            Heard::Broken(_) => Err(Trouble::Broken),
        }
    }
}

/// Whether nothing waits and everything was read.
pub(crate) fn is_at_rest(phone: &Phone) -> bool {
    let Progress { healing, epoch, .. } = &phone.progress;
    phone.outbox.is_empty() && phone.carried.is_empty() && !healing && !epoch.is_empty()
}
