//! The world of one seed: what happens in which order, and what must be true in the end.

use std::collections::BTreeSet;

use gagas_domain::id::PatchId;

use crate::client::Client;
use crate::network::InFlight;
use crate::oracle::Writes;
use crate::replica::{Replica, shown};
use crate::rng::Rng;
use crate::served::Served;
use crate::stats::Stats;
use crate::variant::Variant;
use crate::writing::node;

const STEPS: usize = 120;
const START_MS: u64 = 1_790_000_000_000;
const YEAR_MS: i64 = 365 * 86_400_000;

/// How often things go wrong, in percent.
#[derive(Clone, Copy, Default)]
pub(crate) struct Rates {
    pub(crate) loss: u64,
    pub(crate) repeat: u64,
    pub(crate) late: u64,
    pub(crate) crash: u64,
}

impl Rates {
    pub(crate) fn is_calm(self) -> bool {
        self.loss == 0
    }
}

pub(crate) struct World<S: Served> {
    pub(crate) rng: Rng,
    pub(crate) variant: Variant,
    pub(crate) rates: Rates,
    pub(crate) now: u64,
    pub(crate) clients: Vec<Client<S::Replica>>,
    pub(crate) server: Option<S>,
    pub(crate) backup: Option<S>,
    pub(crate) in_flight: Vec<InFlight>,
    pub(crate) writes: Writes,
    pub(crate) verified: BTreeSet<PatchId>,
    pub(crate) stats: Stats,
}

fn skew(rng: &mut Rng) -> i64 {
    match rng.below(20) {
        0..9 => rng.around(2_000),
        9..14 => rng.around(300_000),
        14..17 => rng.around(30 * 3_600_000),
        _ => rng.around(10 * YEAR_MS),
    }
}

impl<S: Served> World<S> {
    pub(crate) fn new(seed: u64, variant: Variant) -> Self {
        let mut rng = Rng::new(seed);
        let cloned = rng.percent(30);
        let clients = (0..2 + rng.below(4)).map(|at| {
            let chosen = (0..4).filter(|key| match (at, key) {
                (0, 0) => true,
                _ => rng.percent(45),
            });
            let mut keys: Vec<usize> = chosen.collect();
            if keys.is_empty() {
                keys.push(1 + at % 3);
            }
            let at = if cloned && at == 1 { 0 } else { at };
            Client::new(node(at), keys, skew(&mut rng))
        });
        let clients = clients.collect();
        let server = rng
            .percent(80)
            .then(|| S::begin(START_MS, &mut rng, variant));
        let rates = Rates {
            loss: 25,
            repeat: 15,
            late: 10,
            crash: 8,
        };
        Self::with(rng, variant, rates, clients, server)
    }

    /// A world without mishaps: clients with these keys and clocks wrong by so many seconds.
    pub(crate) fn story(variant: Variant, clients: &[(&[usize], i64)]) -> Self {
        let mut rng = Rng::new(0);
        let clients = clients.iter().enumerate();
        let clients =
            clients.map(|(at, (keys, skew))| Client::new(node(at), keys.to_vec(), skew * 1_000));
        let clients = clients.collect();
        let server = Some(S::begin(START_MS, &mut rng, variant));
        Self::with(rng, variant, Rates::default(), clients, server)
    }

    fn with(
        rng: Rng,
        variant: Variant,
        rates: Rates,
        clients: Vec<Client<S::Replica>>,
        server: Option<S>,
    ) -> Self {
        Self {
            rng,
            variant,
            rates,
            now: START_MS,
            clients,
            server,
            backup: None,
            in_flight: Vec::new(),
            writes: Writes::default(),
            verified: BTreeSet::new(),
            stats: Stats::default(),
        }
    }

    pub(crate) fn run(mut self) -> Result<Stats, String> {
        for _ in 0..STEPS {
            self.step()?;
        }
        self.finish()
    }

