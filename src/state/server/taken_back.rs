//! Own writes that are taken back: to get an earlier stamp, or because the server refused them.

use gagas_domain::SigningKey;
use gagas_domain::id::{PatchId, PublicKey, RecordId};
use gagas_domain::keys::public_key;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_domain::restamp::{Device, Pending, restamp};

use super::Values;
use crate::platform::{clock, random};
use crate::state::App;
use crate::state::personal::written_name;
use crate::storage::backend::Change;
use crate::storage::channel::Message;
use crate::storage::workshop_store::{QueueState, Queued, Unloaded};

impl App {
    /// Gives own writes that lie ahead of the server's clock a stamp of the present. `false` where that cannot be done
    /// now.
    pub(crate) async fn set_back(self) -> bool {
        let Some(base) = self.base().await else {
            return false;
        };
        let seed = self
            .organiser_seed_untracked()
            .map(|seed| seed.signing_key());
        let keyring = self.keys();
        let queued: Vec<(Patch, Queued)> = self.outbox.with_untracked(|all| {
            let read = |queued: &Queued| {
                let patch = Patch::trust(queued.patch.clone()).ok()?;
                Some((patch, queued.clone()))
            };
            all.iter().filter_map(read).collect()
        });
        let is_open = |queued: &Queued| !matches!(queued.state, QueueState::Refused(_));
        let mut pending: Vec<Pending> = queued
            .iter()
            .filter(|(_, queued)| is_open(queued))
            .map(|(patch, queued)| Pending {
                patch: patch.clone(),
                shared: matches!(queued.state, QueueState::HandedOver { .. }),
                copied: queued.copied,
            })
            .collect();
        let mut authors: Vec<PublicKey> =
            pending.iter().map(|write| write.patch.author()).collect();
        authors.sort_unstable();
        authors.dedup();
        let old: Vec<PatchId> = pending.iter().map(|write| write.patch.id()).collect();
        let mut clock = self.open.with_value(|open| {
            open.as_ref()
                .map_or_else(Default::default, |open| open.clock)
        });
        // A key at a time: copies of one node would tell that two keys are one person's.
        for author in authors {
            let device = Device {
                base: &base,
                node: gagas_domain::id::NodeId(random::bytes()),
                wall_ms: clock::now_ms(),
            };
            let key_of = |public: &PublicKey| -> Option<&SigningKey> {
                if *public != author {
                    return None;
                }
                let seed = seed.as_ref().filter(|key| public_key(key) == author);
                let keyring = keyring.as_ref();
                seed.or_else(|| {
                    let keyring = keyring?;
                    keyring.key(keyring.role(public)?).map(|(key, _, _)| key)
                })
            };
            pending = restamp(&device, pending, &mut clock, key_of);
        }
        let state_of = |id: PatchId| {
            let found = queued.iter().find(|(patch, _)| patch.id() == id);
            found.map_or(QueueState::Waiting, |(_, queued)| queued.state)
        };
        let new: Vec<(Patch, Queued)> = pending
            .into_iter()
            .map(|write| {
                let queued = Queued {
                    state: state_of(write.patch.id()),
                    copied: write.copied,
                    patch: write.patch.signed().clone(),
                };
                (write.patch, queued)
            })
            .collect();
        let changes = self.open.try_update_value(|open| {
            let open = open.as_mut()?;
            open.clock = clock;
            Some(open.store.requeue(&old, &new))
        });
        self.rebuild(base, &old, changes.flatten().unwrap_or_default());
        true
    }

    /// Gives up own writes of a record that the server refused: they are gone from this phone, too. What `keep` wants
    /// kept of what is left without them is kept in the same commit; where it wants nothing done, nothing is.
    pub async fn discard(
        self,
        record: RecordId,
        ids: Vec<PatchId>,
        keep: impl FnOnce(&RecordSet) -> Option<Values>,
    ) {
        // Where storage cannot be read, what they beat is back at the next start.
        let base = self.base().await.unwrap_or_default();
        let set = self.without(base, &ids, &ids);
        let Some(mut values) = keep(&set) else { return };
        // Words that were discarded are not to be offered as a version of one's own.
        values.push((written_name(&record), None));
        let names: Vec<String> = values.iter().map(|(name, _)| name.clone()).collect();
        let changes = self.open.with_value(|open| {
            open.as_ref()
                .map(|open| open.store.supersede(&ids))
                .unwrap_or_default()
        });
        self.records.set(set);
        self.commit_sync(changes, values, Vec::new());
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            for name in names {
                open.tell(&Message::Meta(name));
            }
        });
    }

    /// Takes over what another tab has taken out of the outbox that was refused: accepted since, or discarded.
    pub(super) async fn discarded_elsewhere(self, before: &[Queued], now: &[Queued]) {
        let is_here = |queued: &&Queued| now.iter().any(|other| other.patch == queued.patch);
        let is_refused = |queued: &&Queued| matches!(queued.state, QueueState::Refused(_));
        let gone = before.iter().filter(is_refused);
        let gone: Vec<PatchId> = gone
            .filter(|queued| !is_here(queued))
            .map(|queued| PatchId::of(&queued.patch.body))
            .collect();
        if gone.is_empty() {
            return;
        }
        if let Some(base) = self.base().await {
            self.records.set(self.without(base, &gone, &[]));
        }
    }

    /// Makes the replica anew without patches that were taken back.
    fn rebuild(self, base: RecordSet, gone: &[PatchId], changes: Vec<Change>) {
        self.records.set(self.without(base, gone, &[]));
        self.commit_sync(changes, Vec::new(), Vec::new());
    }

    /// What is stored, what came since and what is queued, without patches that are gone, or that are still `queued`
    /// and to go.
    fn without(self, base: RecordSet, gone: &[PatchId], queued: &[PatchId]) -> RecordSet {
        let mut set = base;
        self.with_records_untracked(|held| {
            let stays = held.patches().filter(|patch| !gone.contains(&patch.id()));
            for patch in stays {
                drop(set.add(Patch::clone(patch)));
            }
        });
        self.open.with_value(|open| {
            let Some(open) = open else { return };
            let all = open.store.outbox().into_iter();
            for patch in all.filter_map(|held| Patch::trust(held.patch).ok()) {
                if !queued.contains(&patch.id()) {
                    set.add(patch);
                }
            }
        });
        set
    }

    /// Everything that is stored, merged without what waits in the outbox.
    pub(super) async fn base(self) -> Option<RecordSet> {
        let (id, writer, backend) = self.open.with_value(|open| {
            let open = open.as_ref()?;
            Some((open.id(), open.writer.clone(), open.backend()))
        })?;
        writer.flush().await.ok()?;
        let (_, loaded) = Unloaded::new(backend).load().await.ok()?;
        let mut base = RecordSet::default();
        for signed in loaded.patches {
            drop(Patch::trust(signed).map(|patch| base.add(patch)));
        }
        (self.workshop_id() == Some(id)).then_some(base)
    }
}
