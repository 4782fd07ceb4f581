//! How clients push, pull and hand over bundles.

use gagas_domain::code::Code;
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::patch::Patch;

use crate::network::InFlight;
use crate::replica::Replica;
use crate::served::{Page, PushAnswer, Served, Since};
use crate::variant::Variant;
use crate::world::World;

impl<S: Served> World<S> {
    /// Admits a patch as whoever receives it must; signatures are verified once a seed.
    fn admit(&mut self, patch: &Patch) -> Patch {
        if !self.verified.insert(patch.id()) {
            return patch.clone();
        }
        let workshop = OrganiserSeed([1; 32]).workshop();
        Patch::admit(patch.signed().clone(), &workshop).expect("an honest patch")
    }

    /// A wiped server answers 404; an organiser's app then makes the workshop again.
    fn reach_server(&mut self, at: usize) -> bool {
        if self.server.is_none() && self.clients[at].keys.contains(&0) {
            self.server = Some(S::begin(self.now, &mut self.rng, self.variant));
        }
        self.server.is_some()
    }

    pub(crate) fn push(&mut self, at: usize) -> Result<(), String> {
        let (now, rates) = (self.now, self.rates);
        self.clients[at].import(Vec::new(), now);
        let client = &self.clients[at];
        let due = client
            .outbox
            .iter()
            .filter(|entry| client.is_due(entry, now));
        let mut batch: Vec<Patch> = due.map(|entry| entry.write.patch.clone()).collect();
        if batch.is_empty() || self.rng.percent(rates.loss) || !self.reach_server(at) {
            return Ok(());
        }
        if !rates.is_calm() {
            self.rng.shuffle(&mut batch);
            batch.truncate(1 + self.rng.below(batch.len()));
        }
        let batch: Vec<Patch> = batch.iter().map(|patch| self.admit(patch)).collect();
        if self.rng.percent(rates.repeat) {
            self.in_flight.push(InFlight::Push(batch.clone()));
        }
        let Some(server) = &mut self.server else {
            return Ok(());
        };
        let answer = server.push(now, &batch, &mut self.rng);
        self.stats.pushed += batch.len();
        if self.rng.percent(rates.loss) {
            self.stats.lost_answers += 1;
            return Ok(());
        }
        if self.rng.percent(rates.crash) {
            self.crash(at)?;
            return Ok(());
        }
        self.acknowledge(at, &batch, &answer)
    }

    fn acknowledge(
        &mut self,
        at: usize,
        batch: &[Patch],
        answer: &PushAnswer,
    ) -> Result<(), String> {
        let jitter = self.rng.around(1_000);
        let now = self.now;
        let client = &mut self.clients[at];
        client.clock.offset_ms = answer.now as i64 - client.wall(now) + jitter;
        if self.variant != Variant::NoPushMark {
            client.since.marks.insert(answer.mark);
        }
        let mut ahead = false;
        for (patch, result) in batch.iter().zip(&answer.results) {
            let place = |entry: &crate::client::Entry| entry.write.patch.id() == patch.id();
            let Some(place) = client.outbox.iter().position(place) else {
                continue;
            };
            match result {
                Ok(_) => {
                    let entry = client.outbox.remove(place);
                    client.take(&entry.write.patch);
                }
                Err(Code::ClockAhead) => {
                    let entry = &client.outbox[place];
                    ahead |= entry.own && !entry.write.copied;
                    self.stats.refused += 1;
                }
                Err(code) => return Err(format!("the server said {code}")),
            }
        }
        if ahead {
            self.set_back(at)?;
        }
        if self.rng.percent(self.rates.crash) {
            self.crash(at)?;
        }
        Ok(())
    }

    pub(crate) fn pull(&mut self, at: usize) -> Result<(), String> {
        let (now, rates) = (self.now, self.rates);
        self.clients[at].import(Vec::new(), now);
        if self.rng.percent(rates.loss) || !self.reach_server(at) {
            return Ok(());
        }
        let limit = if rates.is_calm() {
            50
        } else {
            1 + self.rng.below(5)
        };
        let client = &self.clients[at];
        let (asked, resets) = (client.since.clone(), client.resets);
        let Some(server) = &mut self.server else {
            return Ok(());
        };
        let page = server.pull(now, &asked, limit, &mut self.rng);
        if self.rng.percent(rates.loss) {
            self.stats.lost_answers += 1;
            return Ok(());
        }
        if self.rng.percent(rates.late) {
            self.in_flight.push(InFlight::Pull {
                client: at,
                asked,
                resets,
                page,
            });
            return Ok(());
        }
        self.turn_page(at, &asked, resets, &page)
    }

