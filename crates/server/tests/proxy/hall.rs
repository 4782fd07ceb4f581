//! A workshop with its phones, each behind a proxy of its own: what they do, and what must be true in the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use gagas_domain::id::{PatchId, PublicKey, RecordId};
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::tally::Tally;
use tokio::task::JoinSet;

use crate::faults::Counts;
use crate::oracle::Writes;
use crate::phone::{Phone, Variant};
use crate::proxy::Proxy;
use crate::replica::{Row, shown};
use crate::rng::Rng;
use crate::round::{Trouble, is_at_rest};

const PHONES: usize = 5;
/// How often each phone writes, sends and reads while things go wrong.
const TURNS: usize = 18;
/// How often all of them may read and send until nothing moves any more.
const PASSES: usize = 20;

/// What happened.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    pub(crate) writes: usize,
    pub(crate) acknowledged: usize,
    /// Held by the server, and not told to the phone at first.
    pub(crate) told_again: usize,
    pub(crate) counts: Counts,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            requests,
            requests_cut,
            answers_cut,
            answers_dropped,
            twice,
            late,
        } = self.counts;
        write!(
            f,
            "{} writes, {} acknowledged, {} of them said again; {requests} requests: {requests_cut} cut, {twice} \
             twice, answers of {answers_cut} cut, {answers_dropped} dropped, {late} too late",
            self.writes, self.acknowledged, self.told_again
        )
    }
}

impl std::ops::AddAssign for Told {
    fn add_assign(&mut self, other: Self) {
        self.writes += other.writes;
        self.acknowledged += other.acknowledged;
        self.told_again += other.told_again;
        self.counts += other.counts;
    }
}

/// A workshop of its own for each seed, on these servers.
pub(crate) async fn run(seed: u64, variant: Variant, servers: Vec<String>) -> Result<Told, String> {
    let mut rng = Rng::new(seed);
    let mut own = [9; 32];
    own[..8].copy_from_slice(&seed.to_be_bytes());
    own[8] = variant as u8;
    let workshop = OrganiserSeed(own);
    let (mut phones, mut proxies) = (Vec::new(), Vec::new());
    for at in 0..PHONES {
        let proxy = Proxy::start(servers.clone(), Rng::new(rng.next())).await;
        let address = proxy.address.clone();
        proxies.push(proxy);
        phones.push(Phone::new(
            &workshop,
            at,
            address,
            variant,
            Rng::new(rng.next()),
        ));
    }
    // Whoever comes before the organiser is turned away, and all of this machine after a thousand times.
    while phones[0].progress.epoch.is_empty() {
        if let Err(Trouble::Odd(why)) = phones[0].round().await {
            return Err(why);
        }
    }
    let mut playing = JoinSet::new();
    for (at, phone) in phones.into_iter().enumerate() {
        playing.spawn(async move { (at, play(phone).await) });
    }
    let mut phones = BTreeMap::new();
    let mut made = Vec::new();
    while let Some(played) = playing.join_next().await {
        let (at, played) = played.unwrap();
        let (phone, writes) = played?;
        phones.insert(at, phone);
        made.extend(writes);
    }
    let mut phones: Vec<Phone> = phones.into_values().collect();
    for proxy in &proxies {
        proxy.calm().await;
    }
    settle(&mut phones).await?;
    judge(&phones, &proxies, &made)?;
    let mut told = Told {
        writes: made.len(),
        acknowledged: phones.iter().map(|phone| phone.acknowledged.len()).sum(),
        ..Told::default()
    };
    for proxy in &proxies {
        told.counts += proxy.counts();
        told.told_again += proxy.said().iter().filter(|(_, st)| st == "dup").count();
    }
    Ok(told)
}

async fn play(mut phone: Phone) -> Result<(Phone, Vec<Patch>), String> {
    let mut made = Vec::new();
    if phone.organises {
        made.push(phone.settle());
    }
    for _ in 0..TURNS {
        for _ in 0..phone.rng.below(3) {
            made.push(phone.write());
        }
        tokio::time::sleep(Duration::from_millis(phone.rng.below(10) as u64)).await;
        match phone.round().await {
            Ok(()) | Err(Trouble::Broken) => {}
            Err(Trouble::Odd(why)) => return Err(why),
        }
    }
    Ok((phone, made))
}

/// Lets everybody exchange everything over a network that works.
async fn settle(phones: &mut [Phone]) -> Result<(), String> {
    for phone in &mut *phones {
        // A busy machine is no bad network.
        phone.way.patience = Duration::from_secs(30);
    }
    for pass in 0..PASSES {
        let before = fingerprint(phones);
        for phone in &mut *phones {
            let round = phone.round().await;
            round.map_err(|why| format!("a network that works: {why:?}"))?;
        }
        if pass > 0 && before == fingerprint(phones) {
            return match phones.iter().all(is_at_rest) {
                true => Ok(()),
                false => Err("something waits for ever".into()),
            };
        }
    }
    Err("it never came to rest".into())
}

fn fingerprint(phones: &[Phone]) -> Vec<(u64, usize, usize)> {
    let print = |phone: &Phone| {
        let waiting = phone.outbox.len() + phone.carried.len();
        (phone.progress.seq, phone.base.len(), waiting)
    };
    phones.iter().map(print).collect()
}

fn judge(phones: &[Phone], proxies: &[Proxy], made: &[Patch]) -> Result<(), String> {
    let mut writes = Writes::default();
    let mut all = RecordSet::default();
    let mut secret: BTreeMap<RecordId, PublicKey> = BTreeMap::new();
    for patch in made {
        writes.made(patch);
        all.add(patch.clone());
        if *patch.kind() == Kind::Ballot {
            secret.insert(patch.record(), patch.author());
        }
    }
    let truth = writes.truth();
    let counted = Tally::of(&all);
    for (at, phone) in phones.iter().enumerate() {
        let own = phone.own();
        let sees = |row: &&Row| {
            let author = secret.get(&row.0);
            phone.organises || author.is_none_or(|author| own.contains(author))
        };
        let visible: Vec<Row> = truth.iter().filter(sees).cloned().collect();
        if shown(&phone.base) != visible || shown(&phone.view) != visible {
            return Err(format!("phone {at} does not show what was written"));
        }
        for idea in all.of_kind(&Kind::Idea).map(|idea| idea.id()) {
            let seen = phone.counts.get(&idea).copied().unwrap_or_default();
            if seen != counted.support(&idea) {
                return Err(format!(
                    "phone {at} was told {seen:?} and not {:?}",
                    counted.support(&idea)
                ));
            }
        }
    }
    once(phones, proxies, &phones[0].base)
}

/// What the server took, it took once, and whatever it acknowledged it has, or what won over it.
fn once(phones: &[Phone], proxies: &[Proxy], held: &RecordSet) -> Result<(), String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (id, st) in proxies.iter().flat_map(Proxy::said) {
        *taken.entry(id.clone()).or_default() += usize::from(st == "ok");
        known.insert(id);
    }
    if let Some((id, times)) = taken.iter().find(|(_, times)| **times > 1) {
        return Err(format!("the server took {id} {times} times"));
    }
    let mut acknowledged = phones.iter().flat_map(|phone| &phone.acknowledged);
    if acknowledged.any(|id| !known.contains(&id.to_string())) {
        return Err("a phone heard what no server said".into());
    }
    let unheld = |id: &PatchId| taken.get(&id.to_string()) != Some(&1);
    match held.patches().any(|patch| unheld(&patch.id())) {
        true => Err("something is held that no server took".into()),
        false => Ok(()),
    }
}