    /// Lets everything come to rest, and compares it with the truth.
    pub(crate) fn finish(mut self) -> Result<Stats, String> {
        self.rates = Rates::default();
        self.in_flight.clear();
        self.settle()?;
        let waiting =
            |client: &Client<S::Replica>| !client.outbox.is_empty() || !client.aside.is_empty();
        if self.clients.iter().any(waiting) {
            // Somebody shared what a wrong clock had stamped: it waits for its time.
            self.stats.waited += 1;
            self.now += 25 * YEAR_MS as u64;
            self.settle()?;
        }
        if self.clients.iter().any(waiting) {
            return Err("something waits for ever".into());
        }
        self.judge()?;
        self.stats.seeds = 1;
        self.stats.writes = self.writes.count();
        Ok(self.stats)
    }

    fn step(&mut self) -> Result<(), String> {
        self.now += match self.rng.below(40) {
            0 => self.rng.below(48 * 3_600_000),
            1..4 => self.rng.below(3_600_000),
            _ => self.rng.below(3_000),
        } as u64;
        let at = self.rng.below(self.clients.len());
        match self.rng.below(100) {
            0..34 => self.write(at)?,
            34..54 => self.push(at)?,
            54..78 => self.pull(at)?,
            78..84 => {
                let to = self.rng.below(self.clients.len());
                self.hand_over(at, to);
            }
            84..91 => self.deliver()?,
            91..93 => self.crash(at)?,
            93..95 => self.clients[at].skew = skew(&mut self.rng),
            95..97 => self.back_up(),
            97..99 if self.backup.is_some() => self.restore(),
            99 if self.rng.percent(30) => {
                self.stats.wipes += usize::from(self.server.is_some());
                self.server = None;
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn back_up(&mut self) {
        self.backup.clone_from(&self.server);
    }

    /// Brings an older state of the server back, with its old epoch.
    pub(crate) fn restore(&mut self) {
        self.stats.restores += 1;
        self.server.clone_from(&self.backup);
    }

    /// A crash loses what was not saved; what was saved must show the same again.
    pub(crate) fn crash(&mut self, at: usize) -> Result<(), String> {
        self.stats.crashes += 1;
        let client = &mut self.clients[at];
        let before = shown(client.view.set());
        client.restart();
        if shown(client.view.set()) != before {
            return Err("a restart showed something else".into());
        }
        Ok(())
    }

    /// Lets everybody exchange everything, without mishaps, until nothing moves any more.
    fn settle(&mut self) -> Result<(), String> {
        let mut quiet = 0;
        for _ in 0..200 {
            self.now += 5_000;
            let before = self.fingerprint();
            for at in 0..self.clients.len() {
                self.pull(at)?;
                self.push(at)?;
            }
            quiet = if before == self.fingerprint() {
                quiet + 1
            } else {
                0
            };
            // Long enough for those who wait up to a minute before they push others' patches.
            if quiet == 14 {
                return Ok(());
            }
        }
        Err("it never came to rest".into())
    }

    fn fingerprint(&self) -> Vec<(u64, u64, usize, usize)> {
        let clients = self.clients.iter();
        let mut print: Vec<_> = clients
            .map(|client| {
                let held = client.base.set().len();
                (client.since.seq, client.resets, held, client.outbox.len())
            })
            .collect();
        print.extend(
            self.server
                .iter()
                .map(|server| (server.head(), server.epoch(), 0, 0)),
        );
        print
    }

    fn judge(&self) -> Result<(), String> {
        let server = self.server.as_ref().ok_or("no server in the end")?;
        let records = server.records();
        let served = shown(&records);
        for (at, client) in self.clients.iter().enumerate() {
            if shown(client.view.set()) != served {
                return Err(format!("client {at} and the server diverged"));
            }
            if shown(client.base.set()) != served {
                return Err(format!("client {at} keeps what the server lacks"));
            }
        }
        if served != self.writes.truth() {
            return Err("a write was lost".into());
        }
        let cells: usize = served
            .iter()
            .map(|(_, dead, row)| row.len() + usize::from(*dead))
            .sum();
        if records.len() > cells {
            return Err("more is kept than wins".into());
        }
        let exact = |patch: &gagas_domain::patch::Patch| {
            let written = self.writes.find(&patch.id());
            written.is_some_and(|written| written.signed() == patch.signed())
        };
        if !records.patches().all(|patch| exact(patch)) {
            return Err("a patch's bytes changed on the way".into());
        }
        Ok(())
    }
}