    /// Applies a page and its cursor in one transaction.
    pub(crate) fn turn_page(
        &mut self,
        at: usize,
        asked: &Since,
        resets: u64,
        page: &Page,
    ) -> Result<(), String> {
        if self.rng.percent(self.rates.crash) {
            if self.variant == Variant::CursorFirst && !page.reset {
                self.clients[at].since.seq = page.next;
            }
            return self.crash(at);
        }
        let patches: Vec<Patch> = page.patches.iter().map(|patch| self.admit(patch)).collect();
        let jitter = self.rng.around(1_000);
        let twice = self.rng.percent(self.rates.repeat);
        let now = self.now;
        let client = &mut self.clients[at];
        if (client.since.seq, client.since.epoch, client.resets) != (asked.seq, asked.epoch, resets)
        {
            return Ok(()); // Another page was turned meanwhile.
        }
        client.clock.offset_ms = page.now as i64 - client.wall(now) + jitter;
        if page.reset {
            self.stats.resets += 1;
            client.since = Since::default();
            client.resets += 1;
            client.healing = (self.variant != Variant::NoRepush).then(Default::default);
            return Ok(());
        }
        for patch in &patches {
            self.writes.received(patch.id());
            client.take(patch);
            if twice {
                client.take(patch);
            }
            client
                .outbox
                .retain(|entry| entry.write.patch.id() != patch.id());
            if self.variant == Variant::MovingClock {
                client.clock.last = client.clock.last.max(patch.stamp());
            }
            if let Some(pulled) = &mut client.healing {
                pulled.insert(patch.id());
            }
        }
        client.since.seq = page.next;
        client.since.epoch = Some(page.epoch);
        client
            .since
            .marks
            .retain(|mark| !asked.marks.contains(mark));
        client.since.marks.insert(page.mark);
        if !page.more {
            self.heal(at);
        }
        if self.rng.percent(self.rates.crash) {
            self.crash(at)?;
        }
        Ok(())
    }

    /// After a reset and a whole pull: queues what the server lacks.
    fn heal(&mut self, at: usize) {
        let client = &mut self.clients[at];
        let Some(pulled) = client.healing.take() else {
            return;
        };
        let held: Vec<_> = client.base.set().patches().cloned().collect();
        for patch in held.iter().filter(|patch| !pulled.contains(&patch.id())) {
            let own = client.holds_key(&patch.author());
            let wait = if own {
                0
            } else {
                self.rng.below(60_000) as u64
            };
            client.queue(patch, self.now + wait);
            self.stats.healed += 1;
        }
    }

    /// Hands a bundle from one client to another: by link, file or QR.
    pub(crate) fn hand_over(&mut self, from: usize, to: usize) {
        if from == to {
            return;
        }
        let now = self.now;
        let held: Vec<_> = self.clients[from].view.set().patches().cloned().collect();
        let mut bundle = Vec::new();
        for patch in held {
            if self.rng.percent(90) {
                bundle.push(patch);
            }
        }
        for entry in &mut self.clients[from].outbox {
            let id = entry.write.patch.id();
            entry.write.shared |= bundle.iter().any(|patch| patch.id() == id);
        }
        let client = &mut self.clients[to];
        if self.variant == Variant::MovingClock {
            let stamps = bundle.iter().map(|patch| patch.stamp());
            client.clock.last = stamps.fold(client.clock.last, Ord::max);
        }
        let bundle = bundle.iter().map(|patch| patch.signed().clone());
        client.import(bundle.collect(), now);
        self.stats.bundles += 1;
    }

    /// Brings something that was on its way.
    pub(crate) fn deliver(&mut self) -> Result<(), String> {
        if self.in_flight.is_empty() {
            return Ok(());
        }
        let at = self.rng.below(self.in_flight.len());
        self.stats.late += 1;
        match self.in_flight.swap_remove(at) {
            InFlight::Push(batch) => {
                if let Some(server) = &mut self.server {
                    server.push(self.now, &batch, &mut self.rng);
                }
                Ok(())
            }
            InFlight::Pull {
                client,
                asked,
                resets,
                page,
            } => self.turn_page(client, &asked, resets, &page),
        }
    }
}
