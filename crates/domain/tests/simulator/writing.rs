//! How clients write, and what must hold at once: one's own write shows, and the clock's reach.

use gagas_domain::id::{NodeId, PatchId};
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::kind::Kind;
use gagas_domain::patch::{DELETION, Draft, Patch};
use gagas_domain::restamp::{Device, Pending, restamp};
use gagas_domain::value::Value;

use crate::client::{Entry, KEYS};
use crate::replica::{Replica, values};
use crate::served::Served;
use crate::variant::Variant;
use crate::world::World;

/// The draft of a random write to one of the key's two records.
fn draft(key: usize, record: usize, fields: Vec<(String, Value)>) -> Draft {
    let kind = match (key, record) {
        (0, 0) => Kind::Session,
        (0, _) => Kind::Agency,
        (_, 0) => Kind::Idea,
        (_, _) => Kind::Comment,
    };
    Draft {
        workshop: OrganiserSeed([1; 32]).workshop(),
        kind,
        nonce: vec![1; 8],
        fields,
    }
}

impl<S: Served> World<S> {
    /// Writes something, somewhere, perhaps with a crash before it is saved.
    pub(crate) fn write(&mut self, at: usize) -> Result<(), String> {
        let rng = &mut self.rng;
        let client = &mut self.clients[at];
        let key = client.keys[rng.below(client.keys.len())];
        let record = rng.below(2);
        let mut fields: Vec<(String, Value)> = Vec::new();
        for name in ["f0", "f1", "f2"] {
            if rng.percent(45) {
                let number = Value::Int(rng.below(1_000) as i64);
                let value = if rng.percent(10) { Value::Null } else { number };
                fields.push((name.into(), value));
            }
        }
        if fields.is_empty() || rng.percent(3) {
            if rng.percent(70) {
                return Ok(());
            }
            fields = vec![(DELETION.into(), Value::Bool(true))];
        }
        let draft = draft(key, record, fields);
        if rng.percent(self.rates.crash) {
            // It was never saved, so it was never written.
            client.restart();
            self.stats.crashes += 1;
            return Ok(());
        }
        let patch = self.save(at, key, &draft)?;
        if patch.stamp().ms > self.clients[at].reach {
            return Err("a clock ran ahead of all that it had to beat".into());
        }
        Ok(())
    }

    /// Sets one field to a number, for stories told on purpose.
    pub(crate) fn say(
        &mut self,
        at: usize,
        key: usize,
        field: &str,
        number: i64,
    ) -> Result<Patch, String> {
        let fields = vec![(field.into(), Value::Int(number))];
        self.save(at, key, &draft(key, 0, fields))
    }

    /// Signs and saves a write, which its writer must then see.
    fn save(&mut self, at: usize, key: usize, draft: &Draft) -> Result<Patch, String> {
        let client = &mut self.clients[at];
        let key = &KEYS[key].0;
        let id = draft.record(key);
        let names = draft.fields.iter().map(|(name, _)| name.as_str());
        let over = client.view.set().overwritten(&id, names);
        let wall = client.wall(self.now);
        let right = client.clock.now(wall).max(over.unwrap_or_default());
        client.reach = client.reach.max(right.ms);
        let stamp = client.clock.tick(wall, over);
        let patch = draft.sign(key, stamp, client.node).expect("a patch");
        client.view.add(&patch);
        client.outbox.push(Entry {
            write: Pending::new(patch.clone()),
            own: true,
            due: self.now,
        });
        self.writes.made(&patch);
        let set = client.view.set();
        let held = set.find(&id).expect("a record just written");
        let shows =
            |(name, value): &(String, Value)| held.value(name).unwrap_or(&Value::Null) == value;
        if !held.is_dead() && (patch.is_deletion() || !draft.fields.iter().all(shows)) {
            return Err("a write did not show to its writer".into());
        }
        Ok(patch)
    }

    /// The answer to `clock_ahead`.
    pub(crate) fn set_back(&mut self, at: usize) -> Result<(), String> {
        let client = &mut self.clients[at];
        let before = values(client.view.set());
        let entries = std::mem::take(&mut client.outbox);
        let (own, others): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.own);
        if self.variant == Variant::RestampMerged {
            let merged = client.view.clone();
            client.base = S::Replica::default();
            for patch in merged.set().patches() {
                if !own.iter().any(|entry| entry.write.patch.id() == patch.id()) {
                    client.base.add(patch);
                }
            }
        }
        let old: Vec<PatchId> = own.iter().map(|entry| entry.write.patch.id()).collect();
        let pending = own.into_iter().map(|entry| entry.write).collect();
        let blind = S::Replica::default();
        let base = match self.variant {
            Variant::RestampBlind => blind.set(),
            _ => client.base.set(),
        };
        let device = Device {
            base,
            node: client.node,
            wall_ms: client.wall(self.now),
        };
        let pending = restamp(&device, pending, &mut client.clock, |author| {
            KEYS.iter()
                .find(|(_, public)| public == author)
                .map(|(key, _)| key)
        });
        for id in &old {
            if !pending.iter().any(|write| write.patch.id() == *id) {
                self.writes.replaced(*id);
                self.stats.taken_back += 1;
            }
        }
        for write in &pending {
            self.stats.stamped_anew += usize::from(!old.contains(&write.patch.id()));
            self.writes.made(&write.patch);
        }
        let due = self.now;
        client.outbox = others;
        client.outbox.extend(pending.into_iter().map(|write| Entry {
            write,
            own: true,
            due,
        }));
        client.restart();
        if values(client.view.set()) != before {
            return Err("re-stamping changed what the writer sees".into());
        }
        Ok(())
    }
}

/// The node id of the client at this place.
pub(crate) fn node(at: usize) -> NodeId {
    NodeId([at as u8 + 1; 8])
}
